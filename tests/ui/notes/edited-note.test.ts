import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteRequest } from '../../../src/protocol/messages';
import {
  allSaved,
  EditedNote,
  editedNote,
  isUnsaved,
  unsavedDrafts,
} from '../../../src/ui/notes/edited-note';
import { onPassage, onTerm } from '../../notes/database';
import { Background, draft, target, type, typing } from './editing';

let background: Background;
beforeEach(() => {
  background = new Background();
});
afterEach(async () => {
  background.fault = 'none';
  background.open();
});

describe('A new note', () => {
  it('is never stored while it is empty', async () => {
    const edited = new EditedNote(draft(), background);
    edited.change({ text: ' \n' });
    edited.flush();
    await edited.close();
    expect(background.asked).toEqual([]);
    expect(edited.saving.is).toBe('untouched');
  });

  it('is stored with its first letter, on its target', async () => {
    const edited = new EditedNote(draft(), background);
    edited.change({ text: 'a' });
    expect(edited.saving.is).toBe('saving');
    expect(await edited.settled()).toBe(true);
    expect(edited.saving.is).toBe('saved');
    expect(await background.get(edited.id)).toMatchObject({ text: 'a', target, revision: 1 });
  });

  it('on a passage is stored with a colour alone, and is kept without text', async () => {
    const { target } = onPassage();
    const edited = new EditedNote({ draft: { id: crypto.randomUUID(), target, colour: 'pink' } }, background);
    edited.change({ colour: 'blue' });
    await edited.close();
    expect(await background.get(edited.id)).toMatchObject({ text: '', colour: 'blue', deleted: false });
  });
});

