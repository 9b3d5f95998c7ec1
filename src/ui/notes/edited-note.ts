/**
 * The state of a note in an editor, and the protocol by which it is saved while the user types
 * (docs/decisions/0014-each-change-is-sent-at-once.md).
 *
 * - Each input is sent at once. It must not wait for an earlier answer: Chromium delivers nothing that a
 *   frame sends while its tab closes.
 * - Each write has a number and carries the whole content, so losing an earlier write does not affect it.
 * - After a write has failed, the newest content is sent alone and retried until it is answered.
 * - Changes by others are merged in with the three-way merge that the store uses (`notes/merge-text.ts`).
 *
 * The keeper also lays each write down in session storage (`protocol/pending.ts`), because the background may
 * be asleep. An edited note uses no DOM, and it outlives its editor until everything is saved.
 */

import type { Editable } from '../../notes/editable';
import { editableOf, isBlank, isSame, lengthOf } from '../../notes/editable';
import { mergeEditable } from '../../notes/merge-text';
import type { Colour, Note, Target } from '../../notes/schema';
import { after } from '../../protocol/ask';
import type { WriteRequest } from '../../protocol/messages';

/** A note that is not stored yet. */
export interface NoteDraft {
  /** A UUID, chosen by the component that offers the draft. */
  id: string;
  target: Target;
  /** Colour of a passage's highlight; yellow if absent. */
  colour?: Colour;
}

/** What an editor opens: an existing note, or a draft. */
export type Start = { note: Note } | { draft: NoteDraft };

/** Whether the content is saved. `problem` is the error message of the background or the browser. */
export type Saving = { is: 'untouched' | 'saving' | 'saved' } | { is: 'failed'; problem: string };

/** The requests that an edited note makes to the background. */
export interface NoteKeeper {
  /** Sends a write, and retries if the background was stopped before it answered. */
  write(request: WriteRequest): Promise<Note>;
  /** Sends a write once. */
  post(request: WriteRequest): Promise<Note>;
  /** Deletes a note softly. */
  remove(id: string): Promise<unknown>;
}

/** A write of this editor: its number, from 1, and the whole content. */
interface Sent {
  number: number;
  content: Editable;
}

/** Delay before a failed write is retried, ms. */
const PAUSE = 50;
/** Most writes under way at once: as many letters as may be typed while the background starts. */
const MOST_WRITES = 16;

/**
 * Edited notes of this page that are not fully saved, by note id. An editor that opens such a note again
 * continues with the same object.
 */
const unsaved = new Map<string, EditedNote>();

export class EditedNote {
  readonly id: string;
  readonly target: Target;
  readonly #keeper: NoteKeeper;
  /** Called after each change of `content` or `saving`; set by the editor while it is mounted. */
  onChange: () => void = () => undefined;
  #content: Editable;
  /**
   * The base of the next write: the note as it was last taken in, and the number of the last write that was
   * stored by then.
   */
  #base: Sent;
  /** The last write that is known to be stored, alone or merged with changes of others. */
  #stored: Sent;
  /** The last write that was sent. If it differs from `#stored`, it is not known whether it arrived. */
  #sent: Sent;
  /** The newest version that the background sent; `undefined` until a draft is stored. */
  #latest: Note | undefined;
  readonly #editor = crypto.randomUUID();
  /** Number of writes under way. */
  #writes = 0;
  /** True once a retry was sent alone: no other write starts until one is answered. */
  #isRetrying = false;
  #saving: Saving = { is: 'untouched' };
  /** True while an input method composes a word: nothing is merged in. */
  #held = false;
  /** True once the editor has closed, until the next change. */
  #closed = false;
  /** The longest content so far: an undo restores it if the note was emptied and deleted. */
  #fullest: Editable;
  /** Whether others changed the text while it was edited here: the merged text may have words twice. */
  isShared = false;
  #settled: (() => void)[] = [];

  constructor(start: Start, keeper: NoteKeeper) {
    this.#keeper = keeper;
    const { id, target } = 'note' in start ? start.note : start.draft;
    this.id = id;
    this.target = target;
    this.#latest = 'note' in start ? start.note : undefined;
    this.#content =
      'note' in start
        ? editableOf(start.note)
        : { text: '', tags: [], colour: start.draft.colour ?? 'yellow' };
    this.#base = this.#stored = this.#sent = { number: 0, content: this.#content };
    this.#fullest = this.#content;
  }

  get content(): Editable {
    return this.#content;
  }

  get saving(): Saving {
    return this.#saving;
  }

