import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../../src/notes/database';
import { moved } from '../../../src/notes/merge-text';
import type { Note } from '../../../src/notes/schema';
import { Notes } from '../../../src/notes/store';
import type { WriteRequest } from '../../../src/protocol/messages';
import { EditedNote } from '../../../src/ui/notes/edited-note';
import { emptyDatabase, onTerm } from '../../notes/database';

let db: NotesDatabase;
beforeEach(() => {
  db = emptyDatabase();
});
afterEach(() => db.close());

/** An editor with the caret of its typist. */
class Typist {
  readonly edited: EditedNote;
  #caret: number;
  #text: string;

  constructor(note: Note, post: (request: WriteRequest) => Promise<Note>) {
    this.edited = new EditedNote({ note }, { write: post, post, remove: async () => null });
    this.#caret = note.text.length;
    this.#text = note.text;
    this.edited.onChange = () => {
      this.#caret = moved(this.#caret, this.#text, this.edited.content.text);
      this.#text = this.edited.content.text;
    };
  }

  type(letter: string): void {
    const typed = this.#text.slice(0, this.#caret) + letter + this.#text.slice(this.#caret);
    this.#caret++;
    this.#text = typed;
    this.edited.change({ text: typed });
  }
}

/** Types two sentences at the end of one note, a letter each in turn. Messages arrive after every `lag` letters. */
async function typeTogether(start: string, sentences: [string, string], lag: number) {
  const notes = new Notes(db);
  const note = await notes.create({ ...onTerm(), text: start });
  const underWay: (() => Promise<void>)[] = [];
  const typists: Typist[] = [];
  const post =
    (from: number) =>
    ({ id, changes, by }: WriteRequest) =>
      new Promise<Note>((answer) => {
        underWay.push(async () => {
          const { note } = await notes.write(id, changes, by ? { by } : {});
          answer(note);
          underWay.push(async () => typists[1 - from]?.edited.heard(note));
        });
      });
  typists.push(new Typist(note, post(0)), new Typist(note, post(1)));
  const deliver = async () => {
    for (let next = underWay.shift(); next; next = underWay.shift()) {
      await next();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  for (let at = 0; at < Math.max(...sentences.map(({ length }) => length)); at++) {
    for (const [i, sentence] of sentences.entries())
      if (at < sentence.length) typists[i]?.type(sentence[at] as string);
    if (at % lag === lag - 1) await deliver();
  }
  await deliver();
  const [one, other] = typists.map(({ edited }) => edited) as [EditedNote, EditedNote];
  expect(other.content.text).toBe(one.content.text);
  return { text: one.content.text, isShared: one.isShared && other.isShared };
}

const SENTENCES: [string, string] = ['first words of one typist are these', 'others come from somebody else'];
const TYPED = SENTENCES.join('').length;

describe('Two people who type at one place', () => {
  it.each(['', 'The meeting was '])('get both sentences, one after the other, after %j', async (start) => {
    const { text } = await typeTogether(start, SENTENCES, 1);
    expect(text).toBe(`${start}${SENTENCES[0]}\n\n${SENTENCES[1]}`);
  });

  it.each([1, 2, 4, 8])(
    'get a text that grows with what they type, with a lag of %i letters',
    async (lag) => {
      const { text } = await typeTogether('The meeting ended well', SENTENCES, lag);
      expect(text.length).toBeLessThan(22 + 3 * TYPED);
    },
  );

  it('are told that the note was changed in another window too', async () => {
    expect((await typeTogether('', SENTENCES, 2)).isShared).toBe(true);
  });
});
