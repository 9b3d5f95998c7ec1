/** On the page of all notes, notes are filtered by their labels, and many are changed, copied and exported. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { madeNotes, plantNotes } from '../bench/made-notes';
import { barriersOn } from './axe';
import { ask } from './notes';
import { notesPage, onTerm, pageOf, passageOf } from './notes-tab';
import { BROWSERS } from './rig';
import { tabInScheme } from './surfaces';

describe.each(BROWSERS)('the labels on the page of all notes in %s', (which) => {
  const on = notesPage(which);
  const chooses = async (...rows: number[]) => {
    for (const row of rows) {
      const count = () => on.notes.page.evaluate(() => document.querySelectorAll('.row :checked').length);
      const before = await count();
      await on.notes.click('.row > [type=checkbox]', row);
      await until('the note to be selected', async () => (await count()) > before);
    }
  };
  const says = (text: string) =>
    until(`“${text}”`, () =>
      on.notes.page.evaluate((text) => document.querySelector('.done')?.textContent?.includes(text), text),
    );
  const tagsOf = async (ids: string[]) => {
    const { notes } = await ask(on.own, 'notes', { ids });
    return ids.map((id) => notes.find((note) => note.id === id)?.tags);
  };

  it('filter the list by a click, also after a reload, and by keyboard', async () => {
    await on.write(pageOf('Beta'), 'Third', ['کیوتو']);
    await on.write(passageOf('A passage'), 'Second', ['a', 'کیوتو']);
    await on.write(onTerm, 'First', ['a']);
    await on.open('?group=none');
    await on.notes.press('کیوتو', '.list');
    await on.notes.shows(['Second', 'Third']);
    const address = await until('the address to say so', async () => {
      const search = await on.notes.page.evaluate(() => location.search);
      return search.includes('tag=') && search;
    });
    await on.notes.close();
    await on.open(address);
    await on.notes.shows(['Second', 'Third']);
    await on.notes.press('Clear filters');
    await on.notes.shows(['First', 'Second', 'Third']);
    // The colour of the second note by keyboard.
    await on.notes.focus('.row', 1);
    for (let stop = 0; stop < 2; stop++) await on.notes.page.keyboard.press('Tab');
    await until('the colour to have the keyboard', () =>
      on.notes.page.evaluate(() => document.activeElement?.textContent === 'Yellow'),
    );
    await on.notes.page.keyboard.press('Enter');
    await on.notes.shows(['Second']);
    await on.notes.isAt('Second');
  });

  it('are changed for many notes at once, and Undo gives each back what it had', async () => {
    const ids = [
      await on.write(passageOf('Fourth passage'), 'Fourth'),
      await on.write(pageOf('Alpha'), 'Third', ['a']),
      await on.write(passageOf('Second passage'), 'Second', ['new']),
      await on.write(onTerm, 'First'),
    ];
    await on.open('?group=none');
    await chooses(1, 2, 3);
    await on.notes.press('Tags…', '.chosen');
    await on.notes.focus('.chosen .tags-line');
    await on.notes.page.keyboard.type('new, یادداشت');
    await on.notes.page.keyboard.press('Enter');
    await says('Notes with changed tags: 3.');
    expect(await tagsOf(ids)).toEqual([['new', 'یادداشت'], ['a', 'new', 'یادداشت'], ['new', 'یادداشت'], []]);
    await on.notes.press('Undo');
    await says('Notes changed back: 3.');
    expect(await tagsOf(ids)).toEqual([[], ['a'], ['new'], []]);
    await on.notes.press('Colour…', '.chosen');
    await on.notes.press('Pink', '.chosen');
    await says('Highlights with a new colour: 2.');
    await until('the colours in the list', () =>
      on.notes.page.evaluate(() => document.querySelectorAll('.row.pink').length === 2),
    );
  });

  it('and notes are copied as Markdown, and exported as a file', async () => {
    await on.write(passageOf('A «passage»'), 'یادداشت', ['a']);
    await on.write(onTerm, 'Of a term');
    await on.open('?group=none');
    await chooses(0, 1);
    await on.notes.page.bringToFront();
    // A real press: the clipboard is open to nothing else.
    await on.notes.page.click('::-p-text(Copy as Markdown)');
    await says('Notes copied as Markdown: 2.');
    await on.notes.press('Edit', '.list');
    await until('the editor', () =>
      on.notes.page.evaluate(() => document.activeElement?.localName === 'textarea'),
    );
    const command = process.platform === 'darwin' ? 'Meta' : 'Control';
    await on.notes.page.keyboard.down(command);
    await on.notes.page.keyboard.press('a');
    await on.notes.page.keyboard.press('v');
    await on.notes.page.keyboard.up(command);
    await until('the text to be pasted', () =>
      on.notes.page.evaluate(
        () =>
          document.querySelector('textarea')?.value ===
          '## IGF\n\nOf a term\n\n## Delta\n\n<https://delta.example/?utm_source=x>\n\n> A «passage»\n\nیادداشت\n\n#a\n',
      ),
    );
    await on.notes.page.keyboard.press('Escape');
    await on.notes.press('Export…', '.chosen');
    await on.notes.choose('Format', 'csv');
    await on.notes.press('Save file', '.chosen');
    await says('Notes saved in “gloss-notes-');
    const name = await on.notes.page.evaluate(
      () => /“(.*)”/.exec(document.querySelector('.done')?.textContent ?? '')?.[1] ?? '',
    );
    const path = join(on.rig.downloads, name);
    const text = await until('the file', async () =>
      existsSync(path) ? readFileSync(path, 'utf8') || undefined : undefined,
    );
    rmSync(path);
    expect(text).toContain('A «passage»,Delta');
    // Each row ends with its date.
    expect(text.match(/\d\d:\d\d:\d\d\r$/gm)).toHaveLength(2);
  });

  it('and texts stand at the side where their script begins, in the list and in the whole note', async () => {
    const id = await on.write(passageOf('گذر'), 'یادداشت', ['کیوتو']);
    await on.write(passageOf('Passage'), 'Words');
    await on.open('?group=none');
    await on.notes.shows(['Words', 'یادداشت']);
    const sides = (within: string) =>
      on.notes.page.evaluate(
        (within) =>
          [...document.querySelectorAll(within)].map((element) => {
            const text = document.createRange();
            text.selectNodeContents(element);
            const [{ left, right }] = [...text.getClientRects()].slice(-1) as [DOMRect];
            const box = element.getBoundingClientRect();
            return [Math.abs(left - box.left) < 2 && 'left', Math.abs(right - box.right) < 2 && 'right']
              .filter(Boolean)
              .join();
          }),
        within,
      );
    expect(await sides('.row :is(.quote, .words)')).toEqual(['left', 'left', 'right', 'right']);
    await on.notes.close();
    await on.open(`?note=${id}`);
    await until('the whole note', () =>
      on.notes.page.evaluate(() => document.querySelector('.whole .words p') !== null),
    );
    expect(await sides('.whole :is(.quote, .words p)')).toEqual(['right', 'right']);
  });

  it.each(['light', 'dark'] as const)(
    'have no accessibility barrier that axe finds, in %s',
    async (scheme) => {
      await plantNotes(on.own, madeNotes(300));
      await on.write(passageOf('A passage'), 'Words', ['a tag']);
      await on.open('?group=none');
      await tabInScheme(on.rig, on.notes.page, scheme);
      expect(await on.notes.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
        scheme === 'dark',
      );
      await on.notes.press('a tag', '.list');
      await on.notes.shows(['Words']);
      await chooses(0);
      for (const task of ['Tags…', 'Colour…', 'Export…']) {
        await on.notes.press(task, '.chosen');
        await until(`${task} to open`, () =>
          on.notes.page.evaluate(() => document.querySelector('.task') !== null),
        );
        await on.notes.page.screenshot({
          path: `.artifacts/notes-labels-${task.slice(0, 3)}-${which}-${scheme}.png`,
        });
        expect(await barriersOn(on.notes.page)).toEqual([]);
      }
    },
  );
});
