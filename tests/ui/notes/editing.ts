/** An editor's background for tests: the real store, behind a door that a test can close or give a fault. */
import fc from 'fast-check';
import { noteHandlers } from '../../../src/background/notes';
import { PendingWrites } from '../../../src/background/pending';
import { TermIds } from '../../../src/background/term-ids';
import { NotedPages } from '../../../src/notes/noted';
import type { Note } from '../../../src/notes/schema';
import { Notes } from '../../../src/notes/store';
import type { WriteRequest } from '../../../src/protocol/messages';
import { layDown, type Shelf } from '../../../src/protocol/pending';
import type { EditedNote } from '../../../src/ui/notes/edited-note';
import { emptyDatabase } from '../../notes/database';

export const target = { kind: 'term', term: 'igf' } as const;
export const draft = () => ({ draft: { id: crypto.randomUUID(), target } });

/** Answers an editor: the real store, behind a door that a test can close or give a fault. */
export class Background {
  readonly #database = emptyDatabase();
  readonly notes = new Notes(this.#database);
  readonly asked: WriteRequest[] = [];
  /** `lost`: the write is stored, but the answer is lost. `deaf`: the request is lost. */
  fault: 'none' | 'refused' | 'lost' | 'deaf' = 'none';
  /** Whether the closed door is behind the store: writes are stored, and the answers wait. */
  answersLate = false;
  /** Whether the editor's tab is closed: what the editor would still send, such as a retry, is neither stored nor heard. */
  isTabClosed = false;
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
      new TermIds(async () => undefined),
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
    if (this.isTabClosed) throw new Error('gone');
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

/** Replaces some letters somewhere in a text. */
export const typing = fc.record({ at: fc.nat(30), drop: fc.nat(4), put: fc.string({ maxLength: 4 }) });

export function type(edited: EditedNote, { at, drop, put }: { at: number; drop: number; put: string }): void {
  const { text } = edited.content;
  edited.change({ text: text.slice(0, at) + put + text.slice(at + drop) });
}
