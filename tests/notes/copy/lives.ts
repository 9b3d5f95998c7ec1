/** Databases that lose what they have, and backgrounds that end at any moment, for tests of the second copy. */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Area } from '../../../src/notes/copy/area';
import { SecondCopy } from '../../../src/notes/copy/copy';
import { checksummed } from '../../../src/notes/copy/seal';
import { NotesDatabase } from '../../../src/notes/database';
import { Notes } from '../../../src/notes/store';
import { FakeArea } from './fake-area';

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
    const life = {
      db,
      notes: new Notes(db),
      problems: [] as unknown[],
      restored: 0,
      dead,
      copy: new SecondCopy({
        db,
        area,
        seal: checksummed,
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
