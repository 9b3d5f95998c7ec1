/** What a page says of itself. It is hostile: a form or an image can stand where a property of the document should be. */

/** Longer ones name no page, UTF-16 units. */
const LONGEST = 2_000;

/** The address that it names as canonical, if it names one. */
export function canonicalOf(doc: Document): { canonical?: string } {
  const { href } = (querySelector.call(doc, 'link[rel=canonical]') ?? {}) as { href?: unknown };
  return typeof href === 'string' && href !== '' && href.length <= LONGEST ? { canonical: href } : {};
}

export function titleOf({ title }: Document): string {
  return typeof title === 'string' ? title.slice(0, LONGEST).toWellFormed() : '';
}

// From the prototype: see `prose.ts`.
const { querySelector } = Document.prototype;
