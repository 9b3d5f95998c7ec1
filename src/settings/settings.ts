/**
 * The settings, in a database of their own: an extension needs no permission for one. Each setting is a row,
 * checked when it is read. A damaged row counts as not set and hides no other.
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { Database } from '../platform/database';
import { Once } from '../platform/once';
import { DELAYS, SIZES, STOPS, THEMES } from './choices';

const Site = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));

/** The settings with one value each. */
const CHOICES = {
  /** Whether the toolbar button shows the number of terms on the page. */
  badge: v.boolean(),
  /** Whether a small button at selected text offers to make a note of it. */
  offers: v.boolean(),
  /** Time that the pointer rests on a mention before its card opens, ms. */
  delay: v.picklist(DELAYS),
  /** Which mentions are marked. */
  marks: v.picklist(STOPS),
  /** Whether concepts are marked, and not only names. */
  concepts: v.boolean(),
  /** Whether the mentions of terms that have notes get a solid line. Pages can see which mentions these are. */
  remembers: v.boolean(),
  /** Size of the text of Gloss's own pages and of the card. */
  size: v.picklist(SIZES),
  /** Colours of Gloss's own pages and of the card. */
  theme: v.picklist(THEMES),
};

const Stored = v.object({
  /**
   * Sites where Gloss reads no page: a host with its port, or `file:` for files of this computer. Sorted,
   * each once.
   */
  paused: v.fallback(v.array(Site), []),
  /** Sites where the bar beside selected text does not appear. Sorted, each once, at most `MOST_SITES`. */
  barless: v.fallback(v.array(Site), []),
  badge: v.fallback(CHOICES.badge, true),
  offers: v.fallback(CHOICES.offers, true),
  delay: v.fallback(CHOICES.delay, 300),
  marks: v.fallback(CHOICES.marks, 'section'),
  concepts: v.fallback(CHOICES.concepts, true),
  remembers: v.fallback(CHOICES.remembers, false),
  size: v.fallback(CHOICES.size, 'normal'),
  theme: v.fallback(CHOICES.theme, 'system'),
});
export type Settings = v.InferOutput<typeof Stored>;

export const DEFAULTS: Settings = v.parse(Stored, {});

const Choices = v.partial(v.strictObject(CHOICES));

/**
 * A change: a site is paused or no longer paused, loses the bar beside selected text or gets it back, or other settings
 * get new values.
 */
export type SettingsChange =
  | { site: string; paused: boolean }
  | { site: string; barless: boolean }
  | v.InferOutput<typeof Choices>;

/** Most sites without the bar. A page that was taken over may add its own, under any number of host names. */
const MOST_SITES = 1_000;

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

  /** Stores a change. Rejects, and changes nothing, when it cannot be stored or is not valid. */
  async change(change: SettingsChange): Promise<void> {
    await this.#db.transaction('rw', this.#db.settings, async () => {
      if (!('site' in change)) {
        for (const [name, value] of Object.entries(v.parse(Choices, change)))
          await this.#db.settings.put(value, name);
        return;
      }
      const name = 'paused' in change ? 'paused' : 'barless';
      const others = (await this.#read())[name].filter((site) => site !== change.site);
      const isListed = 'paused' in change ? change.paused : change.barless;
      const sites = isListed ? [...others, v.parse(Site, change.site)].sort() : others;
      if (name === 'barless' && sites.length > MOST_SITES)
        throw new RangeError(`At most ${MOST_SITES} sites can be without the bar.`);
      await this.#db.settings.put(sites, name);
    });
    this.#known.forget();
  }

  close(): void {
    this.#db.close();
  }

  async #read(): Promise<Settings> {
    const names = Object.keys(DEFAULTS);
    const values = await this.#db.settings.bulkGet(names);
    return settingsIn(Object.fromEntries(names.map((name, at) => [name, values[at]])));
  }
}

/** The settings in a value. What is not valid in it, or missing, counts as not set. */
export function settingsIn(value: unknown): Settings {
  return v.parse(Stored, { ...(value as object) });
}
