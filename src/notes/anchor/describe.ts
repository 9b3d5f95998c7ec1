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
import { lowerBound } from '../../platform/bisect';
import { exactly, findCandidates } from './likely-places';
import { wanted } from './likeness';
import { CONTEXT, fold, type Gap, type Position, type Quote, type Selectors, WIDEST } from './selectors';
import { INVISIBLE, type Solid, solidify, solidOffset, solidText } from './solid';

/** Another place that scores less than this is distinguishable from the passage. */
const APART = 0.45;
/** Most places with the same words that are scored. */
const MOST = 500;
/**
 * Units of page text read for each unit of context, before white space is folded: some pages indent with
 * hundreds of spaces.
 */
const REACH = 16;
/** Units of page text on each side of a passage that its context may come from. */
export const AROUND = REACH * WIDEST;

/**
 * The selectors of the passage at a position of the page's text, without the structural selector. `undefined`
 * if nothing but white space is seen there. Yields between bounded steps. `gaps`: in ascending order, those of
 * the passage and of `AROUND` units on each side.
 */
export function* describing(
  text: string,
  at: Position,
  gaps: readonly Gap[] = [],
): Generator<void, Selectors | undefined> {
  const position = trimmed(text, at, gaps);
  const { start, end } = position;
  const exact = fold(seen(text, position, gaps)).trim();
  if (solidText(exact) === '') return undefined;
  const whole = fold(text.slice(start, end));
  const page = yield* solidify(text);
  const own = solidOffset(page, start);
  for (let width = CONTEXT; ; width *= 2) {
    const quote = { exact, ...contextOf(text, position, width, gaps) };
    // Other places are compared with all that stands here, as this place will be.
    const sought = { ...quote, exact: whole };
    let rival = 0;
    for (const candidate of exactly(page.text, wanted(sought), MOST)) {
      if (candidate && candidate.start !== own) rival = Math.max(rival, candidate.score);
      yield;
    }
    if (rival >= APART && width < WIDEST) continue;
    return {
      quote,
      position,
      length: text.length,
      rival: Math.max(rival, yield* nextBest(page, sought, own)),
      ...(solidText(exact) === solidText(whole) ? {} : { text: whole }),
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

/**
 * The context on both sides. Text that is not seen belongs to it, because the page's text has it when the
 * passage is searched for.
 */
function contextOf(
  text: string,
  { start, end }: Position,
  width: number,
  gaps: readonly Gap[],
): Omit<Quote, 'exact'> {
  const breaks = gaps.filter(({ from, to }) => from === to);
  const before = { start: Math.max(0, start - REACH * width), end: start };
  const after = { start: end, end: end + REACH * width };
  // A line that ends or begins at the passage itself belongs to its context.
  const isBroken = (offset: number) => breaks.some(({ from }) => from === offset);
  const prefix = fold(seen(text, before, breaks) + (isBroken(start) ? ' ' : ''));
  const suffix = fold((isBroken(end) ? ' ' : '') + seen(text, after, breaks));
  return { prefix: wellFormed(prefix.slice(-width)), suffix: wellFormed(suffix.slice(0, width)) };
}

/** The position without white space and without text that is not seen at its ends. */
function trimmed(text: string, at: Position, gaps: readonly Gap[]): Position {
  let { start, end } = at;
  const unseen = gaps.filter(({ from, to }) => from < to);
  let next = 0;
  for (let isDone = false; !isDone; ) {
    while (start < end && INVISIBLE.test(text[start] as string)) start++;
    while ((unseen[next]?.to ?? end) <= start && next < unseen.length) next++;
    const gap = unseen[next];
    isDone = !gap || gap.from > start || start >= end;
    if (!isDone && gap) start = Math.min(end, gap.to);
  }
  let last = unseen.length - 1;
  for (let isDone = false; !isDone; ) {
    while (end > start && INVISIBLE.test(text[end - 1] as string)) end--;
    while ((unseen[last]?.from ?? start) >= end && last >= 0) last--;
    const gap = unseen[last];
    isDone = !gap || gap.to < end || end <= start;
    if (!isDone && gap) end = Math.max(start, gap.from);
  }
  return { start, end };
}

/** The text at a position, without what is not seen, and with a blank where a new line or cell begins. */
export function seen(text: string, { start, end }: Position, gaps: readonly Gap[]): string {
  const parts: string[] = [];
  let at = start;
  for (let index = lowerBound(gaps.length, (each) => (gaps[each] as Gap).to <= start); ; index++) {
    const gap = gaps[index];
    if (!gap || gap.from >= end) break;
    parts.push(text.slice(at, Math.max(at, gap.from)));
    if (gap.from === gap.to) parts.push(' ');
    at = Math.max(at, gap.to);
  }
  parts.push(text.slice(at, Math.max(at, end)));
  return parts.join('');
}

/** Drops half a surrogate pair at either end: a lone surrogate cannot be written as UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
