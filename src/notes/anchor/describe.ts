/**
 * Describes a selected passage so that `anchor` can find it again later: makes its selectors.
 *
 * The context is 32 units on each side. Where other places of the page have the same words in a similar
 * context (a table, a list of links, a refrain), the context is doubled until the passage is told apart, up
 * to 256 units.
 *
 * Cost: one pass over the page's text, at most four exact searches, and one approximate search for the rival.
 * Yields between bounded steps. It does not make the structural selector, which needs the DOM.
 */
import { exactly, findCandidates } from './likely-places';
import { wanted } from './likeness';
import { CONTEXT, fold, type Position, type Quote, type Selectors, WIDEST } from './selectors';
import { INVISIBLE, type Solid, solidify, solidOffset } from './solid';

/** Another place that scores less than this is distinguishable from the passage. */
const APART = 0.45;
/** Most places with the same words that are scored. */
const MOST = 500;
/**
 * Units of page text read for each unit of context, before white space is folded: some pages indent with
 * hundreds of spaces.
 */
const REACH = 16;

/**
 * The selectors of the passage at a position of the page's text, without the structural selector. `undefined`
 * if the position holds only white space. Yields between bounded steps.
 */
export function* describing(text: string, at: Position): Generator<void, Selectors | undefined> {
  let { start, end } = at;
  while (start < end && INVISIBLE.test(text[start] as string)) start++;
  while (end > start && INVISIBLE.test(text[end - 1] as string)) end--;
  if (start >= end) return undefined;
  const position = { start, end };
  const page = yield* solidify(text);
  const own = solidOffset(page, start);
  for (let width = CONTEXT; ; width *= 2) {
    const quote = quoteAt(text, position, width);
    let rival = 0;
    for (const candidate of exactly(page.text, wanted(quote), MOST)) {
      if (candidate && candidate.start !== own) rival = Math.max(rival, candidate.score);
      yield;
    }
    if (rival >= APART && width < WIDEST) continue;
    return {
      quote,
      position,
      length: text.length,
      rival: Math.max(rival, yield* nextBest(page, quote, own)),
    };
  }
}

/** The score of the most similar other place (the rival), approximate matches included. */
function* nextBest({ text }: Solid, quote: Quote, own: number): Generator<void, number> {
  const want = wanted(quote);
  // The passage itself is overwritten: the search keeps only the best match of a region, and would find the
  // passage.
  const end = own + want.exact.length;
  const blotted = text.slice(0, own) + '\0'.repeat(end - own) + text.slice(end);
  const [best] = (yield* findCandidates(blotted, want, [], true)).ranked();
  return best?.score ?? 0;
}

function quoteAt(text: string, { start, end }: Position, width: number): Quote {
  return {
    exact: fold(text.slice(start, end)),
    prefix: whole(fold(text.slice(Math.max(0, start - REACH * width), start)).slice(-width)),
    suffix: whole(fold(text.slice(end, end + REACH * width)).slice(0, width)),
  };
}

/** Drops half a surrogate pair at either end: a lone surrogate cannot be written as UTF-8. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
