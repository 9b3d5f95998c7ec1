/** The orders of the terms in the side panel. The panel keeps the one that the reader chose in `localStorage`. */
import { KINDS } from '../../digest/schema';
import type { PageTerm } from './use-page';

/** `page`: as they come on the page. `weight`: the heaviest first. `kind`: by kind, within it by weight. */
export const ORDERS = ['page', 'weight', 'kind'] as const;
export type TermOrder = (typeof ORDERS)[number];

/** Terms under a heading; `kind` is absent where there is one group only. */
export interface TermGroup {
  kind?: PageTerm['kind'];
  terms: PageTerm[];
}

/** Puts terms, given by weight, into an order. */
export function inOrder(terms: readonly PageTerm[], order: TermOrder): TermGroup[] {
  switch (order) {
    case 'page':
      return [{ terms: terms.toSorted((a, b) => a.place - b.place) }];
    case 'weight':
      return [{ terms: [...terms] }];
    case 'kind':
      return KINDS.map((kind) => ({ kind, terms: terms.filter((term) => term.kind === kind) })).filter(
        ({ terms }) => terms.length > 0,
      );
  }
}

const KEY = 'panel-order';

/** The stored order; that of the page if none is stored, or what is stored is not valid. */
export function keptOrder(shelf: Pick<Storage, 'getItem'>): TermOrder {
  try {
    const kept = shelf.getItem(KEY);
    return ORDERS.find((order) => order === kept) ?? 'page';
  } catch {
    return 'page';
  }
}

/** Stores the order. A failure to store is ignored: the list is in that order all the same. */
export function keepOrder(shelf: Pick<Storage, 'setItem'>, order: TermOrder): void {
  try {
    shelf.setItem(KEY, order);
  } catch {
    // The panel begins with the order of the page the next time.
  }
}
