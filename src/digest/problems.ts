/** Problems in documents and glossary files, reported so that the author can correct them. */

/** One problem and its place. */
export interface Problem {
  /** Path of the file, as given to the compiler. */
  file: string;
  /** Line number, from 1. */
  line: number;
  /** Id of the term concerned. Absent for documents, and for an entry without a readable id. */
  term?: string;
  /** What is wrong and what to do about it. Completes a sentence that begins with the file or term. */
  message: string;
}

/** `file:line: term: what is wrong and what to do`. */
export function describeProblem({ file, line, term, message }: Problem): string {
  return `${file}:${line}: ${term === undefined ? '' : `${term}: `}${message}`;
}

/** An error's message lists this many problems and counts the rest. `problems` has them all. */
const LISTED = 200;

/** The sources cannot be compiled. Carries every problem, sorted by file and line. */
export class CompileError extends Error {
  override name = 'CompileError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPlace);
    const lines = sorted.slice(0, LISTED).map(describeProblem);
    if (sorted.length > LISTED) lines.push(`… and ${sorted.length - LISTED} more`);
    super(lines.join('\n'));
    this.problems = sorted;
  }
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.line !== b.line) return a.line - b.line;
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}

/** Shortens a value for a message, so that a hostile file cannot make the message endless. */
export function excerpt(text: string, length = 80): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= length ? flat : `${flat.slice(0, length - 1)}…`;
}
