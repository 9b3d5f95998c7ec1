/**
 * Opens the database of notes, and knows how that went. Dexie opens through it.
 *
 * - A database of an earlier schema is copied before Dexie upgrades it (`earlier.ts`). If it cannot be copied, it is
 *   not upgraded.
 * - A database of a newer version of Gloss is not touched. Dexie by itself would open it, and add what it
 *   misses.
 * - A database that the browser refuses to open is left where it is, and another one is used in its place
 *   (`notes 2`), unless that is refused as well. The second copy fills it. If the first one can be opened again later, it is behind the copy, and is
 *   brought up to date in the same way.
 */
import { Dexie } from 'dexie';
import { keepEarlier } from './earlier';

/** How the database is. `waiting`: the browser has not answered for a while. */
export type DatabaseHealth =
  | { is: 'well' }
  | { is: 'waiting' }
  | { is: 'newer' }
  | { is: 'refused'; problem: string };

/** Time (ms) without an answer of the browser after which the user is told. */
const LATE = 5_000;
/** Dexie counts tenths of a version, and gives a database that it has repaired one of the next nine. */
const REPAIRS = 9;
/**
 * Refusals within one opening after which another database is used. Dexie repeats an opening that failed for no known
 * reason.
 */
const MOST_REFUSALS = 2;
/** Errors that say nothing about the files of the database. */
const HARMLESS = new Set(['AbortError', 'InvalidStateError', 'QuotaExceededError', 'SecurityError']);

type Factory = Pick<IDBFactory, 'open' | 'deleteDatabase' | 'cmp'> & Partial<Pick<IDBFactory, 'databases'>>;

export class Opening {
  readonly #real: IDBFactory;
  readonly #schema: number;
  #refusals = 0;
  /** Why a database of an earlier schema must not be upgraded yet. */
  #notCopied: unknown;
  health: DatabaseHealth = { is: 'well' };

  /** `schema`: the version of the schema. */
  constructor(real: IDBFactory, schema: number) {
    this.#real = real;
    this.#schema = schema;
  }

  /** To be called before each opening: copies a database of an earlier schema. Never rejects. */
  async prepare(name: string): Promise<void> {
    // Refusals of an earlier opening may have come from a full disk, and say nothing of these files.
    this.#refusals = 0;
    try {
      await keepEarlier(this.#real, name, this.#schema);
      this.#notCopied = undefined;
    } catch (error) {
      this.#notCopied = error;
    }
  }

  /** What Dexie takes for the browser's own factory. */
  factory(): Factory {
    const real = this.#real;
    return {
      open: (name, version) => this.#open(name, version),
      deleteDatabase: (name) => real.deleteDatabase(name),
      databases: () => real.databases(),
      cmp: (a, b) => real.cmp(a, b),
    };
  }

  #open(name: string, version: number | undefined): IDBOpenDBRequest {
    const instead = this.#refusals >= MOST_REFUSALS;
    let request: IDBOpenDBRequest;
    try {
      if (this.#notCopied !== undefined) throw this.#notCopied;
      request = this.#real.open(instead ? `${name} 2` : name, version);
    } catch (error) {
      this.health = { is: 'refused', problem: String(error) };
      throw error;
    }
    const late = setTimeout(() => {
      this.health = { is: 'waiting' };
    }, LATE);
    const answered = (health: DatabaseHealth) => {
      clearTimeout(late);
      this.health = health;
    };
    request.addEventListener('blocked', () => {
      this.health = { is: 'waiting' };
    });
    request.addEventListener('success', () => {
      answered({ is: 'well' });
      if (request.result.version > this.#schema * 10 + REPAIRS) this.#refuseNewer(request);
    });
    request.addEventListener('error', () => {
      const { error } = request;
      // Dexie asks again, without a version.
      if (error?.name === 'VersionError') return answered({ is: 'well' });
      answered({ is: 'refused', problem: String(error) });
      if (!instead && !HARMLESS.has(error?.name ?? '')) this.#refusals++;
    });
    return request;
  }

  /** Closes a database that was opened, and has Dexie believe that it was not. */
  #refuseNewer(request: IDBOpenDBRequest): void {
    this.health = { is: 'newer' };
    request.result.close();
    // This listener comes before Dexie's.
    request.onsuccess = null;
    const error = new DOMException('A newer version of Gloss has written this database.', 'VersionError');
    const event = Object.create(new Event('error'), {
      target: { value: { error } },
      preventDefault: { value: () => undefined },
      stopPropagation: { value: () => undefined },
    }) as Event;
    request.onerror?.(event);
  }
}

/** The browser's factory; `undefined` where storage is blocked. */
export function realFactory(): IDBFactory | undefined {
  return Dexie.dependencies.indexedDB as IDBFactory | undefined;
}
