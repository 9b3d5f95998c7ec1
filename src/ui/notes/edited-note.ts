/**
 * A note in an editor, saved as one types: each change is sent at once, because what waits for an answer would be lost with the tab
 * (Chromium delivers nothing that a frame sends as its tab closes). Its keeper lays each down as well (`notes/pending`), for the
 * background may be asleep. A write is numbered and says all that is in the editor, so that it is none the worse where one before it did
 * not come; and once one did not, the newest state is sent by itself until it is answered. What others change meanwhile is merged in as
 * the store does it. An edited note knows no element, and outlives its editor until all is saved.
 */

import type { Editable } from '../../notes/editable';
import { editableOf, isBlank, isSame, lengthOf } from '../../notes/editable';
import { mergeEditable } from '../../notes/merge-text';
import type { Colour, Note, Target } from '../../notes/schema';
import { after } from '../../protocol/ask';
import type { WriteRequest } from '../../protocol/messages';

/** A note that is not written yet. */
export interface NoteDraft {
  /** A UUID, made up by whoever offers to write. */
  id: string;
  target: Target;
  /** Of a passage's highlight; yellow where it is absent. */
  colour?: Colour;
}

export type Start = { note: Note } | { draft: NoteDraft };

/** How it stands with what is in the editor. `problem`: what the background or the browser said. */
export type Saving = { is: 'untouched' | 'saving' | 'saved' } | { is: 'failed'; problem: string };

/** What an edited note asks of the background. */
export interface NoteKeeper {
  /** Asks again when the background was stopped with the request in hand. */
  write(request: WriteRequest): Promise<Note>;
  /** Asks once. */
  post(request: WriteRequest): Promise<Note>;
  /** Deletes softly. */
  remove(id: string): Promise<unknown>;
}

/** One of an editor's writes: its number from 1, and all that was in the editor. */
interface Sent {
  number: number;
  content: Editable;
}

/** Wait before what did not come is sent again by itself, ms. */
const PAUSE = 50;
/** Writes under way at a time: more than one types while the background wakes. */
const MOST_WRITES = 16;

/** All that is not yet saved in this page of the extension, by id: an editor that comes again goes on with it. */
const unsaved = new Map<string, EditedNote>();

