/** Drives the page of all notes as a person does. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import type { Target } from '../../src/notes/schema';
import { ask } from './notes';
import { launch, type Rig } from './rig';

/**
 * Deletes all notes for the next test. A closed page sends its last changes late, and the background writes
 * them late, so both are checked again after the background has answered. `own`: a page of the extension.
 */
async function wipe(rig: Rig, own: Page): Promise<void> {
  await ask(own, 'notes', { term: 'none' }); // The database exists now.
  // Stops any write that the background is doing.
  await rig.killBackground();
  await until('all notes to be gone', async () => {
    // The second copy would fill the database again.
    for (const area of ['session', 'local'])
      await own.evaluate(`(globalThis.browser ?? chrome).storage.${area}.clear()`);
    await inStore(own, 'clear');
    await ask(own, 'notes', { term: 'none' });
    const left = await own.evaluate(
      `(globalThis.browser ?? chrome).storage.session.get(null).then((all) => Object.keys(all).filter((key) => key.startsWith('write ')).length)`,
    );
    return left === 0 && (await inStore(own, 'count')) === 0;
  });
  // The background's memory of the notes is gone too.
  await rig.killBackground();
}

/**
 * Empties all stores directly in the database, or counts its notes. Resolves to the count, or 0 after
 * emptying.
 */
const inStore = (own: Page, what: 'clear' | 'count') =>
  own.evaluate(async (what) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('notes');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const change = db.transaction([...db.objectStoreNames], 'readwrite');
    const request = change.objectStore('notes').count();
    if (what === 'clear') for (const name of db.objectStoreNames) change.objectStore(name).clear();
    await new Promise((resolve) => {
      change.oncomplete = resolve;
    });
    db.close();
    return what === 'clear' ? 0 : request.result;
  }, what);

class NotesTab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits for all notes, and until some are drawn. `query`: the end of its address. */
  static async open(rig: Rig, query: string): Promise<NotesTab> {
    const page = await rig.openOwn(`notes.html${query}`);
    await until('all notes', () =>
      page.evaluate(
        () => document.querySelector('.count') !== null && document.querySelector('.row, .none') !== null,
      ),
    );
    return new NotesTab(page);
  }

  async close(): Promise<void> {
    if (!this.page.isClosed()) await this.page.close();
  }

  /** The text of each line: the heading of a group, or the text of a note. */
  lines(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.list h2 .name, .list .row')].map((line) => {
        if (!line.matches('.row')) return `# ${line.textContent}`;
        const text = line.querySelector(':is(.words, textarea)')?.textContent;
        return text || (line.querySelector('.quote')?.textContent ?? '');
      }),
    );
  }

  /** Waits for these lines. */
  async shows(wanted: string[]): Promise<void> {
    await until(
      `the lines ${wanted.join(' | ')}`,
      async () => JSON.stringify(await this.lines()) === JSON.stringify(wanted),
    ).catch(async (error) => {
      expect(await this.lines()).toEqual(wanted); // On failure, shows the actual lines.
      throw error;
    });
  }

  /** Chooses an option of the list with that label. */
  async choose(label: string, value: string): Promise<void> {
    await until(`the list “${label}”`, () =>
      this.page.evaluate(
        (label, value) => {
          const select = [...document.querySelectorAll('label')]
            .find((each) => each.textContent?.startsWith(label))
            ?.querySelector('select');
          if (!select) return false;
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        label,
        value,
      ),
    );
  }

  /** Gives the keyboard focus to the nth element of a selector. */
  async focus(selector: string, nth = 0): Promise<void> {
    await until(`${selector}, no. ${nth}, to have the keyboard`, () =>
      this.page.evaluate(
        (selector, nth) => {
          const found = document.querySelectorAll<HTMLElement>(selector)[nth];
          found?.focus();
          return found !== undefined && document.activeElement === found;
        },
        selector,
        nth,
      ),
    );
  }

  /** Clicks the nth element of a selector by script, once, as soon as it is there. */
  async click(selector: string, nth = 0, shiftKey = false): Promise<void> {
    await until(`${selector}, no. ${nth}, to press`, () =>
      this.page.evaluate(
        (selector, nth, shiftKey) => {
          const found = document.querySelectorAll(selector)[nth];
          found?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
          return found !== undefined;
        },
        selector,
        nth,
        shiftKey,
      ),
    );
  }

  /** Presses the first button of that name. */
  async press(name: string, within = 'body'): Promise<void> {
    await until(`the button ${name}`, () =>
      this.page.evaluate(
        (name, within) => {
          const button = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
            (each) => each.textContent === name && !each.disabled,
          );
          button?.click();
          return button !== undefined;
        },
        name,
        within,
      ),
    );
  }

  /** Replaces the query by another. */
  async search(query: string): Promise<void> {
    await this.page.evaluate(() => {
      const box = document.querySelector('[type=search]') as HTMLInputElement;
      box.focus();
      box.select();
    });
    await this.page.keyboard.type(query);
  }

  /** Waits until the note with that text has the keyboard focus. */
  async isAt(text: string): Promise<void> {
    await until(`“${text}” to have the keyboard`, () =>
      this.page.evaluate(
        (text) => document.activeElement?.querySelector('.words')?.textContent === text,
        text,
      ),
    );
  }
}

/** Targets of notes: a page, a passage of another page, a term. */
export const pageOf = (name: string): Target => ({
  kind: 'page',
  page: { address: `https://${name.toLowerCase()}.example/`, title: name },
});
export const passageOf = (exact: string): Target => ({
  kind: 'passage',
  page: { address: 'https://delta.example/?utm_source=x', title: 'Delta' },
  selectors: { quote: { exact, prefix: '', suffix: '' } },
});
export const onTerm: Target = { kind: 'term', term: 'igf' };

export interface NotesPage {
  rig: Rig;
  /** An extension page that sends requests to the background. */
  own: Page;
  /** The page of all notes as last opened by `open`. */
  notes: NotesTab;
  /** Opens the page of all notes. `query`: the end of its address. */
  open(query?: string): Promise<void>;
  /** Writes a note. Resolves to its id. */
  write(target: Target, text: string, tags?: string[]): Promise<string>;
}

/** Sets up a browser for the tests of a `describe`. Each test begins without notes. */
export function notesPage(which: Which): NotesPage {
  const on = {
    async open(query = '') {
      on.notes = await NotesTab.open(on.rig, query);
    },
    async write(target, text, tags = []) {
      return (await ask(on.own, 'write', { id: crypto.randomUUID(), target, changes: { text, tags } })).id;
    },
  } as NotesPage;
  beforeAll(async () => {
    on.rig = await launch(which);
    on.own = await on.rig.openOwn('options.html');
  });
  afterAll(() => on.rig?.close());
  beforeEach(async () => {
    await on.notes?.close();
    await wipe(on.rig, on.own);
  });
  return on;
}
