/** The page of all notes lists, groups, finds and shows them. */
import type { KeyInput } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { ownTab, until } from '../../scripts/hovering';
import type { Target } from '../../src/notes/schema';
import { madeNotes, plantNotes } from '../bench/made-notes';
import { barriersOn } from './axe';
import { ask } from './notes';
import { notesPage, onTerm, pageOf, passageOf } from './notes-tab';
import { BROWSERS } from './rig';
import { tabInScheme } from './surfaces';

describe.each(BROWSERS)('the page of all notes in %s', (which) => {
  const on = notesPage(which);

  it('lists them in the chosen groups and order, also after a reload', async () => {
    await on.write(pageOf('Beta'), 'First', ['b']);
    await on.write(onTerm, 'Second', ['a']);
    await on.write(pageOf('Alpha'), 'Third');
    await on.write(pageOf('Beta'), 'Fourth', ['a', 'b']);
    await on.open();
    await on.notes.shows(['# Beta', 'Fourth', 'First', '# Alpha', 'Third', '# IGF', 'Second']);
    await on.notes.choose('Sort by', 'title');
    await on.notes.shows(['# Alpha', 'Third', '# Beta', 'Fourth', 'First', '# IGF', 'Second']);
    await on.notes.choose('Group by', 'tag');
    await on.notes.choose('Sort by', 'changed');
    await on.notes.shows(['# a', 'Fourth', 'Second', '# b', 'Fourth', 'First', '# Without tags', 'Third']);
    await on.notes.choose('Group by', 'term');
    await on.notes.shows(['# IGF', 'Second', '# On pages', 'Fourth', 'Third', 'First']);
    await on.notes.choose('Group by', 'none');
    await on.notes.choose('Sort by', 'made');
    const all = ['Fourth', 'Third', 'Second', 'First'];
    await on.notes.shows(all);
    const address = await until('the address to say so', async () => {
      const search = await on.notes.page.evaluate(() => location.search);
      return search.includes('sort=made') && search;
    });
    await on.notes.close();
    await on.open(address);
    await on.notes.shows(all);
  });

  it('finds words of texts, passages, tags and titles, and says if there are none', async () => {
    await on.write(pageOf('Alpha'), 'On the zebra');
    await on.write(passageOf('A herd of zebras'), '');
    await on.write(onTerm, 'Nothing of that', ['zebra-crossing']);
    await on.write(pageOf('Beta'), 'A giraffe');
    await on.open();
    await on.notes.search('zebra');
    await until(
      'three notes',
      async () => (await on.notes.lines()).filter((line) => !line.startsWith('#')).length === 3,
    );
    await on.notes.search('delta zebra');
    await on.notes.shows(['# Delta', 'A herd of zebras']);
    await on.notes.search('girafe');
    await on.notes.shows(['# Beta', 'A giraffe']);
    await on.notes.search('lion');
    await until('a word that there is none', () =>
      on.notes.page.evaluate(() => document.querySelector('.none')?.textContent?.startsWith('No note has')),
    );
    await on.notes.search('giraffe');
    await on.notes.shows(['# Beta', 'A giraffe']);
    // A note that is written in the meantime and matches the query.
    await on.write(pageOf('Gamma'), 'One more giraffe');
    await until('it to come', async () => (await on.notes.lines()).includes('One more giraffe'));
  });

  it('counts rows that are damaged, and shows all others', async () => {
    await on.write(pageOf('Alpha'), 'Sound');
    await plantNotes(on.own, [
      { id: '00000000-0000-4000-8000-000000000001', text: 7, modified: 1 } as never,
      { id: '00000000-0000-4000-8000-000000000002', modified: 'never' } as never,
    ]);
    await on.open();
    await on.notes.shows(['# Alpha', 'Sound']);
    await until('the count', () =>
      on.notes.page.evaluate(() => document.querySelector('.damaged')?.textContent?.includes('shown: 2.')),
    );
  });

  it('visits 2,000 notes by keyboard, and draws only a few of them', async () => {
    await plantNotes(on.own, madeNotes(2_000));
    await on.open('?group=none');
    const state = () =>
      on.notes.page.evaluate(() => {
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
      for (let i = 0; i < times; i++) await on.notes.page.keyboard.press(key);
      await until(`a note to have the keyboard and be seen after ${times} times ${key}`, async () => {
        const { at, of, isSeen } = await state();
        return at === to(of) && isSeen;
      }).catch(async (error) => {
        // On failure, shows the actual position.
        const now = await state();
        expect(now).toMatchObject({ at: to(now.of), isSeen: true });
        throw error;
      });
    };
    await on.notes.focus('.row');
    await goes('ArrowDown', 60, () => 61);
    await goes('PageDown', 5, () => 111);
    await goes('ArrowUp', 1, () => 110);
    await goes('End', 1, (of) => of);
    const { of, drawn } = await state();
    expect(of).toBeGreaterThan(1_900);
    expect(drawn).toBeLessThan(200);
    await goes('ArrowUp', 3, (of) => of - 3);
    await goes('Home', 1, () => 1);
    // With the wheel too: all notes in the viewport are drawn.
    for (const share of [0.5, 0.9, 0.1]) {
      await on.notes.page.evaluate(
        (share) => scrollTo(0, document.documentElement.scrollHeight * share),
        share,
      );
      await until('a note in the middle of the window', () =>
        on.notes.page.evaluate(
          () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.row') !== null,
        ),
      );
    }
  });

  it('links to web pages only, whatever an import contains', async () => {
    const address = 'javascript:document.title="x"';
    await on.write({ kind: 'page', page: { address, title: 'Trap' } }, 'Trap');
    await on.write(pageOf('Alpha'), 'Safe');
    await on.open();
    await on.notes.shows(['# Alpha', 'Safe', '# Trap', 'Trap']);
    expect(
      await on.notes.page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('.list a')].map(({ href, rel }) => `${href} ${rel}`),
      ),
    ).toEqual(Array(2).fill('https://alpha.example/ noopener noreferrer'));
  });

  it('shows hostile text as text', async () => {
    const trap = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    const id = await on.write(
      { ...passageOf(trap), page: { address: 'https://a.example/', title: trap } } as Target,
      `${trap}\u202e`,
      [trap],
    );
    await on.open();
    await on.notes.choose('Group by', 'tag');
    await until('the group', async () => (await on.notes.lines())[0] === `# ${trap}`);
    await on.notes.close();
    await on.open(`?note=${id}`);
    await until('all of it', () =>
      on.notes.page.evaluate(() => document.querySelector('.whole .note') !== null),
    );
    expect(
      await on.notes.page.evaluate(() => [
        document.querySelectorAll('img:not(.head *), .list script').length,
        document.querySelector('.whole .quote')?.textContent,
        document.title,
      ]),
    ).toEqual([0, trap, 'Gloss notes']);
  });

  it('opens at a note that the popup found, unless it was deleted', async () => {
    const id = await on.write(pageOf('Alpha'), 'Ask about the okapi');
    const popup = await on.rig.openOwn('popup.html');
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
    await popup.$eval('.note-card .ways a[href*=notes]', (way) => (way as HTMLElement).click());
    const among = await ownTab(on.rig.browser, `notes.html?note=${id}`);
    await until('the note among all', () =>
      among.evaluate<boolean>(
        `document.querySelector('.whole .note .words')?.textContent.trim() === 'Ask about the okapi'`,
      ),
    );
    await ask(on.own, 'delete', { ids: [id], deleted: true });
    await popup.keyboard.press('Escape');
    await until('it not to be found', async () => (await found('okapi')) === undefined);
    await popup.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility barrier that axe finds, in %s',
    async (scheme) => {
      await plantNotes(on.own, madeNotes(60));
      await plantNotes(on.own, [{ id: 'damaged' } as never]);
      await on.open();
      await tabInScheme(on.rig, on.notes.page, scheme);
      expect(await on.notes.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
        scheme === 'dark',
      );
      await on.notes.click('.row [type=checkbox]', 1);
      await on.notes.press('Edit', '.list');
      await until('the editor', () =>
        on.notes.page.evaluate(() => document.querySelector('textarea') !== null),
      );
      await on.notes.page.screenshot({ path: `.artifacts/notes-${which}-${scheme}.png` });
      expect(await barriersOn(on.notes.page)).toEqual([]);
    },
  );
});
