/** Notes are edited, deleted and restored on the page of all notes. */
import { describe, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { ask } from './notes';
import { notesPage, pageOf } from './notes-tab';
import { BROWSERS } from './rig';

describe.each(BROWSERS)('what is done on the page of all notes in %s', (which) => {
  const on = notesPage(which);

  it('edits a note in place, saves it while typing, and keeps its position', async () => {
    await on.write(pageOf('Alpha'), 'Older');
    const id = await on.write(pageOf('Alpha'), 'Newer');
    await on.write(pageOf('Alpha'), 'Newest');
    await on.open();
    await on.notes.focus('.row', 1);
    await on.notes.page.keyboard.press('Enter');
    await until('the editor', () =>
      on.notes.page.evaluate(() => document.activeElement?.localName === 'textarea'),
    );
    await on.notes.page.keyboard.type(' words');
    await until('it to be saved', async () => {
      const [note] = (await ask(on.own, 'notes', { ids: [id] })).notes;
      return note?.text === 'Newer words';
    });
    await on.notes.page.keyboard.press('Escape');
    await on.notes.shows(['# Alpha', 'Newest', 'Newer words', 'Older']);
    await on.notes.isAt('Newer words');
    await on.notes.choose('Sort by', 'made');
    await on.notes.choose('Sort by', 'changed');
    await on.notes.shows(['# Alpha', 'Newer words', 'Newest', 'Older']);
  });

  it('deletes a note and moves the focus to the next, and Undo restores it', async () => {
    for (const text of ['Last', 'Middle', 'First']) await on.write(pageOf('Alpha'), text);
    await on.open();
    await on.notes.focus('.row', 1);
    await on.notes.page.keyboard.press('Delete');
    await on.notes.shows(['# Alpha', 'First', 'Last']);
    await on.notes.isAt('Last');
    await on.notes.press('Undo');
    await on.notes.shows(['# Alpha', 'First', 'Middle', 'Last']);
  });

  it('restores a note that was emptied, with its text', async () => {
    await on.write(pageOf('Alpha'), 'Words');
    await on.write(pageOf('Alpha'), 'Others');
    await on.open();
    await on.notes.press('Edit', '.list');
    await until('the editor', () =>
      on.notes.page.evaluate(() => document.activeElement?.localName === 'textarea'),
    );
    await on.notes.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).select());
    await on.notes.page.keyboard.press('Backspace');
    await on.notes.page.keyboard.press('Escape');
    await on.notes.shows(['# Alpha', 'Words']);
    await on.notes.press('Undo');
    await on.notes.shows(['# Alpha', 'Others', 'Words']);
  });

  it('deletes many selected notes, and restores all of them', async () => {
    for (let i = 9; i > 0; i--) await on.write(pageOf('Alpha'), `Note ${i}`);
    await on.open();
    const all = ['# Alpha', ...Array.from({ length: 9 }, (_, i) => `Note ${i + 1}`)];
    await on.notes.shows(all);
    await on.notes.click('.row [type=checkbox]', 1);
    await on.notes.click('.row [type=checkbox]', 4, true);
    await until('four to be chosen', () =>
      on.notes.page.evaluate(() => document.querySelector('.chosen')?.textContent?.startsWith('Selected: 4')),
    );
    await on.notes.press('Delete', '.chosen');
    const left = ['# Alpha', 'Note 1', 'Note 6', 'Note 7', 'Note 8', 'Note 9'];
    await on.notes.shows(left);
    await until('the word of it', () =>
      on.notes.page.evaluate(() =>
        document.querySelector('.done')?.textContent?.includes('Notes deleted: 4.'),
      ),
    );
    await on.notes.press('Undo');
    await on.notes.shows(all);

    // Everything that a search found, by keyboard.
    await on.notes.search('note');
    await until('the search to answer', () =>
      on.notes.page.evaluate(() => document.querySelector('.count')?.textContent === 'Found: 9'),
    );
    await on.notes.focus('.row');
    await on.notes.page.keyboard.down('Control');
    await on.notes.page.keyboard.press('a');
    await on.notes.page.keyboard.up('Control');
    await on.notes.press('Delete', '.chosen');
    await until('none to be left', () =>
      on.notes.page.evaluate(() => document.querySelector('.none') !== null),
    );
    await on.notes.press('Undo');
    await until('all to be back', async () => (await on.notes.lines()).length === 10);
  });

  it('lists deleted notes separately, and restores them', async () => {
    const gone = await on.write(pageOf('Alpha'), 'Gone');
    await on.write(pageOf('Alpha'), 'Here');
    await ask(on.own, 'delete', { ids: [gone], deleted: true });
    await on.open('?deleted');
    await on.notes.shows(['# Alpha', 'Gone']);
    await on.notes.press('Restore');
    await until('nothing to be left', () =>
      on.notes.page.evaluate(() => document.querySelector('.none')?.textContent === 'No deleted notes.'),
    );
    await on.notes.click('.deleted input');
    await until('both notes', async () => (await on.notes.lines()).length === 3);
  });
});
