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
    await until(`the format ${format}`, () =>
      on.page.$eval(`input[value=${format}]`, (radio) => {
        if (!(radio as HTMLInputElement).checked) (radio as HTMLInputElement).click();
        return (radio as HTMLInputElement).checked;
      }),
    );
    await press('Export', '#data-export ~ form');
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
    const input = (await on.page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const says = (text: string) => on.page.evaluate((text) => document.body.textContent.includes(text), text);
  /**
   * Presses a button that stays where it is, as a person does. What comes late may move it away from under the pointer:
   * then it is pressed again. Says what the last press reached instead.
   */
  const press = async (text: string, within = '.data') => {
    await until(`“${text}” to be pressed`, async () => {
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
      if (!before || after?.y !== before.y) return undefined;
      const due = await element.evaluate((element) => {
        Object.assign(window, { pressed: 'nothing' });
        addEventListener(
          'click',
          ({ target }) => {
            const pressed =
              target === element || (target instanceof Element ? target.outerHTML : `${target}`);
            Object.assign(window, { pressed });
          },
          { once: true, capture: true },
        );
        return element.outerHTML.slice(0, 200);
      });
      await element.click();
      const reached = await on.page.evaluate(() => (window as { pressed?: true | string }).pressed);
      if (reached !== true) throw new Error(`The press on ${due} reached ${`${reached}`.slice(0, 200)}.`);
      return true;
    });
  };
  /** The counts shown inside an element, by their names. */
  const counts = (within: string) =>
    until(
      `the counts of ${within}`,
      () =>
        on.page.evaluate((within) => {
          const rows = [...document.querySelectorAll(`${within} dl div`)];
          // The cause that a wait in vain tells.
          if (rows.length === 0) throw new Error(document.querySelector('.data')?.textContent ?? '');
          return Object.fromEntries(rows.map((row) => [...row.children].map((each) => each.textContent)));
        }, within),
      60_000, // Thousands of notes are written by then.
    );
  return { exported, choose, says, press, counts };
}
