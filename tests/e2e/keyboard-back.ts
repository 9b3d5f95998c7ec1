/** The keyboard of an editor in a card, which a page may take. */
import type { Page } from 'puppeteer-core';
import { beside, type CardFrame, HOST, until } from '../../scripts/hovering';

/**
 * Waits until the card has given the keyboard back to its editor, after a page has taken it once: a busy machine needs
 * longer for that than the next letter of a fast driver. Nobody types that fast.
 */
export async function keyboardIsBack(page: Page, card: CardFrame): Promise<void> {
  await until(
    'the keyboard back in the card',
    async () =>
      (await beside(page).evaluate((host) => document.activeElement?.matches(host), HOST)) &&
      card.evaluate<boolean>(`document.hasFocus() && document.activeElement?.localName === 'textarea'`),
  );
}