  /** Whether there is nothing to keep. A highlight without text is kept. */
  get isEmpty(): boolean {
    return this.target.kind !== 'passage' && isBlank(this.#content);
  }

  /** Applies a change by the user, and sends it. */
  change(change: Partial<Editable>): void {
    this.#content = { ...this.#content, ...change };
    if (lengthOf(this.#content) > lengthOf(this.#fullest)) this.#fullest = this.#content;
    this.#closed = false;
    this.#next();
    this.onChange();
  }

  /** Takes in a newer version of the note, as the component that lists it passes it on. */
  heard(note: Note): void {
    if (this.#latest && note.revision <= this.#latest.revision) return;
    this.#latest = note;
    this.#mergeOthers();
    this.onChange();
  }

  /**
   * Suspends merging while an input method composes a word: changing the text would break the composition.
   */
  hold(held: boolean): void {
    this.#held = held;
    if (held) return;
    this.#mergeOthers();
    this.onChange();
  }

  /** Sends unsaved content again, at the user's request. */
  tryAgain(): void {
    this.#next();
    this.onChange();
  }

  /** Sends unsent content at once, even if other writes are under way: the page is being closed. */
  flush(): void {
    if (this.#isDirty()) void this.#write(false);
  }

  /**
   * To be called when the editor closes. An empty note is deleted; restoring it brings back its longest
   * content.
   */
  async close(): Promise<void> {
    this.#closed = true;
    if (!(await this.settled()) || !this.#closed || !this.isEmpty || !this.#latest || this.#latest.deleted)
      return;
    try {
      await this.#keeper.remove(this.id);
      const { text, tags } = this.#fullest;
      await this.#keeper.write({ id: this.id, changes: { text, tags } });
    } catch {
      // The empty note stays; nothing is lost.
    }
  }

  /** Resolves when no write is under way: true if everything is saved, false if saving failed. */
  async settled(): Promise<boolean> {
    while (this.#writes > 0) await new Promise<void>((resolve) => this.#settled.push(resolve));
    return this.#saving.is !== 'failed';
  }

  /** Whether there is something to send: unsent content, or a write that is neither stored nor under way. */
  #isDirty(): boolean {
    if (this.#sent.number === 0 && this.#latest === undefined && this.isEmpty) return false;
    if (this.#isUncertain() && this.#writes === 0) return true;
    return !isSame(this.#content, this.#sent.content);
  }

  /** Whether a write was sent that is not known to be stored. */
  #isUncertain(): boolean {
    return this.#stored.number < this.#sent.number;
  }

  /** Starts the next write, if there is something to send and no need to wait. */
  #next(): void {
    if (this.#writes >= (this.#isRetrying ? 1 : MOST_WRITES)) return;
    // A retry is sent alone. Otherwise each input is sent at once, because the page may be closed.
    if (this.#isDirty()) void this.#write(this.#writes === 0 && this.#isUncertain());
    else if (this.#writes === 0) {
      unsaved.delete(this.id);
      if (this.#saving.is !== 'untouched') this.#saving = { is: 'saved' };
    }
  }

  /**
   * Sends the content. `alone`: no other write is under way, and this one is retried until it is answered.
   */
  async #write(alone: boolean): Promise<void> {
    const sent = { number: this.#sent.number + 1, content: this.#content };
    const { number: since, content: seen } = this.#base;
    const request: WriteRequest = {
      id: this.id,
      target: this.target,
      changes: sent.content,
      by: { editor: this.#editor, number: sent.number, seen, since },
    };
    unsaved.set(this.id, this);
    this.#saving = { is: 'saving' };
    if (alone) this.#isRetrying = true;
    this.#sent = sent;
    this.#writes++;
    const answer = alone ? this.#keeper.write(request) : this.#keeper.post(request);
    await answer.then(
      (note) => this.#writeStored(sent, note),
      async (error) => {
        // The delay applies only to the retry. The user's next input is sent at once: it may reach a
        // background that has started, and the page may be closed at any moment.
        if (!alone) await after(PAUSE);
        this.#writeFailed(alone, error);
      },
    );
    for (const resolve of this.#settled.splice(0)) resolve();
    this.onChange();
  }

  #writeStored(sent: Sent, note: Note): void {
    this.#writes--;
    if (sent.number > this.#stored.number) this.#stored = sent;
    if (!this.#latest || note.revision > this.#latest.revision) this.#latest = note;
    if (this.#writes === 0) this.#isRetrying = false;
    this.#mergeOthers();
  }

  #writeFailed(alone: boolean, error: unknown): void {
    this.#writes--;
    if (alone) this.#saving = { is: 'failed', problem: error instanceof Error ? error.message : `${error}` };
    else this.#next();
  }

  /**
   * Merges changes by others into the content, once it is known which of our writes are stored, and continues
   * saving.
   */
  #mergeOthers(): void {
    if (!this.#isUncertain() && this.#latest && !this.#held) {
      const theirs = editableOf(this.#latest);
      if (this.#sent.number > 0 && theirs.text !== this.#stored.content.text) this.isShared = true;
      this.#content = mergeEditable(this.#stored.content, theirs, this.#content);
      this.#base = this.#stored = this.#sent = { number: this.#sent.number, content: theirs };
    }
    if (this.#saving.is !== 'failed') this.#next();
  }
}

/**
 * The edited note for `start`: the existing object if this page has unsaved content of that note, otherwise a
 * new one.
 */
export function editedNote(start: Start, keeper: NoteKeeper): EditedNote {
  const { id } = 'note' in start ? start.note : start.draft;
  return unsaved.get(id) ?? new EditedNote(start, keeper);
}

/** Whether this page has unsaved content of that note. */
export function isUnsaved(id: string): boolean {
  return unsaved.has(id);
}

/** Drafts on that target that could not be saved before their editor closed. */
export function unsavedDrafts(target: Target): NoteDraft[] {
  const wanted = JSON.stringify(target);
  return [...unsaved.values()].filter((each) => JSON.stringify(each.target) === wanted);
}

/** Whether everything in this page of the extension is saved. */
export function isAllSaved(): boolean {
  return unsaved.size === 0;
}

/** Resolves when no write is under way: whether everything in this page of the extension is saved. */
export async function allSaved(): Promise<boolean> {
  return (await Promise.all([...unsaved.values()].map((note) => note.settled()))).every(Boolean);
}
