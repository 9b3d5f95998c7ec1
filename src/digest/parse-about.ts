/** Parses `about.yaml`, in which a publisher says what a digest is. `docs/publishing.md` explains each key. */
import * as v from 'valibot';
import { explain } from './explain';
import type { SourceFile } from './parse-document';
import type { Problem } from './problems';
import { About, Id } from './schema';
import { readYaml } from './yaml';

/**
 * Most letters of id and version together. Each stands twice in the pointer file, which every reader asks for once a
 * day (`gloss-file/pointer.ts`).
 */
const NAMED = 48;

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('is empty; write it or remove the key'),
    v.maxLength(most, `is longer than ${most} letters; shorten it`),
  );

const AboutFile = v.strictObject({
  id: v.pipe(
    v.string(),
    v.check(
      (id) => v.is(Id, id),
      'is no id; write lower-case words joined by hyphens, 80 characters at most',
    ),
  ),
  name: text(120),
  // A part of the name of a file, on any system.
  version: v.pipe(
    text(40),
    v.regex(
      /^[A-Za-z0-9]+([.+_-][A-Za-z0-9]+)*$/,
      'is no version; write letters and digits with . + _ or - between them, such as 2026-11 or 1.4.0',
    ),
  ),
  licence: v.optional(text(200)),
  attribution: v.optional(text(500)),
  home: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check((address) => v.is(About.entries.home, address), 'is no address; begin it with https://'),
    ),
  ),
});

/** Parses the file. `about` is absent if there are problems. Never throws. */
export function parseAbout({ path: file, text }: SourceFile): { about?: About; problems: Problem[] } {
  const yaml = readYaml(text);
  const problems: Problem[] = yaml.problems.map(({ line, message }) => ({ file, line, message }));
  const read = v.safeParse(AboutFile, yaml.value);
  if (problems.length > 0) return { problems };
  if (read.success) {
    const { id, version } = read.output;
    const letters = id.length + version.length;
    if (letters <= NAMED) return { about: read.output, problems };
    const message = `has an id and a version of ${letters} letters, more than ${NAMED} together; shorten one`;
    return { problems: [{ file, line: yaml.lineOf(['version']), message }] };
  }
  for (const { path, message } of explain(read.issues))
    problems.push({ file, line: yaml.lineOf(path), message });
  return { problems };
}
