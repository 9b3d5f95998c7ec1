/** What a page says of itself: hostile text, of any type and length. */
import { firstIn } from './nodes';

/** Longer ones name no page, UTF-16 units. */
const LONGEST = 2_000;

/** The address that it names as canonical, if it names one. */
export function canonicalOf(doc: Document): { canonical?: string } {
  const { href } = (firstIn(doc, 'link[rel=canonical]') ?? {}) as { href?: unknown };
  return typeof href === 'string' && href !== '' && href.length <= LONGEST ? { canonical: href } : {};
}

export function titleOf({ title }: Document): string {
  return typeof title === 'string' ? title.slice(0, LONGEST).toWellFormed() : '';
}
