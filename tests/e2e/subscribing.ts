/** Works with subscriptions on the page of digests. */
import type { Page } from 'puppeteer-core';
import { until } from '../../scripts/hovering';
import type { Rig } from './rig';

export interface DigestsPage {
  own: Page;
  /** Presses a button by its name as a hand does: the browser asks for permissions only then. */
  press(name: string): Promise<void>;
  /** Types the address, and looks at what is there. */
  look(address: string): Promise<void>;
  /** Waits until the page says so, somewhere. */
  tells(text: string): Promise<void>;
  /** Waits until the first subscription has that problem; '': none. */
  troubled(text: string): Promise<void>;
  /** Loads the page anew. */
  reload(): Promise<void>;
  /** Does what the alarm does once a day: now. */
  alarm(): Promise<void>;
  /** Changes what is kept of the subscription: `row` is its row. */
  change(body: string): Promise<void>;
  /** What is kept of the subscription. */
  row(): Promise<{ hash: string; name: string; terms: number; origin: Record<string, unknown> } | undefined>;
}

export async function digestsPage(rig: Rig): Promise<DigestsPage> {
  const own = await rig.openOwn('digests.html');
  const text = (selector: string) =>
    own.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);
  const press: DigestsPage['press'] = async (name) => {
    await own.bringToFront();
    // A line that comes or goes above the button moves it away from under the pointer: then it is pressed again.
    await until(`“${name}” to be pressed`, async () => {
      const spot = await own.evaluate((name) => {
        const all = [...document.querySelectorAll<HTMLElement>('button, summary')];
        const found = all.find((each) => (each.ariaLabel ?? each.textContent) === name);
        if (!found) return undefined;
        found.scrollIntoView({ block: 'center', behavior: 'instant' });
        found.addEventListener('click', () => Object.assign(window, { pressed: name }), { once: true });
        const box = found.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }, name);
      if (!spot) return false;
      await own.mouse.click(spot.x, spot.y);
      return own.evaluate((name) => {
        const { pressed } = window as { pressed?: string };
        Object.assign(window, { pressed: undefined });
        return pressed === name;
      }, name);
    });
  };
  /** Reads or changes the row, behind the back of Gloss. */
  const inRow = <T>(body: string) =>
    own.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('kept-digests');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        const transaction = db.transaction('digests', 'readwrite');
        const store = transaction.objectStore('digests');
        let result;
        store.getAll().onsuccess = ({ target }) => {
          const row = target.result.find(({ origin }) => origin.kind === 'subscribed');
          ${body}
        };
        transaction.oncomplete = () => { db.close(); resolve(result); };
        transaction.onabort = () => { db.close(); reject(transaction.error); };
      };
    })`) as Promise<T>;
  return {
    own,
    press,
    async look(address) {
      await own.bringToFront();
      // The form comes after the list of digests has been read.
      await until('the field of the address', () =>
        own.evaluate((address) => {
          const field = document.querySelector<HTMLInputElement>('.add form input');
          if (field) field.value = address;
          return field !== null;
        }, address),
      );
      await press('Look at it');
    },
    tells: (wanted) =>
      until(`“${wanted}” to be told`, async () => (await text('main')).includes(wanted)).then(
        () => undefined,
      ),
    troubled: (wanted) =>
      until(`the problem “${wanted}”`, async () => {
        const problem = await text('.subscription .problem');
        return wanted === '' ? problem === '' : problem.includes(wanted);
      }).then(() => undefined),
    async reload() {
      // In Firefox, the driver's own reload of such a page never settles.
      await own.evaluate(() => {
        Object.assign(window, { isOld: true });
        location.reload();
      });
      await until('the page to load', () =>
        own
          .evaluate(() => !('isOld' in window) && document.querySelector('.digest') !== null)
          .catch(() => false),
      );
    },
    async alarm() {
      await inRow('row.origin.due = 0; store.put(row);');
      await own.evaluate(`browser.alarms.create('subscriptions', { when: Date.now() })`);
    },
    change: (body) => inRow(`${body} store.put(row);`),
    row: () => inRow('result = row;'),
  };
}
