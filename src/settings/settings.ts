/**
 * The settings, in a database of their own: an extension needs no permission for one. Each setting is a row,
 * checked when it is read. A damaged row counts as not set and hides no other.
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { Database } from '../platform/database';
import { Once } from '../platform/once';

const Site = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));

const SCHEMAS = {
  /**
   * Sites where Gloss reads no page: a host with its port, or `file:` for files of this computer. Sorted,
   * each once.
   */
  paused: v.array(Site),
  /** Whether the toolbar button shows the number of terms on the page. */
  badge: v.boolean(),
  /** Whether a small button at selected text offers to make a note of it. */
  offers: v.boolean(),
};

export interface Settings {
  paused: v.InferOutput<typeof SCHEMAS.paused>;
  badge: v.InferOutput<typeof SCHEMAS.badge>;
  offers: v.InferOutput<typeof SCHEMAS.offers>;
}

export const DEFAULTS: Settings = { paused: [], badge: true, offers: true };

/** One change: a site is paused, a site is no longer paused, or a switch is set. */
export type SettingsChange = { site: string; paused: boolean } | { badge: boolean } | { offers: boolean };

class SettingsDatabase extends Database {
  /** Typed `unknown`, because rows are checked when they are read. */
  settings!: Table<unknown, string>;

  constructor() {
    super('settings');
    this.version(1).stores({ settings: '' });
  }
}

export class SettingsStore {
  readonly #db = new SettingsDatabase();
  /** The table as it was last read or written: every frame of every page asks for it. */
  readonly #known = new Once(() => this.#read());

  /** Rejects when the database cannot be read. The next call reads again. */
  get(): Promise<Settings> {
    return this.#db.unlessWaiting(() => this.#known.get());
  }

  /** Stores a change. Rejects, and changes nothing, when it cannot be stored or the site is not valid. */
  async change(change: SettingsChange): Promise<void> {
    await this.#db.transaction('rw', this.#db.settings, async () => {
      if (!('site' in change)) {
        for (const [name, on] of Object.entries(change))
          await this.#db.settings.put(v.parse(v.boolean(), on), name);
        return;
      }
      const others = (await this.#read()).paused.filter((site) => site !== change.site);
      const paused = change.paused ? [...others, v.parse(Site, change.site)].sort() : others;
      await this.#db.settings.put(paused, 'paused');
    });
    this.#known.forget();
  }

  close(): void {
    this.#db.close();
  }

  async #read(): Promise<Settings> {
    const [paused, badge, offers] = await this.#db.settings.bulkGet(['paused', 'badge', 'offers']);
    return settingsIn({ paused, badge, offers });
  }
}

/** The settings in a value. What is not valid in it counts as not set. */
export function settingsIn(value: unknown): Settings {
  const { paused, badge, offers } = { ...(value as object) } as Record<string, unknown>;
  return {
    paused: v.is(SCHEMAS.paused, paused) ? paused : DEFAULTS.paused,
    badge: v.is(SCHEMAS.badge, badge) ? badge : DEFAULTS.badge,
    offers: v.is(SCHEMAS.offers, offers) ? offers : DEFAULTS.offers,
  };
}
