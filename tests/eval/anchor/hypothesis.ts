/**
 * The anchoring rule of the Hypothesis client, for comparison. It follows `match-quote.ts` of its public
 * source, in our own words.
 *
 * The stored position wins if the quote stands there. Otherwise the best exact occurrence wins or, if there
 * is none, the best approximate one with up to half the letters wrong. Quote, context and position have the
 * weights 50 : 20 : 20 : 2 (quote, prefix, suffix, position). The best match is accepted however poor it is.
 */
import search from 'approx-string-match';

export interface RawSelectors {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
}

export function hypothesisAnchor(
  text: string,
  { exact, prefix, suffix, start }: RawSelectors,
): { start: number; end: number } | undefined {
  if (text.startsWith(exact, start)) return { start, end: start + exact.length };
  const share = (window: string, part: string): number => {
    if (part === '') return 1;
    if (window === '') return 0;
    return 1 - (best(window, part, part.length)[0]?.errors ?? part.length) / part.length;
  };
  let winner: { start: number; end: number } | undefined;
  let highest = -1;
  for (const match of best(text, exact, Math.min(256, exact.length / 2))) {
    const score =
      50 * (1 - match.errors / exact.length) +
      20 * share(text.slice(Math.max(0, match.start - prefix.length), match.start), prefix) +
      20 * share(text.slice(match.end, match.end + suffix.length), suffix) +
      2 * (1 - Math.abs(match.start - start) / text.length);
    if (score > highest) {
      highest = score;
      winner = match;
    }
  }
  return winner;
}

function best(text: string, part: string, most: number): { start: number; end: number; errors: number }[] {
  const exact: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    exact.push({ start: at, end: at + part.length, errors: 0 });
  }
  return exact.length > 0 ? exact : search(text, part, most);
}
