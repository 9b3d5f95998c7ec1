/** What can be wrong with a document or a glossary file, told so that its author can put it right. */

/** One thing that is wrong, and where. */
export interface Problem {
  /** Path of the file, as it was given to the compiler. */
  file: string;
  /** From 1. */
  line: number;
  /** Id of the term it concerns; absent for documents, and where the entry has no readable id. */
  term?: string;
  /** What is wrong and what to do about it. */
  message: string;
}

/** `file:line: term: what is wrong and what to do`. */
function describeProblem({ file, line, term, message }: Problem): string {
  return `${file}:${line}: ${term === undefined ? '' : `${term}: `}${message}`;
}

/** Problems past this number are counted in the error's message, not listed; `problems` keeps them all. */
const LISTED = 200;

/** The sources cannot become a digest. Carries every problem found, by file and line. */
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

/** Shortens a value for a message, so that a hostile file cannot make one endless. */
export function excerpt(text: string, length = 80): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= length ? flat : `${flat.slice(0, length - 1)}…`;
}
