/** One note, edited in twenty tabs of two windows at once. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch, type Rig } from '../e2e/rig';
import { kept } from './kept';
import type { Scenario } from './scenario';

/** The text before anybody edits it. A line for each tab that writes in a place of its own. */
const lines = (count: number) => Array.from({ length: count }, (_, n) => `Line ${n}:`).join('\n');
/** What a tab types. */
const word = (n: number) => `tab${String(n).padStart(2, '0')}word`;

/** Opens the editor of a note in a new tab, or in a new window. `own`: a page of the extension. */
async function editor(rig: Rig, own: Page, id: string, inNewWindow: boolean): Promise<Page> {
  const path = `notes.html?note=${id}`;
  const page = inNewWindow ? await rig.browser.newPage({ type: 'window' }) : await rig.openOwn(path);
  if (inNewWindow) {
    const base = (await own.evaluate(() => location.origin)) as string;
    // In Firefox, it never settles for the extension's own pages.
    page.goto(`${base}/${path}`).catch(() => undefined);
  }
  await until('the editor', () =>
    page.evaluate(() => {
      if (document.querySelector('textarea')) return true;
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('.note-tools button')];
      buttons.find((each) => each.textContent === 'Edit')?.click();
      return false;
    }),
  );
  return page;
}

/** Types a word letter by letter: at the end of the line of that number, or at the end of the text. */
const typeIn = (page: Page, text: string, line: number | undefined) =>
  page.evaluate(
    async (text, line) => {
      const box = document.querySelector('textarea') as HTMLTextAreaElement;
      box.focus();
      const end = () => {
        if (line === undefined) return box.value.length;
        const at = box.value.indexOf(`Line ${line}:`);
        const stop = box.value.indexOf('\n', at);
        return stop < 0 ? box.value.length : stop;
      };
      box.setSelectionRange(end(), end());
      for (const letter of text) {
        // A browser may refuse it in a window that is not in front.
        if (!document.execCommand('insertText', false, letter)) {
          box.setRangeText(letter, box.selectionStart, box.selectionEnd, 'end');
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    text,
    line,
  );

const together = (where: Which): Scenario => ({
  name: 'twenty tabs of two windows type in one note',
  where,
  inShort: false,
  async run({ tally, isShort }) {
    const rig = await launch(where);
    try {
      const own = await rig.openOwn('options.html');
      for (const place of ['in places of their own', 'at the end'] as const) {
        const count = isShort ? 6 : 20;
        const id = crypto.randomUUID();
        const first = lines(count);
        await ask(own, 'write', { id, target: { kind: 'term', term: 'igf' }, changes: { text: first } });
        const before = await kept(own);
        const pages: Page[] = [];
        for (let n = 0; n < count; n++) pages.push(await editor(rig, own, id, n === count / 2));
        tally.tries += count;
        await Promise.all(
          pages.map((page, n) => typeIn(page, ` ${word(n)}`, place === 'at the end' ? undefined : n)),
        );
        tally.faults += count;
        const textOf = async () => (await ask(own, 'notes', { ids: [id] })).notes[0]?.text ?? '';
        let last = '';
        const isSettled = await until(
          'all tabs to agree',
          async () => {
            const texts: string[] = [];
            // A page that is hidden hears of changes once it is seen.
            for (const page of pages) {
              await page.bringToFront();
              texts.push(await page.evaluate(() => document.querySelector('textarea')?.value ?? ''));
            }
            last = await textOf();
            return texts.every((text) => text === last);
          },
          60_000,
        ).catch(() => false);
        tally.keeps(isSettled, `${place}: the tabs show different texts`);
        for (let n = 0; n < count; n++) {
          // At one place, the words of several tabs may run into each other. That is said, and bounded.
          if (place !== 'at the end')
            tally.keeps(last.includes(word(n)), `${place}: what tab ${n} wrote is not in the note`);
          tally.keeps(last.includes(`Line ${n}:`), `${place}: line ${n} is gone`);
        }
        const told = await Promise.all(
          pages.map((page) =>
            page.evaluate(() => document.querySelector('.note-editor [role=status]') !== null),
          ),
        );
        tally.keeps(
          place !== 'at the end' || told.includes(true),
          `${place}: nobody is told to look at the text`,
        );
        const most = first.length + 6 * count * (word(0).length + 3);
        tally.keeps(last.length <= most, `${place}: the text grew to ${last.length} letters`);
        await pause(500);
        tally.keeps((await textOf()) === last, `${place}: the text still changes`);
        const { notes } = await kept(own);
        tally.keeps(notes.size === before.notes.size, `${place}: there are ${notes.size} notes`);
        for (const page of pages) await page.close();
      }
    } finally {
      await rig.close();
    }
  },
});

export const TOGETHER: readonly Scenario[] = [together('chrome'), together('firefox')];
