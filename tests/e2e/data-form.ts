/** Drives the settings about the user's data as a person does. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { pause, until } from '../../scripts/hovering';
import type { Rig } from './rig';

/** `on.page`: the settings page. It may be another one at each call. */
export function dataForm(on: { rig: Rig; page: Page }) {
  /** Exports in a format. Resolves to the downloaded file. */
  const exported = async (format: string): Promise<{ name: string; bytes: Buffer }> => {
    await on.page.click(`input[value=${format}]`);
    await on.page.click('#data-export ~ form button[type=submit]');
    return until(`the file of ${format}`, async () => {
      const name = readdirSync(on.rig.downloads).find((each) => /^gloss-notes-[^()]*(?<!\.part)$/.test(each));
      if (name === undefined || !(await says(`Exported to “${name}”.`))) return undefined;
      const path = join(on.rig.downloads, name);
      const bytes = readFileSync(path);
      // A second file of the same name would get another name.
      if (bytes.length > 0) rmSync(path);
      return bytes.length > 0 && { name, bytes };
    });
  };
  /** Chooses a file to import. */
  const choose = async (name: string, content: string | Buffer) => {
    const path = join(on.rig.downloads, `own-${name}`);
    writeFileSync(path, content);
    const input = (await on.page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const says = (text: string) => on.page.evaluate((text) => document.body.textContent.includes(text), text);
  /**
   * Presses a button that stays where it is, as a person does. Throws where the press did not reach it, and
   * says what was there.
   */
  const press = async (text: string, within = '.data') => {
    const button = await until(`“${text}” to press`, async () => {
      const found = await on.page.evaluateHandle(
        (text, within) =>
          [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
            (each) => each.textContent === text && !each.disabled,
          ),
        text,
        within,
      );
      const element = found.asElement() as ElementHandle<HTMLButtonElement> | null;
      if (!element) return undefined;
      await element.scrollIntoView();
      const before = await element.boundingBox();
      await pause(50);
      const after = await element.boundingBox();
      return before && after?.y === before.y ? element : undefined;
    });
    await button.evaluate((element) =>
      addEventListener(
        'click',
        ({ target }) => {
          element.dataset.pressed = target instanceof Element ? target.outerHTML.slice(0, 200) : `${target}`;
        },
        { once: true, capture: true },
      ),
    );
    const due = await button.evaluate((element) => element.outerHTML.slice(0, 200));
    await button.click();
    const reached = await button.evaluate((element) => element.dataset.pressed);
    if (reached !== due) throw new Error(`The press on ${due} reached ${reached}.`);
  };
  /** The counts shown inside an element, by their names. */
  const counts = (within: string) =>
    until(`the counts of ${within}`, () =>
      on.page.evaluate((within) => {
        const rows = [...document.querySelectorAll(`${within} dl div`)];
        // The cause that a wait in vain tells.
        if (rows.length === 0) throw new Error(document.querySelector('.data')?.textContent ?? '');
        return Object.fromEntries(rows.map((row) => [...row.children].map((each) => each.textContent)));
      }, within),
    );
  return { exported, choose, says, press, counts };
}
