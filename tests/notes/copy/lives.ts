/** Databases that lose what they have, and backgrounds that end at any moment, for tests of the second copy. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect } from 'vitest';
import type { Area } from '../../../src/notes/copy/area';
import { SecondCopy } from '../../../src/notes/copy/copy';
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

  /** Starts a background. `most`: it is killed after so many steps of the copy. */
  start(most = Number.POSITIVE_INFINITY): Life & { dead: Promise<void> } {
    Dexie.dependencies.indexedDB = this.factory;
    Dexie.dependencies.IDBKeyRange = IDBKeyRange;
    const db = new NotesDatabase();
    let die = () => {};
    const dead = new Promise<void>((resolve) => {
      die = resolve;
    });
    const area = mortal(this.area, most, () => {
      db.close();
      die();
    });
    const life: Life & { dead: Promise<void> } = {
      db,
      notes: new Notes(db),
      problems: [],
      restored: 0,
      dead,
      copy: new SecondCopy({
        db,
        area,
        seal: checksummed,
        shelf: this.shelf,
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

/** An area whose user dies before or after its `most`-th call: odd numbers before it, even ones after. */
function mortal(area: FakeArea, most: number, die: () => void): Area {
  let steps = 0;
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    if (++steps > most) return forever(die);
    const answer = await call();
    if (++steps > most) return forever(die);
    return answer;
  };
  return {
    get: (keys) => step(() => area.get(keys)),
    set: (items) => step(() => area.set(items)),
    remove: (keys) => step(() => area.remove(keys)),
    getKeys: () => step(() => area.getKeys()),
  };
}

function forever(die: () => void): Promise<never> {
  die();
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
