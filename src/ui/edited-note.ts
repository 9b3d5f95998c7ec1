/**
 * A note in an editor, saved as one types: each change is sent at once, because what waits for an answer would be lost with the tab
 * (Chromium delivers nothing that a frame sends as its tab closes). Its keeper lays each down as well (`notes/pending.ts`), for the
 * background may be asleep. A write says what was sent before it, so that it is none the worse
 * where one of those did not come; and once one did not, the newest state is sent by itself until it is answered. What others change
 * meanwhile is merged in as the store does it. An edited note knows no element, and outlives its editor until all is saved.
 */
import type { Colour, Note, Target } from '../notes/schema';
import { after } from '../platform/ask';
import type { WriteRequest } from '../platform/messages';
import { changesOf, isBlank, isSame, lengthOf, merged, saidOf, type Written, writtenOf } from './written';

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
  #content: Written;
  /** The last state that is known to be stored, alone or merged with what others wrote. */
  #seen: Written;
  /** The states that were sent since, in order; whether they came is not known. */
  #sent: Written[] = [];
  /** The newest the background has told; `undefined` until a draft is written. */
  #latest: Note | undefined;
  /** Its writes are numbered. */
  readonly #editor = crypto.randomUUID();
  #number = 0;
  /** Writes under way. */
  #writes = 0;
  /** What did not come through is sent by itself: until that is answered, no other is sent. */
  #faltered = false;
  #saving: Saving = { is: 'untouched' };
  #held = false;
  #closed = false;
  /** The longest it has been: what an undo brings back of a note that was emptied. */
  #fullest: Written;
  #settled: (() => void)[] = [];

  constructor(start: Start, keeper: NoteKeeper) {
    this.#keeper = keeper;
    const { id, target } = 'note' in start ? start.note : start.draft;
    this.id = id;
    this.target = target;
    this.#latest = 'note' in start ? start.note : undefined;
    this.#content =
      'note' in start
        ? writtenOf(start.note)
        : { text: '', tags: [], colour: start.draft.colour ?? 'yellow' };
    this.#seen = this.#content;
    this.#fullest = this.#content;
  }

  get content(): Written {
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
  change(change: Partial<Written>): void {
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
    const last = this.#sent.at(-1);
    if (last === undefined && this.#latest === undefined && this.isEmpty) return false;
    if (last !== undefined && this.#writes === 0) return true;
    return !isSame(this.#content, last ?? this.#seen);
  }

  /** Begin the next write, if there is something to write and it need not wait. */
  #next(): void {
    if (this.#writes >= (this.#faltered ? 1 : MOST_WRITES)) return;
    // What was sent and did not come goes by itself; until that is known, each letter goes at once, for the page may be closed.
    if (this.#isDirty()) void this.#write(this.#writes === 0 && this.#sent.length > 0);
    else if (this.#writes === 0) {
      unsaved.delete(this.id);
      if (this.#saving.is !== 'untouched') this.#saving = { is: 'saved' };
    }
  }

  /** `alone`: no other is under way, and it is asked until it is answered. */
  async #write(alone: boolean): Promise<void> {
    const content = this.#content;
    const request: WriteRequest = {
      id: this.id,
      target: this.target,
      changes: this.#latest ? changesOf([this.#seen, ...this.#sent], content) : content,
      seen: saidOf(this.#seen),
      sent: this.#sent.map(saidOf),
      by: { editor: this.#editor, number: ++this.#number },
    };
    unsaved.set(this.id, this);
    this.#saving = { is: 'saving' };
    if (alone) this.#faltered = true;
    this.#sent = [...this.#sent, content].slice(-MOST_WRITES);
    this.#writes++;
    const answer = alone ? this.#keeper.write(request) : this.#keeper.post(request);
    await answer.then(
      (note) => this.#wrote(content, note),
      async (error) => {
        // While one types on, each letter goes at once: a background that wakes may hear the next, and the page may be closed any moment.
        if (!alone) await after(PAUSE);
        this.#missed(alone, error);
      },
    );
    for (const resolve of this.#settled.splice(0)) resolve();
    this.onChange();
  }

  #wrote(content: Written, note: Note): void {
    this.#writes--;
    this.#seen = content;
    this.#sent = this.#sent.slice(this.#sent.lastIndexOf(content) + 1);
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
    if (this.#sent.length === 0 && this.#latest && !this.#held) {
      const theirs = writtenOf(this.#latest);
      this.#content = merged(this.#seen, theirs, this.#content);
      this.#seen = theirs;
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
