import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownTab, until } from '../../scripts/hovering';
import type { Target } from '../../src/notes/schema';
import { madeNotes, plantNotes } from '../bench/made-notes';
import { barriersOn } from './axe';
import { ask } from './notes';
import { NotesTab, wipe } from './notes-tab';
import { BROWSERS, launch, type Rig } from './rig';

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
  let notes: NotesTab;
  beforeAll(async () => {
    rig = await launch(which);
    own = await rig.openOwn('options.html');
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    await notes?.close();
    await wipe(rig, own);
  });
  const write = async (target: Target, text: string, tags: string[] = []) =>
    (await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text, tags } })).id;
  const open = async (query = '') => {
    notes = await NotesTab.open(rig, query);
  };

  it('lists them in groups and in order, as chosen, and again when it is loaded anew', async () => {
    await write(page('Beta'), 'First', ['b']);
    await write(term, 'Second', ['a']);
    await write(page('Alpha'), 'Third');
    await write(page('Beta'), 'Fourth', ['a', 'b']);
    await open();
    await notes.shows(['# Beta', 'Fourth', 'First', '# Alpha', 'Third', '# IGF', 'Second']);
    await notes.choose('Order', 'title');
    await notes.shows(['# Alpha', 'Third', '# Beta', 'Fourth', 'First', '# IGF', 'Second']);
    await notes.choose('Group', 'tag');
    await notes.choose('Order', 'changed');
    await notes.shows(['# a', 'Fourth', 'Second', '# b', 'Fourth', 'First', '# Without tags', 'Third']);
    await notes.choose('Group', 'term');
    await notes.shows(['# IGF', 'Second', '# On pages', 'Fourth', 'Third', 'First']);
    await notes.choose('Group', 'none');
    await notes.choose('Order', 'made');
    const all = ['Fourth', 'Third', 'Second', 'First'];
    await notes.shows(all);
    const address = await until('the address to say so', async () => {
      const search = await notes.page.evaluate(() => location.search);
      return search.includes('sort=made') && search;
    });
    await notes.close();
    await open(address);
    await notes.shows(all);
  });

  it('finds words of texts, passages, tags and titles, and says when there are none', async () => {
    await write(page('Alpha'), 'On the zebra');
    await write(passage('A herd of zebras'), '');
    await write(term, 'Nothing of that', ['zebra-crossing']);
    await write(page('Beta'), 'A giraffe');
    await open();
    await notes.search('zebra');
    await until(
      'three notes',
      async () => (await notes.lines()).filter((line) => !line.startsWith('#')).length === 3,
    );
    await notes.search('delta zebra');
    await notes.shows(['# Delta', 'A herd of zebras']);
    await notes.search('girafe');
    await notes.shows(['# Beta', 'A giraffe']);
    await notes.search('lion');
    await until('a word that there is none', () =>
      notes.page.evaluate(() => document.querySelector('.none')?.textContent?.startsWith('No note has')),
    );
    await notes.search('giraffe');
    await notes.shows(['# Beta', 'A giraffe']);
    // One that is written meanwhile, and answers.
    await write(page('Gamma'), 'One more giraffe');
    await until('it to come', async () => (await notes.lines()).includes('One more giraffe'));
  });

  it('edits a note in its place, saved as one types, and it stays where it stands', async () => {
    await write(page('Alpha'), 'Older');
    const id = await write(page('Alpha'), 'Newer');
    await write(page('Alpha'), 'Newest');
    await open();
    await notes.page.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
    await notes.page.keyboard.press('Enter');
    await until('the editor', () =>
      notes.page.evaluate(() => document.activeElement?.localName === 'textarea'),
    );
    await notes.page.keyboard.type(' words');
    await until('it to be saved', async () => {
      const [note] = (await ask(own, 'notes', { ids: [id] })).notes;
      return note?.text === 'Newer words';
    });
    await notes.page.keyboard.press('Escape');
    await notes.shows(['# Alpha', 'Newest', 'Newer words', 'Older']);
    expect(await notes.currentText()).toBe('Newer words');
    await notes.choose('Order', 'made');
    await notes.choose('Order', 'changed');
    await notes.shows(['# Alpha', 'Newer words', 'Newest', 'Older']);
  });

  it('deletes a note, and the keyboard goes on from the next; undo brings it back', async () => {
    for (const text of ['Last', 'Middle', 'First']) await write(page('Alpha'), text);
    await open();
    await notes.page.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
    await notes.page.keyboard.press('Delete');
    await notes.shows(['# Alpha', 'First', 'Last']);
    await until('the keyboard to go on', async () => (await notes.currentText()) === 'Last');
    await notes.press('Undo');
    await notes.shows(['# Alpha', 'First', 'Middle', 'Last']);
  });

  it('brings back a note that was emptied, with what was in it', async () => {
    await write(page('Alpha'), 'Words');
    await write(page('Alpha'), 'Others');
    await open();
    await notes.press('Edit', '.list');
    await until('the editor', () =>
      notes.page.evaluate(() => document.activeElement?.localName === 'textarea'),
    );
    await notes.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).select());
    await notes.page.keyboard.press('Backspace');
    await notes.page.keyboard.press('Escape');
    await notes.shows(['# Alpha', 'Words']);
    await notes.press('Undo');
    await notes.shows(['# Alpha', 'Others', 'Words']);
  });

  it('deletes many that were chosen, and brings all of them back', async () => {
    for (let i = 9; i > 0; i--) await write(page('Alpha'), `Note ${i}`);
    await open();
    const all = await notes.lines();
    await notes.page.evaluate(() =>
      document.querySelectorAll<HTMLElement>('.row [type=checkbox]')[1]?.click(),
    );
    await notes.page.evaluate(() =>
      document
        .querySelectorAll('.row [type=checkbox]')[4]
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    );
    await until('four to be chosen', () =>
      notes.page.evaluate(() => document.querySelector('.chosen')?.textContent?.startsWith('Chosen: 4')),
    );
    await notes.press('Delete', '.chosen');
    const left = ['# Alpha', 'Note 1', 'Note 6', 'Note 7', 'Note 8', 'Note 9'];
    await notes.shows(left);
    expect(await notes.page.evaluate(() => document.querySelector('.done')?.textContent)).toContain(
      'Notes deleted: 4.',
    );
    await notes.press('Undo');
    await notes.shows(all);

    // All that a search found, by keyboard.
    await notes.search('note');
    await until('the search to answer', () =>
      notes.page.evaluate(() => document.querySelector('.count')?.textContent === 'Found: 9'),
    );
    await notes.page.evaluate(() => document.querySelector<HTMLElement>('.row')?.focus());
    await notes.page.keyboard.down('Control');
    await notes.page.keyboard.press('a');
    await notes.page.keyboard.up('Control');
    await notes.press('Delete', '.chosen');
    await until('none to be left', () => notes.page.evaluate(() => document.querySelector('.none') !== null));
    await notes.press('Undo');
    await until('all to be back', async () => (await notes.lines()).length === 10);
  });

  it('shows deleted notes by themselves, and brings them back', async () => {
    const gone = await write(page('Alpha'), 'Gone');
    await write(page('Alpha'), 'Here');
    await ask(own, 'delete', { ids: [gone], deleted: true });
    await open('?deleted');
    await notes.shows(['# Alpha', 'Gone']);
    await notes.press('Bring back');
    await until('nothing to be left', () =>
      notes.page.evaluate(() => document.querySelector('.none')?.textContent === 'No deleted notes.'),
    );
    await notes.page.evaluate(() => document.querySelector<HTMLElement>('.deleted input')?.click());
    await until('both notes', async () => (await notes.lines()).length === 3);
  });

  it('counts rows that are damaged, and shows all others', async () => {
    await write(page('Alpha'), 'Sound');
    await plantNotes(own, [
      { id: '00000000-0000-4000-8000-000000000001', text: 7, modified: 1 } as never,
      { id: '00000000-0000-4000-8000-000000000002', modified: 'never' } as never,
    ]);
    await open();
    await notes.shows(['# Alpha', 'Sound']);
    expect(await notes.page.evaluate(() => document.querySelector('.damaged')?.textContent)).toContain(
      'shown: 2.',
    );
  });

  it('goes through 2,000 notes by keyboard, with a few of them drawn', async () => {
    await plantNotes(own, madeNotes(2_000));
    await open('?group=none');
    const state = () =>
      notes.page.evaluate(() => {
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
      for (let i = 0; i < times; i++) await notes.page.keyboard.press(key);
      const { of } = await state();
      await until(`note ${to(of)} to have the keyboard and be seen`, async () => {
        const { at, isSeen } = await state();
        return at === to(of) && isSeen;
      }).catch(async (error) => {
        expect(await state()).toMatchObject({ at: to(of), isSeen: true }); // Says where it is instead.
        throw error;
      });
    };
    await notes.page.evaluate(() => document.querySelector<HTMLElement>('.row')?.focus());
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
      await notes.page.evaluate((share) => scrollTo(0, document.documentElement.scrollHeight * share), share);
      await until('a note in the middle of the window', () =>
        notes.page.evaluate(
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
      await notes.page.evaluate(() =>
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
    await notes.choose('Group', 'tag');
    await until('the group', async () => (await notes.lines())[0] === `# ${trap}`);
    await notes.close();
    await open(`?note=${id}`);
    await until('all of it', () =>
      notes.page.evaluate(() => document.querySelector('.whole .note') !== null),
    );
    expect(
      await notes.page.evaluate(() => [
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
    await until('its text', () =>
      popup.evaluate(
        () =>
          document.querySelector('.note-card .note .words')?.textContent?.trim() === 'Ask about the okapi',
      ),
    );
    await popup.evaluate(() =>
      document.querySelector<HTMLElement>('.note-card .ways a[href*=notes]')?.click(),
    );
    const among = await ownTab(rig.browser, `notes.html?note=${id}`);
    await until('the note among all', () =>
      among.evaluate<boolean>(
        `document.querySelector('.whole .note .words')?.textContent.trim() === 'Ask about the okapi'`,
      ),
    );
    await ask(own, 'delete', { ids: [id], deleted: true });
    await popup.keyboard.press('Escape');
    await until('it not to be found', async () => (await found('okapi')) === undefined);
    await popup.close();
  });

  it.each(['light', 'dark'])('has no barrier that axe finds, in %s', async (scheme) => {
    await plantNotes(own, madeNotes(60));
    await plantNotes(own, [{ id: 'damaged' } as never]);
    await open();
    await notes.page.evaluate((scheme) => {
      document.documentElement.style.colorScheme = scheme;
    }, scheme);
    await notes.page.evaluate(() =>
      document.querySelectorAll<HTMLElement>('.row [type=checkbox]')[1]?.click(),
    );
    await notes.press('Edit', '.list');
    await until('the editor', () => notes.page.evaluate(() => document.querySelector('textarea') !== null));
    await notes.page.screenshot({ path: `.artifacts/notes-${which}-${scheme}.png` });
    expect(await barriersOn(notes.page)).toEqual([]);
  });
});
