import * as v from 'valibot';

/** The reason why a file or an annotation is not imported, in words for the user. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/**
 * What is wrong with a value, and the path to it; `whole` names the value itself, where the path is empty.
 */
export function reasonOf(issue: v.BaseIssue<unknown>, whole: string): string {
  const what = issue.received === 'undefined' ? 'is missing' : issue.message;
  return `${v.getDotPath(issue) ?? whole}: ${what}`;
}
