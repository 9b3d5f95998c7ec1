/** The passage that the selectors of an imported annotation select. */
import type { Selectors, Structure } from '../anchor/selectors';
import { isSelectors, MOST_CONTEXT } from '../schema';
import { isObject, type Json, type JsonObject, mapped } from './json';
import { Refusal } from './refusal';

/** XPath of the body: stored paths are relative to it. */
export const BODY = '/html[1]/body[1]';
/** Most selectors of a chain of `refinedBy` that are looked at. */
const MOST_REFINED = 10;

/**
 * The selectors that Gloss knows, anywhere in a chain of `refinedBy`. Only the quote is needed: a position or a
 * range that cannot be used is not taken. Throws a `Refusal` if there is no quote. `given` is the annotation's
 * own object of the quote.
 */
export function passageOf(
  selectors: readonly JsonObject[],
  structureOf: (range: JsonObject) => Structure | undefined,
): { selectors: Selectors; given: JsonObject } {
  const all = selectors.flatMap(chain);
  const quotes = all.filter((each) => isA(each, 'TextQuoteSelector') && words(each.exact) !== '');
  const quote = quotes.find(({ exact }) => words(exact).trim() !== '') ?? quotes[0];
  if (quote === undefined) {
    const named = [...new Set(all.flatMap(({ type }) => type ?? []))].join(', ').slice(0, 100);
    throw new Refusal(
      `target.selector: it does not quote the passage${named && ` (${named})`}, and Gloss finds passages by their words`,
    );
  }
  const least: Selectors = {
    quote: {
      exact: words(quote.exact),
      prefix: words(quote.prefix).slice(-MOST_CONTEXT),
      suffix: words(quote.suffix).slice(0, MOST_CONTEXT),
    },
  };
  // A position or range that refines another selector counts from there, not from the start of the page.
  const { start, end } = selectors.find((each) => isA(each, 'TextPositionSelector')) ?? {};
  const range = selectors.find((each) => isA(each, 'RangeSelector'));
  const structure = range && structureOf(range);
  const taken = [{ position: { start, end } }, ...(structure ? [{ structure }] : [])].filter((more) =>
    isSelectors({ ...least, ...more }),
  );
  return { selectors: Object.assign(least, ...taken) as Selectors, given: quote };
}

/** The same value with `exact: null` in the place of the quote's words, which the note has already. */
export function withoutQuote(value: Json, quote: JsonObject): Json {
  const replace = (each: Json): Json => {
    if (each === quote) return { ...quote, exact: null };
    if (Array.isArray(each)) return each.map(replace);
    if (!isObject(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([name, item]) => [name, item && replace(item)]));
  };
  return replace(value);
}

/** The value that `withoutQuote` was given. */
export function withQuote(value: Json, exact: string): Json {
  return mapped(value, (each) => (isObject(each) && each.exact === null ? { ...each, exact } : each));
}

/** The range between two elements with offsets into them, as Gloss writes it in Web Annotations. */
export function xpathRange({ startSelector, endSelector }: JsonObject): Structure | undefined {
  const point = (value: Json | undefined) => {
    if (!isObject(value) || !words(value.value).startsWith(BODY) || !isObject(value.refinedBy))
      return undefined;
    return { path: words(value.value).slice(BODY.length), offset: value.refinedBy.start as number };
  };
  const [start, end] = [point(startSelector), point(endSelector)];
  return (
    start &&
    end && { startPath: start.path, startOffset: start.offset, endPath: end.path, endOffset: end.offset }
  );
}

/** The range in the element tree as Hypothesis writes it. */
export function hypothesisRange(range: JsonObject): Structure | undefined {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  return { startPath: startContainer, startOffset, endPath: endContainer, endOffset } as unknown as Structure;
}

function chain(selector: JsonObject): JsonObject[] {
  const list = [selector];
  for (let at = selector.refinedBy; list.length < MOST_REFINED && isObject(at); at = at.refinedBy)
    list.push(at);
  return list;
}

const isA = ({ type }: JsonObject, wanted: string): boolean => [type].flat().includes(wanted);
const words = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
