import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownTab, until } from '../../scripts/hovering';
import type { Target } from '../../src/notes/schema';
import type { Requests } from '../../src/platform/messages';
import { madeNotes, plantNotes } from '../bench/made-notes';
import { barriersOn } from './axe';
import { BROWSERS, launch, type Rig } from './rig';

type Kind = keyof Requests;

const page = (name: string): Target => ({
  kind: 'page',
  page: { address: `https://${name.toLowerCase()}.example/`, title: name },
});
const passage = (exact: string): Target => ({
  kind: 'passage',
  page: { address: 'https://delta.example/?utm_source=x', title: 'Delta' },
  selectors: { quote: { exact, prefix: '', suffix: '' } },
});
const term: Target = { kind: 'term', term: 'igf' };

describe.each(BROWSERS)('the page of all notes in %s', (which) => {
  let rig: Rig;
  /** A page of Gloss that asks the background, as any of them would. */
  let own: Page;
  let notes: Page;
  beforeAll(async () => {
    rig = await launch(which);
    own = await rig.openOwn('options.html');
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    await notes?.close().catch(() => undefined); // Closed by a test.
    await send('notes', { term: 'none' }); // The database is there.
    await own.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('notes');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const change = db.transaction('notes', 'readwrite');
      change.objectStore('notes').clear();
      await new Promise((resolve) => {
        change.oncomplete = resolve;
      });
      db.close();
    });
    // What it remembers of them is gone with it.
    await rig.killBackground();
  });

  const send = <K extends Kind>(kind: K, data: Requests[K]['request']): Promise<Requests[K]['reply']> =>
    own.evaluate(
      (kind, data) => {
        interface Api {
          runtime: { sendMessage(message: unknown): Promise<unknown> };
        }
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        return (browser ?? chrome).runtime.sendMessage({ kind, data });
      },
      kind,
      data as never,
    ) as never;
  const write = async (target: Target, text: string, tags: string[] = []) =>
    (await send('write', { id: crypto.randomUUID(), target, changes: { text, tags } })).id;
  const open = async (query = '') => {
    notes = await rig.openOwn(`notes.html${query}`);
    await until('all notes', () => notes.evaluate(() => document.querySelector('.count') !== null));
    return notes;
  };
  /** What can be read of each line: the heading of a group, or the text of a note. */
  const lines = () =>
    notes.evaluate(() =>
      [...document.querySelectorAll('.list h2 .name, .list .row')].map(
        (line) =>
          (line.matches('.row')
            ? line.querySelector(':is(.words, textarea)')?.textContent ||
              line.querySelector('.quote')?.textContent
            : `# ${line.textContent}`) ?? '',
      ),
    );
  const shows = (wanted: string[]) =>
    until(
      `the lines ${wanted.join(' | ')}`,
      async () => JSON.stringify(await lines()) === JSON.stringify(wanted),
    ).catch(async (error) => {
      expect(await lines()).toEqual(wanted); // Says what is there instead.
      throw error;
    });
  const choose = (label: string, value: string) =>
    notes.evaluate(
      (label, value) => {
        const select = [...document.querySelectorAll('label')]
          .find((each) => each.textContent?.startsWith(label))
          ?.querySelector('select') as HTMLSelectElement;
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      label,
      value,
    );
  const press = (name: string, within = 'body') =>
    until(`the button ${name}`, () =>
      notes.evaluate(
        (name, within) => {
          const button = [...document.querySelectorAll(`${within} button`)].find(
            (each) => each.textContent === name,
          );
          (button as HTMLElement | undefined)?.click();
          return button !== undefined;
        },
        name,
        within,
      ),
    );
  const search = async (query: string) => {
    await notes.evaluate(() => {
      const box = document.querySelector('[type=search]') as HTMLInputElement;
      box.focus();
      box.select();
    });
    await notes.keyboard.type(query);
  };
  const currentText = () =>
    notes.evaluate(() => document.activeElement?.querySelector('.words')?.textContent);

  it('lists them in groups and in order, as chosen, and again when it is loaded anew', async () => {
    await write(page('Beta'), 'First', ['b']);
    await write(term, 'Second', ['a']);
    await write(page('Alpha'), 'Third');
    await write(page('Beta'), 'Fourth', ['a', 'b']);
    await open();
    await shows(['# Beta', 'Fourth', 'First', '# Alpha', 'Third', '# IGF', 'Second']);
    await choose('Order', 'title');
    await shows(['# Alpha', 'Third', '# Beta', 'Fourth', 'First', '# IGF', 'Second']);
    await choose('Group', 'tag');
    await choose('Order', 'changed');
    await shows(['# a', 'Fourth', 'Second', '# b', 'Fourth', 'First', '# Without tags', 'Third']);
    await choose('Group', 'term');
    await shows(['# IGF', 'Second', '# On pages', 'Fourth', 'Third', 'First']);
    await choose('Group', 'none');
    await choose('Order', 'made');
    const all = ['Fourth', 'Third', 'Second', 'First'];
    await shows(all);
    const address = await notes.evaluate(() => location.search);
    await notes.close();
    await open(address);
    await shows(all);
  });

  it('finds words of texts, passages, tags and titles, and says when there are none', async () => {
    await write(page('Alpha'), 'On the zebra');
    await write(passage('A herd of zebras'), '');
    await write(term, 'Nothing of that', ['zebra-crossing']);
    await write(page('Beta'), 'A giraffe');
    await open();
    await search('zebra');
    await until(
      'three notes',
      async () => (await lines()).filter((line) => !line.startsWith('#')).length === 3,
    );
    await search('delta zebra');
    await shows(['# Delta', 'A herd of zebras']);
    await search('girafe');
    await shows(['# Beta', 'A giraffe']);
    await search('lion');
    await until('a word that there is none', () =>
      notes.evaluate(() => document.querySelector('.none')?.textContent?.startsWith('No note has')),
    );
    await search('giraffe');
    await shows(['# Beta', 'A giraffe']);
    // One that is written meanwhile, and answers.
    await write(page('Gamma'), 'One more giraffe');
    await until('it to come', async () => (await lines()).includes('One more giraffe'));
  });

  it('edits a note in its place, saved as one types, and it stays where it stands', async () => {
    await write(page('Alpha'), 'Older');
    const id = await write(page('Alpha'), 'Newer');
    await write(page('Alpha'), 'Newest');
    await open();
    await notes.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
    await notes.keyboard.press('Enter');
    await until('the editor', () => notes.evaluate(() => document.activeElement?.localName === 'textarea'));
    await notes.keyboard.type(' words');
    await until('it to be saved', async () => {
      const [note] = (await send('notes', { ids: [id] })).notes;
      return note?.text === 'Newer words';
    });
    await notes.keyboard.press('Escape');
    await shows(['# Alpha', 'Newest', 'Newer words', 'Older']);
    expect(await currentText()).toBe('Newer words');
    await choose('Order', 'made');
    await choose('Order', 'changed');
    await shows(['# Alpha', 'Newer words', 'Newest', 'Older']);
  });

  it('deletes a note, and the keyboard goes on from the next; undo brings it back', async () => {
    for (const text of ['Last', 'Middle', 'First']) await write(page('Alpha'), text);
    await open();
    await notes.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
    await notes.keyboard.press('Delete');
    await shows(['# Alpha', 'First', 'Last']);
    await until('the keyboard to go on', async () => (await currentText()) === 'Last');
    await press('Undo');
    await shows(['# Alpha', 'First', 'Middle', 'Last']);
  });

  it('deletes many that were chosen, and brings all of them back', async () => {
    for (let i = 9; i > 0; i--) await write(page('Alpha'), `Note ${i}`);
    await open();
    const all = await lines();
    await notes.evaluate(() => document.querySelectorAll<HTMLElement>('.row [type=checkbox]')[1]?.click());
    await notes.evaluate(() =>
      document
        .querySelectorAll('.row [type=checkbox]')[4]
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    );
    await until('four to be chosen', () =>
      notes.evaluate(() => document.querySelector('.chosen')?.textContent?.startsWith('Chosen: 4')),
    );
    await press('Delete', '.chosen');
    const left = ['# Alpha', 'Note 1', 'Note 6', 'Note 7', 'Note 8', 'Note 9'];
    await shows(left);
    expect(await notes.evaluate(() => document.querySelector('.done')?.textContent)).toContain(
      'Notes deleted: 4.',
    );
    await press('Undo');
    await shows(all);

    // All that a search found, by keyboard.
    await search('note');
    await until('the search to answer', () =>
      notes.evaluate(() => document.querySelector('.count')?.textContent === 'Found: 9'),
    );
    await notes.evaluate(() => document.querySelector<HTMLElement>('.row')?.focus());
    await notes.keyboard.down('Control');
    await notes.keyboard.press('a');
    await notes.keyboard.up('Control');
    await press('Delete', '.chosen');
    await until('none to be left', () => notes.evaluate(() => document.querySelector('.none') !== null));
    await press('Undo');
    await until('all to be back', async () => (await lines()).length === 10);
  });

  it('shows deleted notes by themselves, and brings them back', async () => {
    const gone = await write(page('Alpha'), 'Gone');
    await write(page('Alpha'), 'Here');
    await send('delete', { ids: [gone], deleted: true });
    await open('?deleted');
    await shows(['# Alpha', 'Gone']);
    await press('Bring back');
    await until('nothing to be left', () =>
      notes.evaluate(() => document.querySelector('.none')?.textContent === 'No deleted notes.'),
    );
    await notes.evaluate(() => document.querySelector<HTMLElement>('.deleted input')?.click());
    await until('both notes', async () => (await lines()).length === 3);
  });

  it('counts rows that are damaged, and shows all others', async () => {
    await write(page('Alpha'), 'Sound');
    await plantNotes(own, [
      { id: '00000000-0000-4000-8000-000000000001', text: 7, modified: 1 } as never,
      { id: '00000000-0000-4000-8000-000000000002', modified: 'never' } as never,
    ]);
    await open();
    await shows(['# Alpha', 'Sound']);
    expect(await notes.evaluate(() => document.querySelector('.damaged')?.textContent)).toContain(
      'shown: 2.',
    );
  });

  it('goes through 2,000 notes by keyboard, with a few of them drawn', async () => {
    await plantNotes(own, madeNotes(2_000));
    await open('?group=none');
    const state = () =>
      notes.evaluate(() => {
        const row = document.activeElement?.closest('.row');
        const box = row?.getBoundingClientRect();
        return {
          at: Number(row?.getAttribute('aria-posinset')),
          of: Number(row?.getAttribute('aria-setsize')),
          isSeen: box !== undefined && box.top >= 0 && box.bottom <= innerHeight,
          drawn: document.querySelectorAll('.row').length,
        };
      });
    const goes = async (key: KeyInput, times: number, to: (of: number) => number) => {
      for (let i = 0; i < times; i++) await notes.keyboard.press(key);
      const { of } = await state();
      await until(`note ${to(of)} to have the keyboard and be seen`, async () => {
        const { at, isSeen } = await state();
        return at === to(of) && isSeen;
      }).catch(async (error) => {
        expect(await state()).toMatchObject({ at: to(of), isSeen: true }); // Says where it is instead.
        throw error;
      });
    };
    await notes.evaluate(() => document.querySelector<HTMLElement>('.row')?.focus());
    await goes('ArrowDown', 60, () => 61);
    await goes('PageDown', 5, () => 111);
    await goes('ArrowUp', 1, () => 110);
    await goes('End', 1, (of) => of);
    const { of, drawn } = await state();
    expect(of).toBeGreaterThan(1_900);
    expect(drawn).toBeLessThan(200);
    await goes('ArrowUp', 3, (of) => of - 3);
    await goes('Home', 1, () => 1);
    // And by the wheel: whatever stands in the window is drawn.
    for (const share of [0.5, 0.9, 0.1]) {
      await notes.evaluate((share) => scrollTo(0, document.documentElement.scrollHeight * share), share);
      await until('a note in the middle of the window', () =>
        notes.evaluate(
          () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.row') !== null,
        ),
      );
    }
  });

  it('leads to pages only, whatever an import says', async () => {
    const address = 'javascript:document.title="x"';
    await write({ kind: 'page', page: { address, title: 'Trap' } }, 'Trap');
    await write(page('Alpha'), 'Safe');
    await open();
    expect(
      await notes.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('.list a')].map(({ href, rel }) => `${href} ${rel}`),
      ),
    ).toEqual(Array(2).fill('https://alpha.example/ noopener noreferrer'));
  });

  it('shows hostile text as text', async () => {
    const trap = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    const id = await write(
      { ...passage(trap), page: { address: 'https://a.example/', title: trap } } as Target,
      `${trap}\u202e`,
      [trap],
    );
    await open();
    await choose('Group', 'tag');
    await until('the group', async () => (await lines())[0] === `# ${trap}`);
    await notes.close();
    await open(`?note=${id}`);
    await until('all of it', () => notes.evaluate(() => document.querySelector('.whole .note') !== null));
    expect(
      await notes.evaluate(() => [
        document.querySelectorAll('img, .list script').length,
        document.querySelector('.whole .quote')?.textContent,
        document.title,
      ]),
    ).toEqual([0, trap, 'Gloss notes']);
  });

  it('is opened at a note that the popup found, as long as it is not deleted', async () => {
    const id = await write(page('Alpha'), 'Ask about the okapi');
    const popup = await rig.openOwn('popup.html');
    const found = async (query: string) => {
      await popup.evaluate(() => {
        const box = document.querySelector('input') as HTMLInputElement;
        box.focus();
        box.select();
      });
      await popup.keyboard.type(query);
      await until('an answer', () =>
        popup.evaluate(
          (query) =>
            document.querySelector('.search .none')?.textContent?.includes(query) ||
            document.querySelector('.results [aria-selected=true]') !== null,
          query,
        ),
      );
      return popup.evaluate(
        () => document.querySelector('.results [aria-selected=true] .words')?.textContent,
      );
    };
    await until('the note to be found', async () => (await found('okapi')) === 'Ask about the okapi');
    await popup.keyboard.press('Enter');
    await until('the note', () =>
      popup.evaluate(() => document.activeElement === document.querySelector('.note-card h1')),
    );
    expect(await popup.evaluate(() => document.querySelector('.note-card .note .words')?.textContent)).toBe(
      'Ask about the okapi',
    );
    await popup.evaluate(() =>
      document.querySelector<HTMLElement>('.note-card .ways a[href*=notes]')?.click(),
    );
    const among = await ownTab(rig.browser, `notes.html?note=${id}`);
    await until('the note among all', () =>
      among.evaluate<boolean>(
        `document.querySelector('.whole .note .words')?.textContent === 'Ask about the okapi'`,
      ),
    );
    await send('delete', { ids: [id], deleted: true });
    await popup.keyboard.press('Escape');
    await until('it not to be found', async () => (await found('okapi')) === undefined);
    await popup.close();
  });

  it.each(['light', 'dark'])('has no barrier that axe finds, in %s', async (scheme) => {
    await plantNotes(own, madeNotes(60));
    await plantNotes(own, [{ id: 'damaged' } as never]);
    await open();
    await notes.evaluate((scheme) => {
      document.documentElement.style.colorScheme = scheme;
    }, scheme);
    await notes.evaluate(() => document.querySelectorAll<HTMLElement>('.row [type=checkbox]')[1]?.click());
    await press('Edit', '.list');
    await until('the editor', () => notes.evaluate(() => document.querySelector('textarea') !== null));
    await notes.screenshot({ path: `.artifacts/notes-${which}-${scheme}.png` });
    expect(await barriersOn(notes)).toEqual([]);
  });
});
