/** The three uses of Gloss with the keyboard alone: a card, the search, a note on selected text. */
import { describe, expect, it } from 'vitest';
import { type CardFrame, cardOf, marksOn, noCard, takesPresses, until } from '../../scripts/hovering';
import { hasBar, paints } from './noted';
import { head, notedSite } from './noted-site';
import { hasWritten } from './notes';
import { BROWSERS } from './rig';
import { command, openPopup } from './surfaces';

/** The name of what has the keyboard: what a label says, or the text. */
const focused = (place: CardFrame) =>
  place.evaluate<string>(
    `document.hasFocus() ? (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent) : ''`,
  );

describe.each(BROWSERS)('with the keyboard alone, in %s', (which) => {
  const on = notedSite(which);

  it('a card is opened, read, and a note is written on its term', async () => {
    on.pages[on.path] = `${head('News')}<p>The ministers of BRICS met.</p><p><a href="#">Go on</a></p>`;
    const page = await on.open();
    await marksOn(page);
    await command(on.rig, 'next-mention');
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    await command(on.rig, 'open-mention');
    await until('the heading', async () => (await focused(card)) === 'BRICS');
    // What is read with the heading.
    expect(
      await card.evaluate(
        'document.getElementById(document.activeElement.getAttribute("aria-describedby")).className',
      ),
    ).toBe('gist');
    const order: string[] = [];
    const tabTo = async (name: string) => {
      await until(name, async () => {
        if ((await focused(card)) === name) return true;
        await page.keyboard.press('Tab');
        order.push(await focused(card));
        return order.at(-1) === name;
      });
    };
    await takesPresses(card);
    await tabTo('In its own words');
    await page.keyboard.press('Enter');
    await until('the quotation', () =>
      card.evaluate<boolean>(`document.querySelector('.claims blockquote') !== null`),
    );
    await takesPresses(card);
    await tabTo('Add note');
    await page.keyboard.press('Enter');
    await until('the editor', () =>
      card.evaluate<boolean>('document.activeElement?.localName === "textarea"'),
    );
    await page.keyboard.type('Ask about Kazan');
    await hasWritten(card, 'Ask about Kazan');
    await until('the note', async () => {
      const { notes } = await on.ask('notes', { term: 'brics' });
      return notes[0]?.text === 'Ask about Kazan';
    });
    await page.keyboard.press('Escape');
    await noCard(page);
    // The keyboard is back in the page.
    await until('the page', () => page.evaluate(() => document.hasFocus()));
  });

  it('a term is looked up, and its card is read', async () => {
    const page = await on.open();
    await marksOn(page);
    const popup = await openPopup(on.rig, page);
    await popup.type('cyber diplomcy');
    await until('the hit', () =>
      popup.evaluate<boolean>(`document.querySelector('.results .found') !== null`),
    );
    await popup.press('Enter');
    await until('the card', () =>
      popup.evaluate<boolean>(`document.querySelector('.card h1')?.textContent === 'Cyber diplomacy'`),
    );
    expect(await popup.evaluate(`document.querySelector('.card .gist').textContent`)).not.toBe('');
    await popup.press('Escape');
    await until('the box', () => popup.evaluate<boolean>(`document.activeElement?.localName === 'input'`));
  });

  it('selected text is highlighted, and a note is written on it', async () => {
    const words = 'Nobody had weighed these words before.';
    on.pages[on.path] = `${head('Words')}<p>${words}</p>`;
    const page = await on.open();
    // The bar shows that the reader is there, and has heard of the selection.
    await until(
      'the bar',
      async () => {
        await page.keyboard.down('Control');
        await page.keyboard.press('a');
        await page.keyboard.up('Control');
        await until('the selection', () => page.evaluate(() => String(getSelection()).includes('weighed')));
        return until('it to come', () => hasBar(page), 4_000);
      },
      60_000,
    );
    await command(on.rig, 'highlight-note');
    const card = await cardOf(on.rig.browser, page);
    await until('the editor', () =>
      card.evaluate<boolean>('document.activeElement?.localName === "textarea"'),
    );
    await page.keyboard.type('Who says so?');
    await until('the note', async () => {
      const { notes } = await on.ask('notes', { page: { address: page.url() } });
      return notes[0]?.text === 'Who says so?';
    });
    await page.keyboard.press('Escape');
    await noCard(page);
    await paints(page, [`yellow: ${words}`]);
  });
});
