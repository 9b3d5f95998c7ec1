/**
 * Parses a source document, Markdown with front matter, into the document and its passages. Cost: linear.
 *
 * It supports only the Markdown that our documents need: `#` headings, `- ` items, and paragraphs separated
 * by blank lines. Each of these is a passage. Everything else is verbatim text. The lines of one block are
 * joined by a space, as Markdown renders them.
 */
import * as v from 'valibot';
import { explain } from './explain';
import { LANGUAGE, LINE, PASSAGE } from './limits';
import type { Problem } from './problems';
import { type Document, Id, type Passage } from './schema';
import { readYaml } from './yaml';

/** A source file: its contents, and the path used in messages. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface ParsedDocument {
  /** Absent if the front matter or the file name is invalid. */
  document?: Document;
  /**
   * In order. Present even if the document has problems, so that correct citations of it are not reported as
   * well.
   */
  passages: Passage[];
  problems: Problem[];
}

const Line = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('is empty; write it or remove the key'),
  v.maxLength(LINE, `is longer than ${LINE} letters; shorten it`),
);
const FrontMatter = v.strictObject({
  title: Line,
  short: v.optional(Line),
  publisher: v.optional(Line),
  date: v.optional(
    v.pipe(
      Line,
      v.regex(
        /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
        'is no date; write 2023, 2023-08 or 2023-08-29',
      ),
    ),
  ),
  lang: v.pipe(
    Line,
    v.maxLength(LANGUAGE, `is longer than ${LANGUAGE} letters; shorten it`),
    v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language tag (BCP 47); write en, fa, zh-Hant, …'),
  ),
});

/** Parses one document. Its id is the file name without `.md`. */
export function parseDocument({ path, text }: SourceFile): ParsedDocument {
  const problems: Problem[] = [];
  const complain = (line: number, message: string) => problems.push({ file: path, line, message });
  const id = (path.split('/').at(-1) ?? '').replace(/\.md$/, '');
  if (!v.is(Id, id)) {
    complain(
      1,
      'is not named as a document; name the file in lower-case words joined by hyphens, ending in .md',
    );
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const end = lines[0]?.trimEnd() === '---' ? lines.findIndex((l, i) => i > 0 && l.trimEnd() === '---') : -1;
  if (end < 0) {
    complain(1, 'has no front matter; begin it with a line ---, the keys title and lang, and a line ---');
  }

  const yaml = readYaml(lines.slice(1, Math.max(1, end)).join('\n'));
  for (const { line, message } of yaml.problems) complain(line + 1, message);
  const front = v.safeParse(FrontMatter, yaml.value);
  if (!front.success && end > 0) {
    for (const { path, message } of explain(front.issues)) complain(yaml.lineOf(path) + 1, message);
  }

  const blocks = readBlocks(lines, end + 1);
  for (const { line, text } of blocks) {
    if (text === '') complain(line, 'has a heading or an item without text; write it or remove the line');
    if (text.length > PASSAGE)
      complain(
        line,
        `has a passage of ${text.length} letters, more than ${PASSAGE}; divide it by blank lines`,
      );
  }
  if (blocks.length === 0) complain(Math.max(1, end + 1), 'has no text under its front matter; write some');
  const passages = blocks.map(({ kind, level, text }, i): Passage => {
    const passage = { id: passageId(id, i + 1), document: id, kind, text };
    return level === undefined ? passage : { ...passage, level };
  });
  if (problems.length > 0 || !front.success) return { passages, problems };
  return { document: { id, ...front.output }, passages, problems };
}

/** The id of a passage, such as `igf-report#p07`. Numbers start at 1 and have two digits at least. */
function passageId(document: string, number: number): string {
  return `${document}#p${String(number).padStart(2, '0')}`;
}

interface Block {
  kind: Passage['kind'];
  level?: number;
  text: string;
  /** The number of its first line, from 1. */
  line: number;
}

function readBlocks(lines: string[], from: number): Block[] {
  const blocks: Block[] = [];
  let open: { block: Block; lines: string[] } | undefined;
  const close = () => {
    if (open) open.block.text = open.lines.join(' ');
    open = undefined;
  };
  const begin = (block: Block) => {
    close();
    blocks.push(block);
    open = { block, lines: block.text === '' ? [] : [block.text] };
  };
  for (let i = from; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim();
    const heading = /^#{1,6}(?=[ \t]|$)/.exec(line);
    if (line === '') close();
    else if (heading) {
      const level = heading[0].length;
      begin({ kind: 'heading', level, text: withoutClosing(line.slice(level).trim()), line: i + 1 });
      close();
    } else if (line === '-' || line.startsWith('- ')) {
      begin({ kind: 'item', text: line.slice(1).trim(), line: i + 1 });
    } else if (open) open.lines.push(line);
    else begin({ kind: 'paragraph', text: line, line: i + 1 });
  }
  close();
  return blocks;
}

/**
 * Removes the closing `#` of a heading: `Title ##` becomes `Title`; `C#` is unchanged. Not a regular
 * expression, because that would take quadratic time on a line of spaces.
 */
function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  if (end === text.length) return text;
  if (end === 0) return '';
  return text[end - 1] === ' ' || text[end - 1] === '\t' ? text.slice(0, end).trimEnd() : text;
}
