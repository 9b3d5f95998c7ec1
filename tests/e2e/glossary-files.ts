/** Drives the page of digests with glossary files, and looks at what is marked on a page. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from '../../scripts/hovering';

/** Longest wait (ms) until digests are joined and marked: it takes seconds on a busy machine. */
const PATIENCE = 60_000;

export function glossaryPage(own: Page) {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-glossaries-'));
  const text = () => own.evaluate(() => document.querySelector('main')?.textContent ?? '');
  return {
    /** Chooses files, all at once. */
    async choose(files: Record<string, string | Uint8Array>): Promise<void> {
      const paths = Object.entries(files).map(([name, content]) => {
        const path = join(folder, name);
        writeFileSync(path, content);
        return path;
      });
      await own.bringToFront();
      const input = (await own.waitForSelector('.add input[type=file]')) as ElementHandle<HTMLInputElement>;
      // As the page does on a click: the same file again is no change otherwise.
      await input.evaluate((field) => {
        field.value = '';
      });
      await input.uploadFile(...paths);
    },
    tells: (words: string) =>
      until(`“${words}” to be told`, async () => (await text()).includes(words), PATIENCE).catch(
        async (error: Error) => {
          throw new Error(`${error.message} Told: ${(await text()).slice(-1_500)}`);
        },
      ),
    tellsNot: (words: string) =>
      until(`“${words}” to be told no more`, async () => !(await text()).includes(words), PATIENCE),
    /** Presses the button or switch that has that text, or accessible name. */
    press: (name: string) =>
      until(`“${name}”`, () =>
        own.evaluate((name) => {
          const all = [...document.querySelectorAll<HTMLButtonElement | HTMLInputElement>('button, input')];
          const found = all.find((each) => (each.ariaLabel ?? each.textContent) === name && !each.disabled);
          found?.click();
          return found !== undefined;
        }, name),
      ),
    /** Chooses a value in the field with that accessible name. */
    pick: (name: string, value: string) =>
      until(`the field “${name}”`, () =>
        own.evaluate(
          (name, value) => {
            const all = [...document.querySelectorAll('select')];
            const field = all.find((each) => {
              const label = each.ariaLabel ?? each.labels[0]?.firstChild?.textContent;
              return label?.trim() === name;
            });
            if (!field) return false;
            field.value = value;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return true;
          },
          name,
          value,
        ),
      ),
    /** Waits until there are so many digests in the list. */
    lists: (count: number) =>
      until(
        `${count} digests in the list`,
        () => own.evaluate((count) => document.querySelectorAll('.digest h2').length === count, count),
        PATIENCE,
      ),
  };
}

/** Waits until those words alone are marked on a page. */
export async function marksAlone(page: Page, ...words: string[]): Promise<void> {
  await page.bringToFront();
  const wanted = [...words].sort().join();
  let marked = '';
  await until(
    `${wanted || 'nothing'} to be marked`,
    async () => {
      marked = await page.evaluate(() => {
        const all = [...(CSS.highlights.get('gloss') ?? [])];
        const texts = all.map(({ startContainer, startOffset, endOffset }) =>
          startContainer.textContent?.slice(startOffset, endOffset),
        );
        return texts.sort().join();
      });
      return marked === wanted;
    },
    PATIENCE,
  ).catch((error: Error) => {
    throw new Error(`${error.message} Marked: ${marked || 'nothing'}.`);
  });
}
