import * as v from 'valibot';

/**
 * Kinds of reasons, for a sentence that counts them. `alien`: it is no annotation. `several`: it is on several
 * things. `nowhere`: it names no page. `large`: it is larger than a note may be. `twice`: another one has its
 * id. `damaged`: the note that is there is damaged. `unfit`: anything else that a note cannot hold.
 */
export const WHYS = ['alien', 'several', 'nowhere', 'large', 'twice', 'damaged', 'unfit'] as const;
export type Why = (typeof WHYS)[number];

/** The reason why a file or an annotation is not imported, in words for the user. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly why: Why;
  constructor(message: string, why: Why = 'unfit') {
    super(message);
    this.why = why;
  }
}

/**
 * What is wrong with a value, and the path to it; `whole` names the value itself, where the path is empty.
 */
export function reasonOf(issue: v.BaseIssue<unknown>, whole: string): string {
  const what = issue.received === 'undefined' ? 'is missing' : issue.message;
  return `${v.getDotPath(issue) ?? whole}: ${what}`;
}
