/** What a page gets of a card: keys typed into it, its size, and letters to it. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { type CardFrame, cardOf, hover, noCard, pause, textBox, until } from '../../scripts/hovering';
import { keyboardIsBack } from '../e2e/keyboard-back';
import { spotOf } from '../e2e/marked';
import { edges, recorded, WATCH } from '../e2e/measured';
import { ask, cardAt, clear, hasWritten, openEditor, written } from '../e2e/notes';
import { readerOf, say } from '../e2e/readers';
import { PROSE } from '../e2e/rig';
import { attack } from './attacked';
import type { Scenario } from './scenario';

/** Hears every key, and can take the keyboard. */
const THIEF = `<!doctype html><html lang="en"><title>Thief</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<p>Ministers of BRICS spoke of many things.</p><input id="trap">
<script>
  window.heard = '';
  addEventListener('keydown', ({ key, isTrusted }) => { if (isTrusted && key.length === 1) heard += key; }, true);
  const trap = document.querySelector('#trap');
</script>`;
const SENTENCE = 'The ministers met in Kazan and agreed on many things.';
/** How a page can take the keyboard. */
const TAKEN: readonly string[] = [
  'trap.focus()',
  'window.focus()',
  'document.activeElement.blur()',
  `addEventListener('focus', (event) => event.stopImmediatePropagation(), true); trap.focus()`,
];

const stolen = (where: Which): Scenario => ({
  name: 'a page that takes the keyboard from the editor',
  where,
  inShort: true,
  run: ({ tally, isShort }) =>
    attack(where, { '/': THIEF }, async ({ rig, own, open }) => {
      for (const script of isShort ? TAKEN.slice(0, 2) : TAKEN) {
        tally.tries++;
        const page = await open();
        const card = await cardAt(rig, page, 'BRICS');
        await openEditor(card, 'Add note');
        await page.keyboard.type(SENTENCE.slice(0, 20), { delay: 20 });
        await page.evaluate(`{ ${script} }`);
        await pause(100);
        await keyboardIsBack(page, card).catch(() => undefined); // What is lost then is counted below.
        await page.keyboard.type(SENTENCE.slice(20), { delay: 20 });
        await hasWritten(card, SENTENCE).catch(() => undefined);
        const [inNote, inPage] = [await written(card), (await page.evaluate('heard')) as string];
        tally.hides(inPage === '', `after ${script}, the page heard “${inPage}”`);
        tally.keeps(inNote === SENTENCE, `after ${script}, the note has “${inNote}”`);
        await page.close();
        await clear(own, 'brics');
      }
    }),
});

const LONG = Array.from({ length: 40 }, (_, line) => `Line ${line} of a note that I wrote.`).join('\n\n');
const MEASURING = `<!doctype html><html lang="en"><title>Terms</title>
<style>body{font:16px/1.3 serif;margin:10px 40px}p{margin:0 0 8px}</style><script>${WATCH}</script>
<p>They spoke of the weather here.</p><p>They spoke of the Internet Governance Forum here.</p><p>They spoke of penstocks here.</p>`;

/** Opens a card fully, without a press on its notes. */
async function unfold(card: CardFrame): Promise<void> {
  await until('the whole card', () =>
    card.evaluate<boolean>(`(() => {
      document.querySelector('button.whole')?.click();
      return document.querySelector('.statements, .own') !== null;
    })()`),
  );
}

const measured = (where: Which): Scenario => ({
  name: 'a page that measures the card',
  where,
  inShort: true,
  run: ({ tally, isShort }) =>
    attack(where, { '/': MEASURING }, async ({ rig, own, open }) => {
      const look = async (page: Page, form: string) => {
        tally.tries++;
        await page.mouse.move(900, 790);
        return (await recorded(rig, page, await spotOf(page, form), undefined, unfold)).seen;
      };
      // The card of a term of the user's own is lower than a card may be.
      const id = crypto.randomUUID();
      const statements = [{ text: 'Penstocks are sluices.' }];
      await ask(own, 'write-term', {
        id,
        changes: { label: 'penstocks', gist: 'Sluices', lang: 'en', statements },
      });
      const all = { [`own-${id}`]: 'penstocks', igf: 'Internet Governance Forum' };
      const terms = Object.entries(all).slice(0, isShort ? 1 : 2);
      const without = await open();
      const before: string[][] = [];
      for (const [, form] of terms) before.push(await look(without, form));
      await without.close();
      for (const text of isShort ? [LONG] : ['Short.', LONG]) {
        for (const [term] of terms)
          await ask(own, 'write', {
            id: crypto.randomUUID(),
            target: { kind: 'term', term },
            changes: { text },
          });
        const page = await open();
        for (const [at, [term, form]] of terms.entries()) {
          const seen = await look(page, form);
          tally.keeps(edges(seen).length > 2, `the page did not measure the card of ${term}`);
          const other = seen.filter((each) => !before[at]?.includes(each));
          tally.hides(other.length === 0, `a page sees that ${term} has a note: ${other[0]}`);
        }
        await page.close();
      }
    }),
});

const FRAMED = `${PROSE}<iframe src="/" width="700" height="500" style="border:0"></iframe>`;

const letters = (where: Which): Scenario => ({
  name: 'a reader that listens to the letters of others',
  where,
  inShort: true,
  run: ({ tally, isShort }) =>
    attack(where, { '/': PROSE, '/framed': FRAMED }, async ({ rig, open }) => {
      const page = await open('/framed');
      const frame = await until('the frame', async () => page.frames().find((each) => each.parentFrame()));
      const reader = await readerOf(rig, page);
      await reader.evaluate(`(() => {
        globalThis.heard = [];
        (globalThis.browser ?? chrome).runtime.onMessage.addListener((each) => {
          if (each?.to) heard.push(JSON.stringify(each));
        });
      })()`);
      for (let round = 0; round < (isShort ? 1 : 4); round++) {
        tally.tries++;
        await hover(page, await spotOf(frame, 'BRICS'));
        await cardOf(rig.browser, page, 'BRICS');
        await (await frame.frameElement())?.focus();
        await page.keyboard.press('Escape');
        await noCard(page);
        await page.mouse.move(1, 1);
      }
      const heard = await reader.evaluate<string[]>('heard');
      tally.hides(heard.length === 0, `another reader of the tab heard ${heard[0]}`);
      // A reader writes to popovers only: a page could close the card of another frame, or grow it.
      tally.tries++;
      const forged = { to: 'reader', frame: 0, secret: 'forged', message: { kind: 'close' } };
      await say(reader, forged);
      await pause(300);
      const isPassedOn = await reader.evaluate<boolean>(`heard.some((each) => each.includes('forged'))`);
      tally.keeps(!isPassedOn, 'a letter of a reader to a reader was passed on');
      // The card of this reader itself works, so its letters are heard.
      await hover(page, await textBox(page, 'BRICS'));
      await cardOf(rig.browser, page, 'BRICS');
      const after = await reader.evaluate<string[]>('heard');
      tally.keeps(after.length > 0, 'a reader did not hear the letters of its own card');
    }),
});

export const OVERHEARD: readonly Scenario[] = (['chrome', 'firefox'] as const).flatMap((where) => [
  stolen(where),
  measured(where),
  letters(where),
]);
