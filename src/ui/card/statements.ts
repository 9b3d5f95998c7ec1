/** The statements of a card by document. Pure. */
import type { CardClaim } from '../../digest/card';

interface Statement {
  /** The statement under the title of its document, which says whose word it is. */
  text: string;
  claim: CardClaim;
}

export interface Source {
  document: CardClaim['document'];
  statements: Statement[];
}

/** The statements by document, in the order in which the card has them. */
export function bySource(claims: readonly CardClaim[]): Source[] {
  const sources = new Map<string, Source>();
  for (const claim of claims) {
    const { document } = claim;
    const source = sources.get(document.id) ?? { document, statements: [] };
    sources.set(document.id, source);
    source.statements.push({ text: withoutSource(claim.text, document.short), claim });
  }
  return [...sources.values()];
}

/** The first `count` of all statements, by document. A document without any of them is left out. */
export function firstOf(sources: readonly Source[], count: number): Source[] {
  const first: Source[] = [];
  let left = count;
  for (const { document, statements } of sources) {
    if (left <= 0) break;
    first.push({ document, statements: statements.slice(0, left) });
    left -= statements.length;
  }
  return first;
}

/**
 * A statement without the words that name its document, whose short title is `short`: *The event report says that
 * experts …* is *Experts …*. Where it begins in another way, it stays as it is.
 */
export function withoutSource(text: string, short: string | undefined): string {
  if (short === undefined) return text;
  const name = `${short.charAt(0).toLowerCase()}${short.slice(1)}`;
  for (const beginning of [`According to the ${name}, `, `The ${name} says that `, `The ${name} `])
    if (text.startsWith(beginning)) return capitalised(text.slice(beginning.length));
  return text;
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
