/** Databases that lose what they have, and backgrounds that end at any moment, for tests of the second copy. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { Area } from '../../../src/notes/copy/area';
import { SecondCopy } from '../../../src/notes/copy/copy';
import type { MemoryShelf } from '../../../src/notes/copy/recent';
import { checksummed } from '../../../src/notes/copy/seal';
import { Corrections } from '../../../src/notes/corrections';
import { NotesDatabase } from '../../../src/notes/database';
import { Recoveries } from '../../../src/notes/recoveries';
import type { Note } from '../../../src/notes/schema';
import { Notes } from '../../../src/notes/store';
import { onPage, onPassage, onTerm } from '../database';
import { FakeArea, FakeShelf } from './fake-area';

/** One life of the background. */
export interface Life {
  db: NotesDatabase;
  notes: Notes;
  copy: SecondCopy;
  problems: unknown[];
  restored: number;
}

export class Profile {
  factory = new IDBFactory();
  area = new FakeArea();
  shelf = new FakeShelf();
  #end = () => {};

  /**
   * Starts a background, and ends the one before: what that one had begun goes no further, as its timers would otherwise
   * write to what the next one owns. `most`: it is killed after so many steps of the copy.
   */
  start(most = Number.POSITIVE_INFINITY): Life & { dead: Promise<void> } {
    this.#end();
    Dexie.dependencies.indexedDB = this.factory;
    Dexie.dependencies.IDBKeyRange = IDBKeyRange;
    const db = new NotesDatabase();
    let die = () => {};
    const dead = new Promise<void>((resolve) => {
      die = resolve;
    });
    const left = { steps: most };
    this.#end = () => {
      left.steps = 0;
      db.close();
      die();
    };
    const step = stepsOf(left, this.#end);
    const life: Life & { dead: Promise<void> } = {
      db,
      notes: new Notes(db),
      problems: [],
      restored: 0,
      dead,
      copy: new SecondCopy({
        db,
        area: mortalArea(this.area, step),
        seal: checksummed,
        shelf: mortalShelf(this.shelf, left, this.#end),
        onRestored: () => void life.restored++,
        onProblem: (error) => life.problems.push(error),
      }),
    };
    return life;
  }

  loseDatabase(): void {
    this.factory = new IDBFactory();
  }

  loseCopy(): void {
    this.area = new FakeArea();
  }
}

/** Takes a call that is a step of a life: it is not made, or not answered, where the life ends before or after it. */
type Step = <T>(call: () => Promise<T>) => Promise<T>;

/** Each call counts twice: a life of odd many steps ends before a call, one of even many after it. */
function stepsOf(left: { steps: number }, end: () => void): Step {
  return async (call) => {
    if (left.steps-- <= 0) return never(end);
    const answer = await call();
    if (left.steps-- <= 0) return never(end);
    return answer;
  };
}

function mortalArea(area: FakeArea, step: Step): Area {
  return {
    get: (keys) => step(() => area.get(keys)),
    set: (items) => step(() => area.set(items)),
    remove: (keys) => step(() => area.remove(keys)),
    getKeys: () => step(() => area.getKeys()),
  };
}

/** A shelf counts no steps: it is used only once the area has refused. */
function mortalShelf(shelf: FakeShelf, left: { steps: number }, end: () => void): MemoryShelf {
  const alive = <T>(call: () => Promise<T>) => (left.steps > 0 ? call() : never(end));
  return {
    get: (key) => alive(() => shelf.get(key)),
    set: (items) => alive(() => shelf.set(items)),
    remove: (key) => alive(() => shelf.remove(key)),
  };
}

function never(end: () => void): Promise<never> {
  end();
  return new Promise(() => undefined);
}

/** What a test of the second copy works with: a profile, the life of its background, and notes in it. */
export class Lived {
  profile = new Profile();
  life!: Life;
  readonly #lives: Life[] = [];

  /** A new life of the background, with the comparison that follows its start. */
  async wake(): Promise<Life> {
    const life = this.start();
    await life.copy.check();
    return life;
  }

  /** A new life that has not compared anything yet. */
  start(): Life {
    this.life?.db.close();
    this.life = this.profile.start();
    this.#lives.push(this.life);
    return this.life;
  }

  rows() {
    return this.life.db.notes.toArray();
  }

  told() {
    return new Recoveries(this.life.db).list();
  }

  /** The keys of the entries of notes in the second copy. */
  entries(): string[] {
    return [...this.profile.area.items.keys()].filter((key) => key.startsWith('copy notes '));
  }

  /** Twenty-five notes of every kind, some changed, one deleted; and a correction. */
  async write25(): Promise<Note[]> {
    const { notes, db, copy } = this.life;
    for (let n = 0; n < 25; n++) await notes.create([onTerm(`t${n}`), onPassage(), onPage()][n % 3] as never);
    const [first, second] = (await notes.all()).notes as [Note, Note];
    await notes.remove(first.id);
    await notes.update(second.id, { text: 'Changed — تغییر \ud800 \0', tags: ['a'] });
    await new Corrections(db).add('igf', 'everywhere', '');
    expect(await copy.flush()).toBe(true);
    return (await this.rows()) as Note[];
  }

  close(): void {
    for (const each of this.#lives.splice(0)) each.db.close();
  }
}
