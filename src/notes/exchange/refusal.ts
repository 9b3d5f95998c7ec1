import * as v from 'valibot';

/** Why an annotation is not imported, in words for the user. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** What is wrong with a value, and where in it; of the whole by that name. */
export function reasonOf(issue: v.BaseIssue<unknown>, whole: string): string {
  const what = issue.received === 'undefined' ? 'is missing' : issue.message;
  return `${v.getDotPath(issue) ?? whole}: ${what}`;
}
