import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteHandlers } from '../../../src/background/notes';
import { PendingWrites } from '../../../src/background/pending';
import { NotedPages } from '../../../src/notes/noted';
import type { Note } from '../../../src/notes/schema';
import { Notes } from '../../../src/notes/store';
import type { WriteRequest } from '../../../src/protocol/messages';
import { layDown, type Shelf } from '../../../src/protocol/pending';
import {
  allSaved,
  EditedNote,
  editedNote,
  isUnsaved,
  unsavedDrafts,
} from '../../../src/ui/notes/edited-note';
import { emptyDatabase, onPassage, onTerm } from '../../notes/database';

const target = { kind: 'term', term: 'igf' } as const;
const draft = () => ({ draft: { id: crypto.randomUUID(), target } });

/** Answers an editor: the real store, behind a door that a test can close or give a fault. */
class Background {
  readonly #database = emptyDatabase();
  readonly notes = new Notes(this.#database);
  readonly asked: WriteRequest[] = [];
  /** `lost`: the write is stored, but the answer is lost. `deaf`: the request is lost. */
  fault: 'none' | 'refused' | 'lost' | 'deaf' = 'none';
  /** Whether the closed door is behind the store: writes are stored, and the answers wait. */
  answersLate = false;
  #door = Promise.resolve();
  open: () => void = () => undefined;
  /** Session storage, which survives a stop of the background. */
  readonly #kept = new Map<string, unknown>();
  readonly #shelf: Shelf = {
    get: async () => Object.fromEntries(this.#kept),
    set: async (items) => {
      for (const [key, value] of Object.entries(structuredClone(items))) this.#kept.set(key, value);
    },
    remove: async (keys) => {
      for (const key of keys) this.#kept.delete(key);
    },
  };
  #handlers = this.#start();

  get laid(): number {
    return this.#kept.size;
  }

  #start() {
    return noteHandlers(
      this.#database,
      new NotedPages(this.#database),
      async () => true,
      () => undefined,
    );
  }

  /** A new background, without memory of the old one. */
  restart(): void {
    this.#handlers = this.#start();
  }

  /** What a background does after it starts, or when it is told of a laid-down write. */
  takeUp(): Promise<void> {
    const handlers = this.#handlers;
    return new PendingWrites(
      this.#shelf,
      (request) => handlers.write(request, {}),
      (error) => {
        throw error;
      },
    ).takeUp();
  }

  close(): void {
    this.open();
    this.#door = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  write(request: WriteRequest): Promise<Note> {
    return this.post(request);
  }

  async post(request: WriteRequest): Promise<Note> {
    this.asked.push(structuredClone(request));
    void layDown(this.#shelf, request);
    const handlers = this.#handlers;
    if (!this.answersLate) await this.#door;
    if (this.fault === 'refused') throw new Error('no disk');
    if (this.fault === 'deaf' || handlers !== this.#handlers) throw new Error('gone');
    const note = await handlers.write(structuredClone(request), {});
    if (this.answersLate) await this.#door;
    if (this.fault === 'lost' || handlers !== this.#handlers) throw new Error('gone');
    return note;
  }

  remove(id: string): Promise<Note> {
    return this.notes.remove(id);
  }

  async get(id: string): Promise<Note> {
    const note = await this.notes.get(id);
    if (!note) throw new Error('There is no such note.');
    return note;
  }
}

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

/** Replaces some letters somewhere in a text. */
const typing = fc.record({ at: fc.nat(30), drop: fc.nat(4), put: fc.string({ maxLength: 4 }) });

function type(edited: EditedNote, { at, drop, put }: { at: number; drop: number; put: string }): void {
  const { text } = edited.content;
  edited.change({ text: text.slice(0, at) + put + text.slice(at + drop) });
}

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
          background.fault = 'deaf';
          background.restart();
          await background.takeUp();
          if (edited.saving.is !== 'untouched') expect((await background.get(edited.id)).text).toBe(text);
          expect(background.laid).toBe(0);
          background.open();
          background.fault = 'none';
          await edited.settled();
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

describe('A change by others', () => {
  const twice = async (text: string) => {
    const note = await background.notes.create({ ...onTerm(), text });
    return [new EditedNote({ note }, background), new EditedNote({ note }, background)] as const;
  };

  /** All faults are gone, and each editor has been told of the other's writes. */
  const agree = async (both: readonly EditedNote[]) => {
    background.open();
    background.fault = 'none';
    for (let round = 0; round < 3; round++) {
      for (const edited of both) {
        await edited.settled();
        edited.tryAgain();
        await edited.settled();
        edited.heard(await background.get(edited.id));
        await edited.settled();
      }
    }
  };

  it('is merged in when the editor is told of it', async () => {
    const [a, b] = await twice('One two three');
    a.change({ text: 'Uno two three', tags: ['a'] });
    await a.settled();
    b.heard(await background.get(b.id));
    expect(b.content).toMatchObject({ text: 'Uno two three', tags: ['a'] });
    expect(background.asked).toHaveLength(1);
  });

  it('is merged in with the answer to a write', async () => {
    const [a, b] = await twice('One two three');
    a.change({ text: 'Uno two three' });
    await a.settled();
    b.change({ text: 'One two tres' });
    await b.settled();
    expect(b.content.text).toBe('Uno two tres');
    expect((await background.get(b.id)).text).toBe('Uno two tres');
  });

  it('that is told while a write is under way is merged in later', async () => {
    const [a, b] = await twice('One two three');
    background.answersLate = true;
    background.close();
    b.change({ text: 'One two tres' });
    const { revision } = await background.get(b.id);
    await background.notes.write(a.id, { text: 'Uno two tres' });
    b.heard(await background.get(a.id));
    expect((await background.get(a.id)).revision).toBeGreaterThan(revision);
    expect(b.content.text).toBe('One two tres');
    background.open();
    await b.settled();
    expect(b.content.text).toBe('Uno two tres');
  });

  it('waits while an input method composes a word', async () => {
    const [a, b] = await twice('One two three');
    b.hold(true);
    b.change({ text: 'One two three m' });
    a.change({ text: 'Uno two three' });
    await a.settled();
    b.heard(await background.get(b.id));
    await b.settled();
    expect(b.content.text).toBe('One two three m');
    b.change({ text: 'One two three më' });
    await b.settled();
    expect((await background.get(b.id)).text).toBe('Uno two three më');
    b.hold(false);
    expect(b.content.text).toBe('Uno two three më');
  });

  it('in another place of the text gives exactly the letters of both, in any order of events', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ do: fc.constant('type' as const), who: fc.nat(1) }) },
      fc.record({
        do: fc.constantFrom('hear' as const, 'flush' as const, 'take up' as const),
        who: fc.nat(1),
      }),
      fc.record({
        do: fc.constantFrom('close', 'open', 'late', 'lost', 'refused', 'deaf', 'restart', 'settle'),
        who: fc.nat(1),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        background = new Background();
        const both = await twice('It was the first. And the last.');
        const typed = ['', ''] as [string, string];
        const [front, back] = ['In Kazan, we say: ', ' They agreed; then they left.'];
        for (const { do: what, who } of steps) {
          const edited = both[who as 0 | 1];
          const { text } = edited.content;
          if (what === 'type' && who === 0) {
            const at = typed[0].length;
            const next = front[at] ?? '!';
            typed[0] += next;
            edited.change({ text: text.slice(0, at) + next + text.slice(at) });
          } else if (what === 'type') {
            const next = back[typed[1].length] ?? '!';
            typed[1] += next;
            edited.change({ text: text + next });
          } else if (what === 'hear') edited.heard(await background.get(edited.id));
          else if (what === 'flush') edited.flush();
          else if (what === 'take up') await background.takeUp();
          else if (what === 'restart') background.restart();
          else if (what === 'close') background.close();
          else if (what === 'late') background.answersLate = !background.answersLate;
          else if (what === 'open' || what === 'settle') {
            background.open();
            background.fault = 'none';
            if (what === 'settle') await edited.settled();
          } else background.fault = what as 'lost';
        }
        await agree(both);
        const all = `${typed[0]}It was the first. And the last.${typed[1]}`;
        expect((await background.get(both[0].id)).text).toBe(all);
        for (const edited of both) expect(edited.content.text).toBe(all);
      }),
      { numRuns: 150 },
    );
  });