export class EditedNote {
  readonly id: string;
  readonly target: Target;
  readonly #keeper: NoteKeeper;
  /** Told of each change of `content` or `saving`; an editor sets it while it is there. */
  onChange: () => void = () => undefined;
  #content: Editable;
  /** What its writes are an edit of: the note as it was last taken in, and the last write that was stored by then. */
  #taken: Sent;
  /** The last that is known to be stored, alone or merged with what others wrote. */
  #stored: Sent;
  /** The last that was sent; whether it came is not known where it is not `stored`. */
  #sent: Sent;
  /** The newest the background has told; `undefined` until a draft is written. */
  #latest: Note | undefined;
  readonly #editor = crypto.randomUUID();
  /** Writes under way. */
  #writes = 0;
  /** What did not come through is sent by itself: until that is answered, no other is sent. */
  #faltered = false;
  #saving: Saving = { is: 'untouched' };
  #held = false;
  #closed = false;
  /** The longest it has been: what an undo brings back of a note that was emptied. */
  #fullest: Editable;
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
    this.#taken = this.#stored = this.#sent = { number: 0, content: this.#content };
    this.#fullest = this.#content;
  }

  get content(): Editable {
    return this.#content;
  }

  get saving(): Saving {
    return this.#saving;
  }

  /** Whether there is nothing to keep: a highlight is kept without a word. */
  get isEmpty(): boolean {
    return this.target.kind !== 'passage' && isBlank(this.#content);
  }

  /** The user's change. */
  change(change: Partial<Editable>): void {
    this.#content = { ...this.#content, ...change };
    if (lengthOf(this.#content) > lengthOf(this.#fullest)) this.#fullest = this.#content;
    this.#closed = false;
    this.#next();
    this.onChange();
  }

  /** The note as it is now, told by whoever lists it. */
  heard(note: Note): void {
    if (this.#latest && note.revision <= this.#latest.revision) return;
    this.#latest = note;
    this.#takeIn();
    this.onChange();
  }

  /** While a word is being composed (an input method), the text is not touched. */
  hold(held: boolean): void {
    this.#held = held;
    if (held) return;
    this.#takeIn();
    this.onChange();
  }

  /** Write once more what was not saved. */
  tryAgain(): void {
    this.#next();
    this.onChange();
  }

  /** Send what has not been sent, whatever else is under way: the page goes. */
  flush(): void {
    if (this.#isDirty()) void this.#write(false);
  }

  /** Its editor is closed: what is empty then is deleted, and would come back as it was at its fullest. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!(await this.settled()) || !this.#closed || !this.isEmpty || !this.#latest || this.#latest.deleted)
      return;
    try {
      await this.#keeper.remove(this.id);
      const { text, tags } = this.#fullest;
      await this.#keeper.write({ id: this.id, changes: { text, tags } });
    } catch {
      // It stays, empty: nothing is lost.
    }
  }

  /** Resolves when all is saved (true), or could not be (false). */
  async settled(): Promise<boolean> {
    while (this.#writes > 0) await new Promise<void>((resolve) => this.#settled.push(resolve));
    return this.#saving.is !== 'failed';
  }

  /** Whether there is something to send. What was sent and is not under way any more has to be sent again. */
  #isDirty(): boolean {
    if (this.#sent.number === 0 && this.#latest === undefined && this.isEmpty) return false;
    if (this.#mayLack() && this.#writes === 0) return true;
    return !isSame(this.#content, this.#sent.content);
  }

  /** Whether something was sent that is not known to be stored. */
  #mayLack(): boolean {
    return this.#stored.number < this.#sent.number;
  }

  /** Begin the next write, if there is something to write and it need not wait. */
  #next(): void {
    if (this.#writes >= (this.#faltered ? 1 : MOST_WRITES)) return;
    // What was sent and did not come goes by itself; until that is known, each letter goes at once, for the page may be closed.
    if (this.#isDirty()) void this.#write(this.#writes === 0 && this.#mayLack());
    else if (this.#writes === 0) {
      unsaved.delete(this.id);
      if (this.#saving.is !== 'untouched') this.#saving = { is: 'saved' };
    }
  }

  /** `alone`: no other is under way, and it is asked until it is answered. */
  async #write(alone: boolean): Promise<void> {
    const sent = { number: this.#sent.number + 1, content: this.#content };
    const { number: since, content: seen } = this.#taken;
    const request: WriteRequest = {
      id: this.id,
      target: this.target,
      changes: sent.content,
      by: { editor: this.#editor, number: sent.number, seen, since },
    };
    unsaved.set(this.id, this);
    this.#saving = { is: 'saving' };
    if (alone) this.#faltered = true;
    this.#sent = sent;
    this.#writes++;
    const answer = alone ? this.#keeper.write(request) : this.#keeper.post(request);
    await answer.then(
      (note) => this.#wrote(sent, note),
      async (error) => {
        // While one types on, each letter goes at once: a background that wakes may hear the next, and the page may be closed any moment.
        if (!alone) await after(PAUSE);
        this.#missed(alone, error);
      },
    );
    for (const resolve of this.#settled.splice(0)) resolve();
    this.onChange();
  }

  #wrote(sent: Sent, note: Note): void {
    this.#writes--;
    if (sent.number > this.#stored.number) this.#stored = sent;
    if (!this.#latest || note.revision > this.#latest.revision) this.#latest = note;
    if (this.#writes === 0) this.#faltered = false;
    this.#takeIn();
  }

  #missed(alone: boolean, error: unknown): void {
    this.#writes--;
    if (alone) this.#saving = { is: 'failed', problem: error instanceof Error ? error.message : `${error}` };
    else this.#next();
  }

  /** Merge what others have written into what is here, where it is known what of this is stored, and go on writing. */
  #takeIn(): void {
    if (!this.#mayLack() && this.#latest && !this.#held) {
      const theirs = editableOf(this.#latest);
      this.#content = mergeEditable(this.#stored.content, theirs, this.#content);
      this.#taken = this.#stored = this.#sent = { number: this.#sent.number, content: theirs };
    }
    if (this.#saving.is !== 'failed') this.#next();
  }
}

/** The note of that start as this page has it in hand, if something of it is not saved; else a new one. */
export function editedNote(start: Start, keeper: NoteKeeper): EditedNote {
  const { id } = 'note' in start ? start.note : start.draft;
  return unsaved.get(id) ?? new EditedNote(start, keeper);
}

/** Whether something of that note is not saved. */
export function isUnsaved(id: string): boolean {
  return unsaved.has(id);
}

/** New notes on that target that could not be saved when their editor was closed. */
export function unsavedDrafts(target: Target): NoteDraft[] {
  const wanted = JSON.stringify(target);
  return [...unsaved.values()].filter((each) => JSON.stringify(each.target) === wanted);
}

/** Whether everything in this page of the extension is saved. */
export function isAllSaved(): boolean {
  return unsaved.size === 0;
}

/** Resolves when nothing is under way any more: whether everything in this page of the extension is saved. */
export async function allSaved(): Promise<boolean> {
  return (await Promise.all([...unsaved.values()].map((note) => note.settled()))).every(Boolean);
}
