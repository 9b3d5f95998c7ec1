/**
 * Describing a passage so that it can be found again. The context is 32 characters on either side; where other places of
 * the page have the same words in much the same context (a table, a list of links, a refrain), it is made wider until they
 * are told apart, or until it is as wide as it may be.
 */
import { exactly, findCandidates } from './likely-places';
import { wanted } from './likeness';
import { CONTEXT, fold, type Position, type Quote, type Selectors, WIDEST } from './selectors';
import { HOLLOW, type Solid, solidify, solidOffset } from './solid';

/** Another place that scores less than this is told apart. */
const APART = 0.45;
/** Places with the same words that are looked at. */
const MOST = 500;
/** Units of page text that are folded to get a unit of context: pages indent with hundreds of spaces. */
const REACH = 16;

/**
 * The selectors of the passage at a position of the page's text, without the structural one, which needs the page itself;
 * `undefined` where nothing but white space stands there. Yields between bounded steps.
 */
export function* describing(text: string, at: Position): Generator<void, Selectors | undefined> {
  let { start, end } = at;
  while (start < end && HOLLOW.test(text[start] as string)) start++;
  while (end > start && HOLLOW.test(text[end - 1] as string)) end--;
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

/** The score of the best place but its own, approximate ones included. */
function* nextBest({ text }: Solid, quote: Quote, own: number): Generator<void, number> {
  const want = wanted(quote);
  // Its own place is blotted out: a search for the best of a stretch would find nothing else there.
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

/** Without half a surrogate pair at either end: it could not be written as UTF-8. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
