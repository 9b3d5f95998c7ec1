/** What another version of a digest changes, by the ids of its terms. */
import { canonicalJson, compareIds } from './canonical';
import type { Term } from './schema';

/** Terms of one kind of change. */
export interface Changes {
  count: number;
  /** Labels of the first of them. */
  samples: string[];
}

export interface Difference {
  /** Terms that only the later version has. */
  added: Changes;
  /** Terms of which the later version says something else. */
  changed: Changes;
  /** Terms that only the earlier version has. */
  gone: Changes;
}

/** Labels that are kept of each kind of change. */
const SAMPLES = 5;

/**
 * Compares two versions. `before`, `after`: terms in the order of their ids (`compareIds`). Linear, in constant space.
 */
export async function differenceOf(
  before: AsyncIterable<Term>,
  after: AsyncIterable<Term>,
): Promise<Difference> {
  const difference = { added: nothing(), changed: nothing(), gone: nothing() };
  const [old, young] = [before[Symbol.asyncIterator](), after[Symbol.asyncIterator]()];
  let [was, is] = [await next(old), await next(young)];
  while (was || is) {
    const order = !was ? 1 : !is ? -1 : compareIds(was.id, is.id);
    if (was && order < 0) note(difference.gone, was);
    else if (is && order > 0) note(difference.added, is);
    else if (was && is && saidOf(was) !== saidOf(is)) note(difference.changed, is);
    if (order <= 0) was = await next(old);
    if (order >= 0) is = await next(young);
  }
  return difference;
}

const nothing = (): Changes => ({ count: 0, samples: [] });

async function next(terms: AsyncIterator<Term>): Promise<Term | undefined> {
  const { done, value } = await terms.next();
  return done ? undefined : value;
}

function note(changes: Changes, { label }: Term): void {
  changes.count++;
  if (changes.samples.length < SAMPLES) changes.samples.push(label);
}

/**
 * What a reader can see of a term. Cues and ambiguity are left out: those of a glossary are derived from all of its
 * terms, so one new term may change them everywhere.
 */
function saidOf({ label, name, role, kind, gist, forms, claims, related }: Term): string {
  const written = forms.map(({ text, lang }) => `${lang} ${text}`).sort(compareIds);
  return canonicalJson({ label, name, role, kind, gist, forms: written, claims, related });
}
