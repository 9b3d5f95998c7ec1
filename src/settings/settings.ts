/**
 * The settings, in a database of their own: every extension has one without asking for a permission. Each setting is a row, checked
 * when it is read: a damaged one counts as not set, and hides no other.
 */
import { Dexie, type Table } from 'dexie';
import * as v from 'valibot';

const Site = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));

const SCHEMAS = {
  /** Sites that are not read: hosts with their port, or `file:` for this computer's files. In order of the alphabet. */
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

/** What the user changes: a site is paused or no longer, or a switch is set. */
export type SettingsChange = { site: string; paused: boolean } | { badge: boolean } | { offers: boolean };

class SettingsDatabase extends Dexie {
  /** Rows go in as settings and come out as `unknown`: what a disk gives back is checked, not believed. */
  settings!: Table<unknown, string>;

  constructor() {
    super('settings');
    this.version(1).stores({ settings: '' });
  }
}

export class SettingsStore {
  readonly #db = new SettingsDatabase();
  /** What the table holds, until this store writes: every frame of every page asks for it. */
  #known: Promise<Settings> | undefined;

  /** Rejects when the database cannot be read. */
  get(): Promise<Settings> {
    if (!this.#known) {
      const reading = this.#read();
      this.#known = reading;
      // A read that failed is tried again with the next question.
      reading.catch(() => {
        if (this.#known === reading) this.#known = undefined;
      });
    }
    return this.#known;
  }

  /** Rejects, and changes nothing, when it cannot be stored. */
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
    this.#known = undefined;
  }

  close(): void {
    this.#db.close();
  }

  async #read(): Promise<Settings> {
    const [paused, badge, offers] = await this.#db.settings.bulkGet(['paused', 'badge', 'offers']);
    return {
      paused: v.is(SCHEMAS.paused, paused) ? paused : DEFAULTS.paused,
      badge: v.is(SCHEMAS.badge, badge) ? badge : DEFAULTS.badge,
      offers: v.is(SCHEMAS.offers, offers) ? offers : DEFAULTS.offers,
    };
  }
}
