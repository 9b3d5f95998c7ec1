/** Notes are edited, deleted and restored on the page of all notes. */
import { describe, expect, it } from 'vitest';
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
    await on.notes.page.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
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
    expect(await on.notes.currentText()).toBe('Newer words');
    await on.notes.choose('Sort by', 'made');
    await on.notes.choose('Sort by', 'changed');
    await on.notes.shows(['# Alpha', 'Newer words', 'Newest', 'Older']);
  });

  it('deletes a note and moves the focus to the next, and Undo restores it', async () => {
    for (const text of ['Last', 'Middle', 'First']) await on.write(pageOf('Alpha'), text);
    await on.open();
    await on.notes.page.evaluate(() => document.querySelectorAll<HTMLElement>('.row')[1]?.focus());
    await on.notes.page.keyboard.press('Delete');
    await on.notes.shows(['# Alpha', 'First', 'Last']);
    await until('the keyboard to go on', async () => (await on.notes.currentText()) === 'Last');
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
    const all = await on.notes.lines();
    await on.notes.page.evaluate(() =>
      document.querySelectorAll<HTMLElement>('.row [type=checkbox]')[1]?.click(),
    );
    await on.notes.page.evaluate(() =>
      document
        .querySelectorAll('.row [type=checkbox]')[4]
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    );
    await until('four to be chosen', () =>
      on.notes.page.evaluate(() => document.querySelector('.chosen')?.textContent?.startsWith('Selected: 4')),
    );
    await on.notes.press('Delete', '.chosen');
    const left = ['# Alpha', 'Note 1', 'Note 6', 'Note 7', 'Note 8', 'Note 9'];
    await on.notes.shows(left);
    expect(await on.notes.page.evaluate(() => document.querySelector('.done')?.textContent)).toContain(
      'Notes deleted: 4.',
    );
    await on.notes.press('Undo');
    await on.notes.shows(all);

    // Everything that a search found, by keyboard.
    await on.notes.search('note');
    await until('the search to answer', () =>
      on.notes.page.evaluate(() => document.querySelector('.count')?.textContent === 'Found: 9'),
    );
    await on.notes.page.evaluate(() => document.querySelector<HTMLElement>('.row')?.focus());
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
    await on.notes.page.evaluate(() => document.querySelector<HTMLElement>('.deleted input')?.click());
    await until('both notes', async () => (await on.notes.lines()).length === 3);
  });
});