describe('Saving', () => {
  it('sends each change at once, up to a limit, and then the newest content', async () => {
    const edited = new EditedNote(draft(), background);
    background.close();
    const texts = Array.from({ length: 100 }, (_, i) => 'a'.repeat(i + 1));
    for (const [i, text] of texts.entries()) {
      edited.change({ text });
      if (i < 10) expect(background.asked.at(-1)?.changes.text).toBe(text);
    }
    expect(background.asked.length).toBeLessThan(20);
    background.open();
    await edited.settled();
    expect(background.asked.at(-1)?.changes.text).toBe(texts.at(-1));
    expect(background.asked.length).toBeLessThan(22);
    expect((await background.get(edited.id)).text).toBe(texts.at(-1));
  });

  it('in one editor stores exactly what was typed, whichever messages are lost', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: typing },
      fc.constantFrom('none', 'refused', 'lost', 'close', 'open', 'settle', 'flush'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        async (steps, isNew, late) => {
          background = new Background();
          background.answersLate = late;
          const note = await background.notes.create({ ...onTerm(), text: 'begun before' });
          const edited = new EditedNote(isNew ? draft() : { note }, background);
          for (const each of steps) {
            if (typeof each === 'object') type(edited, each);
            else if (each === 'close') background.close();
            else if (each === 'open') background.open();
            else if (each === 'flush') edited.flush();
            else if (each === 'settle') {
              background.open();
              await edited.settled();
            } else background.fault = each as 'none';
          }
          const { text } = edited.content;
          background.open();
          await edited.settled();
          background.fault = 'none';
          edited.tryAgain();
          await edited.settled();
          expect(edited.content.text).toBe(text);
          if (edited.saving.is !== 'untouched') expect((await background.get(edited.id)).text).toBe(text);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stores exactly what was typed even if the tab is closed before the background received the last writes', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: typing },
      fc.constantFrom('none', 'lost', 'deaf', 'close', 'open', 'settle', 'restart', 'take up'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        async (steps, isNew, late) => {
          background = new Background();
          background.answersLate = late;
          const note = await background.notes.create({ ...onTerm(), text: 'begun before' });
          const edited = new EditedNote(isNew ? draft() : { note }, background);
          for (const each of steps) {
            if (typeof each === 'object') type(edited, each);
            else if (each === 'close') background.close();
            else if (each === 'open') background.open();
            else if (each === 'take up') await background.takeUp();
            else if (each === 'restart') {
              background.restart();
              void background.takeUp();
            } else if (each === 'settle') {
              background.fault = 'none';
              background.open();
              await edited.settled();
            } else background.fault = each as 'none';
          }
          edited.flush(); // With sixteen under way, further writes wait and are not laid down.
          const { text } = edited.content;
          background.isTabClosed = true;
          background.fault = 'deaf';
          background.restart();
          await background.takeUp();
          if (edited.saving.is !== 'untouched') expect((await background.get(edited.id)).text).toBe(text);
          expect(background.laid).toBe(0);
          background.isTabClosed = false;
          background.open();
          background.fault = 'none';
          // A retry that came while the tab was closed has failed. Unsaved content would last into other tests.
          edited.tryAgain();
          expect(await edited.settled()).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is not undone by a write that arrives late', async () => {
    const edited = new EditedNote(draft(), background);
    edited.change({ text: 'one' });
    edited.change({ text: 'two' });
    await edited.settled();
    const [first, second] = background.asked as [WriteRequest, WriteRequest];
    await background.post(second);
    expect((await background.post(first)).text).toBe('two');
    expect((await background.get(edited.id)).revision).toBe(2);
  });

  it('does not count a refused write as stored', async () => {
    const note = await background.notes.create(onTerm());
    const by = { editor: crypto.randomUUID(), number: 1, seen: note, since: 0 };
    const request: WriteRequest = { id: note.id, changes: { text: 'x'.repeat(10_000_000) }, by };
    await expect(background.post(request)).rejects.toThrow();
    await expect(background.post(request)).rejects.toThrow();
    expect((await background.post({ ...request, changes: { text: 'short' } })).text).toBe('short');
  });

  it('changes only the fields that the user changed', async () => {
    const note = await background.notes.create({ ...onTerm(), text: 'Begun', tags: ['a'] });
    const edited = new EditedNote({ note }, background);
    await background.notes.update(note.id, { text: 'Anew', colour: 'blue' });
    edited.change({ tags: ['a', 'b'] });
    await edited.settled();
    expect(await background.get(note.id)).toMatchObject({ text: 'Anew', colour: 'blue', tags: ['a', 'b'] });
  });

  it('sends unsent content when the page is closed, and stores nothing twice', async () => {
    for (const start of [draft(), { note: await background.notes.create({ ...onTerm(), text: '' }) }]) {
      const edited = new EditedNote(start, background);
      background.close();
      const asked = background.asked.length;
      edited.change({ text: 'one' });
      for (let i = 0; i < 30; i++) edited.change({ text: `one ${i}` });
      edited.change({ text: 'one two' });
      expect(background.asked.length).toBeLessThan(asked + 20);
      edited.flush();
      expect(background.asked.at(-1)?.changes.text).toBe('one two');
      background.open();
      await edited.settled();
      expect((await background.get(edited.id)).text).toBe('one two');
      expect(edited.content.text).toBe('one two');
    }
  });

  it('keeps the text after a failure, says why, and can be retried', async () => {
    const edited = new EditedNote(draft(), background);
    background.fault = 'refused';
    edited.change({ text: 'kept' });
    expect(await edited.settled()).toBe(false);
    expect(edited.saving).toEqual({ is: 'failed', problem: 'no disk' });
    expect(edited.content.text).toBe('kept');
    background.fault = 'none';
    edited.tryAgain();
    expect(await edited.settled()).toBe(true);
    expect((await background.get(edited.id)).text).toBe('kept');
  });

  it('keeps unsaved content for the next editor of that note, and for lists of its target', async () => {
    const edited = new EditedNote(draft(), background);
    background.fault = 'refused';
    edited.change({ text: 'kept' });
    await edited.close();
    expect(isUnsaved(edited.id)).toBe(true);
    expect(unsavedDrafts(target).map(({ id }) => id)).toContain(edited.id);
    expect(editedNote({ draft: edited }, background)).toBe(edited);
    expect(await allSaved()).toBe(false);
    background.fault = 'none';
    edited.tryAgain();
    expect(await allSaved()).toBe(true);
    expect(isUnsaved(edited.id)).toBe(false);
  });
});

describe('A note that was emptied', () => {
  it('is deleted when its editor closes, and is restored with its longest content', async () => {
    const note = await background.notes.create({ ...onTerm(), text: 'all of it', tags: ['a'] });
    const edited = new EditedNote({ note }, background);
    for (const text of ['all of', 'all', '']) edited.change({ text });
    edited.change({ tags: [] });
    expect((await background.get(note.id)).deleted).toBe(false);
    await edited.close();
    expect((await background.get(note.id)).deleted).toBe(true);
    expect(await background.notes.restore(note.id)).toMatchObject({ text: 'all of it', tags: ['a'] });
  });

  it('is kept if something is written in it again', async () => {
    const note = await background.notes.create(onTerm());
    const edited = new EditedNote({ note }, background);
    edited.change({ text: '' });
    edited.change({ text: 'anew' });
    await edited.close();
    expect(await background.get(note.id)).toMatchObject({ text: 'anew', deleted: false });
  });

  it('on a passage is kept for its highlight', async () => {
    const note = await background.notes.create(onPassage());
    const edited = new EditedNote({ note }, background);
    edited.change({ text: '', tags: [] });
    await edited.close();
    expect((await background.get(note.id)).deleted).toBe(false);
  });
});
