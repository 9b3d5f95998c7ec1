/** What can be seen and done at once: the user's own notes on a card, and how many presses the three uses take. */
import { describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, ownTab, textBox, until } from '../../scripts/hovering';
import { head, notedSite } from './noted-site';
import { hasWritten, openFully, press } from './notes';
import { click } from './page-in-front';
import { BROWSERS } from './rig';
import { openPopup } from './surfaces';

/** Terms with few statements and with many, and the windows that the cards are opened in, CSS px. */
const TERMS = [
  ['igf', 'Internet Governance Forum', 'IGF'],
  ['brics', 'BRICS', 'BRICS'],
  ['un', 'United Nations', 'United Nations'],
  ['cyber-diplomacy', 'cyber diplomacy', 'Cyber diplomacy'],
] as const;
const WINDOWS = [
  [1366, 657],
  [1280, 600],
  [400, 800],
  // The first one at a zoom of 200 %.
  [683, 328],
] as const;

describe.each(BROWSERS)('within reach, in %s', (which) => {
  const on = notedSite(which);

  it('own notes on a term are seen without scrolling, in the peek and on the whole card', async () => {
    for (const [term] of TERMS)
      for (const text of ['Older. '.repeat(40), 'The newest of two'])
        await on.ask('write', {
          id: crypto.randomUUID(),
          target: { kind: 'term', term },
          changes: { text },
        });
    // The page can be scrolled so far that each line is in the middle of the window, where there is the least room.
    const far = '<div style="height:600px"></div>';
    on.pages[on.path] =
      `${head('Terms')}${far}${TERMS.map(([, form]) => `<p>They spoke of ${form}.</p>`).join('')}${far}`;
    const page = await on.open();
    const hidden: string[] = [];
    for (const [width, height] of WINDOWS) {
      await page.setViewport({ width, height });
      await marksOn(page);
      for (const [, form, label] of TERMS) {
        await page.mouse.move(width - 3, height - 3);
        await page.evaluate((form) => {
          const line = [...document.querySelectorAll('p')].find((each) => each.textContent?.includes(form));
          line?.scrollIntoView({ block: 'center', behavior: 'instant' });
        }, form);
        await hover(page, await textBox(page, form));
        const card = await cardOf(on.rig.browser, page, label);
        // The frame gets its size a moment after the card has changed.
        const isSeen = (selector: string) => until(selector, () => isSeenNow(selector)).catch(() => false);
        const isSeenNow = (selector: string) =>
          card.evaluate<boolean>(`(() => {
            const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
            const foot = document.querySelector('.card-foot').getBoundingClientRect().top;
            return scrollY === 0 && top >= 0 && Math.min(bottom, top + 20) <= foot;
          })()`);
        if (!(await isSeen('.newest'))) hidden.push(`${label}, peek, ${width} × ${height}`);
        await openFully(card);
        await until('the notes', () =>
          card.evaluate<boolean>('document.querySelector(".own .note") !== null'),
        );
        if (!(await isSeen('.own .note'))) hidden.push(`${label}, whole, ${width} × ${height}`);
        await page.keyboard.press('Escape');
        await noCard(page);
      }
    }
    expect(hidden).toEqual([]);
  });

  it('a note at a mention is one press, a look-up one press and typing, all notes two presses', async () => {
    const page = await on.open();
    await page.setViewport({ width: 1000, height: 400 }); // So low that the editor is not in view at first.
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    await press(card, 'Add note'); // 1
    await until('the editor', () =>
      card.evaluate<boolean>('document.activeElement?.localName === "textarea"'),
    );
    await page.keyboard.type('At once');
    await hasWritten(card, 'At once');
    await until('what is typed to be in view, under the head of the card', () =>
      card.evaluate<boolean>(`(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.top >= document.querySelector('header').getBoundingClientRect().bottom
          && box.bottom <= document.querySelector('.card-foot').getBoundingClientRect().top;
      })()`),
    );
    await page.keyboard.press('Escape');
    await noCard(page);
    const popup = await openPopup(on.rig, page); // 1
    await popup.type('arab');
    await until('the hit', () =>
      popup.evaluate<boolean>(`document.querySelector('.results .found') !== null`),
    );
    await popup.press('Escape');
    await click(popup, 'footer a', 'Notes'); // 2
    const notes = await ownTab(on.rig.browser, '/notes.html');
    await until('the note', () => notes.evaluate<boolean>(`document.body.innerText.includes('At once')`));
  });
});
