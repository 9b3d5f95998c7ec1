/** What a page says about itself. The page is hostile, so values may be of any type and length. */
import { firstIn } from './nodes';

/** Longest address that is accepted, and the length to which a title is cut, UTF-16 units. */
const LONGEST = 2_000;

/** The canonical address that the page declares, if any. Longer addresses are ignored. */
export function canonicalOf(doc: Document): { canonical?: string } {
  const { href } = (firstIn(doc, 'link[rel=canonical]') ?? {}) as { href?: unknown };
  return typeof href === 'string' && href !== '' && href.length <= LONGEST ? { canonical: href } : {};
}

/** The address that is in front of the reader, and the canonical one. Longer addresses are ignored. */
export function addressesOf(doc: Document): { address?: string; canonical?: string } {
  const address = addressOf(doc.defaultView);
  return { ...(address.length <= LONGEST && { address }), ...canonicalOf(doc) };
}

/**
 * The address of a frame as it is now: an application changes it without a load (`pushState`). A frame that its page
 * wrote (`about:srcdoc`) has that of the page.
 */
function addressOf(view: Window | null): string {
  try {
    const { href = '' } = view?.location ?? {};
    return view && view !== view.parent && href.startsWith('about:') ? addressOf(view.parent) : href;
  } catch {
    return ''; // The page around it is of another origin.
  }
}

export function titleOf({ title }: Document): string {
  return typeof title === 'string' ? title.slice(0, LONGEST).toWellFormed() : '';
}

/** The origin of the top frame. Empty in the top frame itself. */
export function topOrigin(): string {
  return [...location.ancestorOrigins].at(-1) ?? '';
}
