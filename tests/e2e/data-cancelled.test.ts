/** Long work on the data shows how far it is, and is cancelled without a trace. */
import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { madeNotes } from '../bench/made-notes';
import { barriersOn } from './axe';
import { dataPage } from './data-page';
import { BROWSERS } from './rig';

/** Enough notes for an import to be seen. */
const MANY = 6_000;

describe.each(BROWSERS)('long work on the data in %s', (which) => {
  const on = dataPage(which);
  const file = () =>
    JSON.stringify({
      annotations: madeNotes(MANY).map(({ id, text, tags }) => ({
        ...{ id, uri: 'https://long.example/', text: text || 'Words', tags },
      })),
    });

  it('is an import that is cancelled while it is written: no note of it is there', async () => {
    const before = await on.stored();
    await on.choose('many.json', file());
    expect(await on.counts('.review')).toEqual({ New: '6,000', Updated: '0', Unchanged: '0' });
    await on.page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const cancelWhenWriting = new MutationObserver(() => {
        const text = document.querySelector('.review .counts')?.textContent ?? '';
        if (text !== '') seen.push(text);
        if (!/^Importing: [1-9]/.test(text)) return;
        document.querySelector<HTMLElement>('.review .work button')?.click();
        cancelWhenWriting.disconnect();
      });
      cancelWhenWriting.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await on.press('Import', '.review');
    await until('the import to be cancelled', () => on.says('Cancelled. Nothing was changed.'));
    const seen = await on.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.some((text) => /^Importing: [\d,]+ of 6,000$/.test(text))).toBe(true);
    expect(await on.stored()).toEqual(before);
    await on.page.screenshot({ path: `.artifacts/${which}-cancelled.png`, fullPage: true });
    expect(await barriersOn(on.page)).toEqual([]);
    // The same file can be imported after that.
    await on.press('Import', '.review');
    expect(await on.counts('.last')).toEqual({ New: '6,000', Updated: '0', Unchanged: '0' });
    expect(await on.stored()).toHaveLength(MANY + before.length);
  });

  it('says what a file is that is none of notes', async () => {
    await on.choose('mine.csv', 'Highlight,Title,Note\na,b,c');
    await until('the reason', () =>
      on.says('This is a CSV file. Gloss imports JSON-LD (W3C Web Annotations) and Hypothesis JSON.'),
    );
  });
});
