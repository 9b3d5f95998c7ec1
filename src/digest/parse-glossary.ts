/**
 * Parses a glossary file into terms in the digest's shape. Checks everything that one entry alone can show;
 * `check-terms.ts` checks what needs the documents or the other terms.
 */
import * as v from 'valibot';
import { explain } from './explain';
import { defaultCase } from './form-case';
import { GlossaryTerm } from './glossary-schema';
import { CLAIMS, FORMS, GISTS } from './limits';
import type { SourceFile } from './parse-document';
import { excerpt, type Problem } from './problems';
import type { Term } from './schema';
import { readYaml, type YamlPath, type YamlValue } from './yaml';

/** A term with the source lines of its parts. */
export interface PlacedTerm {
  term: Term;
  file: string;
  /** The line of a path in the entry as it was written, e.g. `['claims', 0, 'quote']`. */
  lineOf(path: YamlPath): number;
  /** The line of each of the term's forms, in the order of `term.forms`. */
  formLines: number[];
}

export interface ParsedGlossary {
  /** The entries without problems of their own. */
  terms: PlacedTerm[];
  /**
   * Every id in the file, also of entries with problems, so that one mistake is not reported again wherever
   * the id is used.
   */
  ids: { id: string; file: string; line: number }[];
  problems: Problem[];
}

/** Parses one glossary file. Never throws. */
export function parseGlossary({ path: file, text }: SourceFile): ParsedGlossary {
  const yaml = readYaml(text);
  const problems: Problem[] = yaml.problems.map(({ line, message }) => ({ file, line, message }));
  const terms: PlacedTerm[] = [];
  const ids: ParsedGlossary['ids'] = [];
  if (!Array.isArray(yaml.value)) {
    const message = 'is no list of terms; begin each entry with "- id: …"';
    if (problems.length === 0) problems.push({ file, line: 1, message });
    return { terms, ids, problems };
  }
  yaml.value.forEach((entry, i) => {
    const lineOf = (path: YamlPath) => yaml.lineOf([i, ...path]);
    const id = idOf(entry);
    if (id !== undefined) ids.push({ id, file, line: lineOf([]) });
    if (!yaml.sound) return;
    const complain = (line: number, message: string) => {
      problems.push(id === undefined ? { file, line, message } : { file, line, term: excerpt(id), message });
    };
    const result = v.safeParse(GlossaryTerm, entry);
    if (!result.success) {
      for (const { path, message } of explain(result.issues)) complain(lineOf(path), message);
      return;
    }
    const before = problems.length;
    checkEntry(result.output, (path, message) => complain(lineOf(path), message));
    const { forms, formPaths } = readForms(result.output);
    if (problems.length > before) return;
    terms.push({ term: toTerm(result.output, forms), file, lineOf, formLines: formPaths.map(lineOf) });
  });
  return { terms, ids, problems };
}

function idOf(entry: YamlValue): string | undefined {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return undefined;
  const { id } = entry;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The script of a gist in these languages, as nothing but letters of it. All others are in Latin letters. */
const SCRIPTS: Record<string, [script: RegExp, name: string]> = {
  fa: [/^[\p{Script=Arabic}]+$/u, 'Arabic'],
  ar: [/^[\p{Script=Arabic}]+$/u, 'Arabic'],
  ru: [/^[\p{Script=Cyrillic}]+$/u, 'Cyrillic'],
  zh: [/^[\p{Script=Han}]+$/u, 'Chinese'],
};
const LATIN: [RegExp, string] = [/^[\p{Script=Latin}]+$/u, 'Latin'];
/** What a gist may have besides the letters of its script: names in Latin capitals, too. */
const NO_LETTERS = /[^\p{L}]|\p{Lu}+(?!\p{Ll})/gu;

/** Checks what the schema cannot express: whether the parts of one entry fit together. */
function checkEntry(entry: GlossaryTerm, complain: (path: YamlPath, message: string) => void): void {
  const written = new Set<string>();
  for (const [lang, list] of Object.entries(entry.forms)) {
    const here = new Set<string>();
    list.forEach((form, i) => {
      const text = typeof form === 'string' ? form : form.text;
      if (here.has(text))
        complain(['forms', lang, i], `lists the form "${excerpt(text)}" twice in ${lang}; keep one`);
      here.add(text);
      written.add(text);
    });
  }
  checkLengths(entry, complain);
  entry.ambiguous.forEach((text, i) => {
    if (!written.has(text)) {
      complain(
        ['ambiguous', i],
        `calls "${excerpt(text)}" ambiguous, which is not among its forms; add it to forms`,
      );
    }
  });
  for (const [lang, gist] of Object.entries(entry.gist)) {
    const [script, name] = SCRIPTS[lang] ?? LATIN;
    if (!script.test(gist.replace(NO_LETTERS, '')))
      complain(
        ['gist', lang],
        `has a gist in ${lang} that is not in ${name} letters; write it in that language`,
      );
  }
  entry.rivals.forEach((rival, r) => {
    rival.forms.forEach((text, i) => {
      // The form need not be ambiguous: it may usually mean the term and sometimes the rival (UN, PBB).
      if (written.has(text)) return;
      const message = `has a rival sense for "${excerpt(text)}", which is not among its forms; add it to forms`;
      complain(['rivals', r, 'forms', i], message);
    });
  });
  if (entry.claims.length + entry.statements.length === 0)
    complain(['claims'], 'lacks claims; write at least one, or a statement where there is no document');
  entry.related.forEach((id, i) => {
    if (id === entry.id) complain(['related', i], 'is related to itself; remove it');
    else if (entry.related.indexOf(id) < i)
      complain(['related', i], `lists ${id} twice in related; keep one`);
  });
}

/** The schema bounds each list as it is written; a digest has one list of forms and one of claims. */
function checkLengths(entry: GlossaryTerm, complain: (path: YamlPath, message: string) => void): void {
  const forms = Object.values(entry.forms).reduce((sum, list) => sum + list.length, 0);
  if (forms > FORMS) complain(['forms'], `has ${forms} forms, more than ${FORMS}; leave some out`);
  const claims = entry.claims.length + entry.statements.length;
  if (claims > CLAIMS)
    complain(['statements'], `has ${claims} claims and statements, more than ${CLAIMS}; leave some out`);
  const gists = Object.keys(entry.gist).length;
  if (gists > GISTS)
    complain(['gist'], `has gists in ${gists} languages, more than ${GISTS}; leave some out`);
}

function readForms(entry: GlossaryTerm): { forms: Term['forms']; formPaths: YamlPath[] } {
  const ambiguous = new Set(entry.ambiguous);
  const forms: Term['forms'] = [];
  const formPaths: YamlPath[] = [];
  for (const [lang, list] of Object.entries(entry.forms)) {
    list.forEach((form, i) => {
      const { text, case: said } = typeof form === 'string' ? { text: form, case: undefined } : form;
      forms.push({ text, lang, case: said ?? defaultCase(text), ambiguous: ambiguous.has(text) });
      formPaths.push(['forms', lang, i]);
    });
  }
  return { forms, formPaths };
}

function toTerm(entry: GlossaryTerm, forms: Term['forms']): Term {
  const { id, kind, label, name, role, gist, cues, rivals, related } = entry;
  const claims = [
    ...entry.claims,
    ...entry.statements.map(({ text, 'as-of': asOf }) => ({ text, ...(asOf !== undefined && { asOf }) })),
  ];
  const term: Term = { id, kind, label, gist, forms, cues, rivals, claims, related };
  if (name !== undefined) term.name = name;
  if (role !== undefined) term.role = role;
  return term;
}
