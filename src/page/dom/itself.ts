/** What a page says about itself. The page is hostile, so values may be of any type and length. */
import { firstIn, read } from './nodes';

/** Longest address that is accepted, and the length to which a title is cut, UTF-16 units. */
const LONGEST = 2_000;

/** The canonical address that the page declares, if any. Longer addresses are ignored. */
export function canonicalOf(doc: Document): { canonical?: string } {
  const { href } = (firstIn(doc, 'link[rel=canonical]') ?? {}) as { href?: unknown };
  return typeof href === 'string' && href !== '' && href.length <= LONGEST ? { canonical: href } : {};
}

/**
 * The address that is in front of the reader. An application changes it without a load (`pushState`). A frame that its
 * page wrote (`about:srcdoc`) has that of the page as its base.
 */
export function addressOf({ URL, documentElement }: Document): string {
  return (URL.startsWith('about:') ? read(documentElement, 'baseURI') : URL).slice(0, LONGEST);
}

/** The address that is in front of the reader, and the canonical one. */
export function addressesOf(doc: Document): { address: string; canonical?: string } {
  return { address: addressOf(doc), ...canonicalOf(doc) };
}

export function titleOf({ title }: Document): string {
  return typeof title === 'string' ? title.slice(0, LONGEST).toWellFormed() : '';
}

/** The origin of the top frame. Empty in the top frame itself. */
export function topOrigin(): string {
  return [...location.ancestorOrigins].at(-1) ?? '';
}