  it('loses no word, in any order of events', async () => {
    const who = fc.nat(1);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('type' as const), who, front: fc.boolean() }) },
      fc.record({ do: fc.constantFrom('hear' as const, 'settle' as const, 'flush' as const), who }),
      fc.record({
        do: fc.constantFrom('close' as const, 'open' as const, 'lost' as const, 'refused' as const),
        who,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        background = new Background();
        const both = await twice('middle');
        const typed: string[] = [];
        for (const [i, { do: what, who, ...how }] of steps.entries()) {
          const edited = both[who as 0 | 1];
          if (what === 'type') {
            const word = `w${i}w`;
            typed.push(word);
            const { text } = edited.content;
            edited.change({ text: 'front' in how && how.front ? `${word} ${text}` : `${text} ${word}` });
          } else if (what === 'hear') edited.heard(await background.get(edited.id));
          else if (what === 'flush') edited.flush();
          else if (what === 'close') background.close();
          else {
            background.fault = what === 'lost' || what === 'refused' ? what : 'none';
            background.open();
            if (what === 'settle') await edited.settled();
          }
        }
        await agree(both);
        const { text } = await background.get(both[0].id);
        for (const word of ['middle', ...typed]) expect(text).toContain(word);
        for (const edited of both) expect(edited.content.text).toBe(text);
      }),
      { numRuns: 150 },
    );
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
