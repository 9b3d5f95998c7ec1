/** A mutant: one small change to a source file that makes the program wrong, unless the change is equivalent. */

/** The kinds of change, as they are named in reports. */
export type Kind =
  | 'condition'
  | 'comparison'
  | 'logic'
  | 'arithmetic'
  | 'boolean'
  | 'text'
  | 'list'
  | 'record'
  | 'returned'
  | 'removed'
  | 'optional'
  | 'method';

/** A change that can be made to a file. */
export interface Change {
  kind: Kind;
  /** The stretch of the source that is replaced, in UTF-16 units. */
  start: number;
  end: number;
  /** What stands there instead. For a statement the empty string: the statement is not run. */
  text: string;
  /** Whether the stretch is a whole statement, and not an expression. */
  statement: boolean;
}

export interface Mutant extends Change {
  /** From 1, unique in a run. */
  id: number;
  /** Its room, such as `notes`. */
  room: string;
  /** Path from the project's folder, with slashes. */
  file: string;
  /** The line on which the change starts, from 1. */
  line: number;
  /** The source that is replaced. */
  source: string;
}

/** How a mutant ended. */
export type Fate =
  /** A test failed. */
  | 'killed'
  /** A test did not end, or ran for many times longer than without the change. */
  | 'endless'
  /** Tests ran the place, and none failed. */
  | 'survived'
  /** No test ran the place. */
  | 'unreached';

/** One line of a report: where, and what stands there instead. */
export function told({ file, line, kind, source, text }: Mutant): string {
  const short = (all: string) => {
    const one = all.replace(/\s+/g, ' ');
    return one.length > 60 ? `${one.slice(0, 59)}…` : one;
  };
  return `${file}:${line}  ${kind}: ${short(source)}  →  ${text === '' ? '(removed)' : short(text)}`;
}
