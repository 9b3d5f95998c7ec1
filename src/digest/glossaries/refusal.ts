/** The reason why a file is not read as a glossary, in words for its reader. */

/**
 * `kind`: it is something else. `large`: it is above a bound. `letters`: its letters cannot be read. `malformed`: it
 * breaks the rules of its format. `unsupported`: it uses a part of its format that Gloss does not read. `empty`: it
 * has no terms.
 */
export type RefusalKind = 'kind' | 'large' | 'letters' | 'malformed' | 'unsupported' | 'empty';

/** Longest part of a message, UTF-16 units: it may quote the file. */
const LONGEST = 300;

/** The only error that reading a glossary file ends with, apart from the reason of the caller's own signal. */
export class GlossaryRefusal extends Error {
  override name = 'GlossaryRefusal';
  readonly kind: RefusalKind;
  /** What is wrong: a sentence without its full stop. */
  readonly what: string;
  /** What the user can do: a sentence without its full stop. */
  readonly todo: string;
  /** Where in the file: `line 3`, `row 12`, `term 5`; absent where it is the file as a whole. */
  readonly where: string | undefined;

  constructor(kind: RefusalKind, what: string, todo: string, where?: string) {
    const said = what.replace(/\s+/g, ' ').slice(0, LONGEST);
    super(`${where === undefined ? '' : `${where[0]?.toUpperCase()}${where.slice(1)}: `}${said}. ${todo}.`);
    this.kind = kind;
    this.what = said;
    this.todo = todo;
    this.where = where;
  }
}

/** A number in a message: 2,000,000. */
export function counted(number: number): string {
  return number.toLocaleString('en');
}
