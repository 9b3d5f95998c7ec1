/** The settings, with a second copy: their database is in the same folder as the notes'. */
import type { Area } from '../notes/copy/area';
import type { Seal } from '../notes/copy/seal';
import {
  DEFAULTS,
  type Settings,
  type SettingsChange,
  type SettingsStore,
  settingsIn,
} from '../settings/settings';

const KEY = 'settings';

export class KeptSettings {
  readonly #store: Pick<SettingsStore, 'get' | 'change'>;
  readonly #area: Area;
  readonly #seal: Seal;
  readonly #onProblem: (error: unknown) => void;

  constructor(
    store: Pick<SettingsStore, 'get' | 'change'>,
    { area, seal }: { area: Area; seal: Seal },
    onProblem: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#area = area;
    this.#seal = seal;
    this.#onProblem = onProblem;
  }

  get(): Promise<Settings> {
    return this.#store.get();
  }

  /** Stores a change, in the copy as well. The change does not fail with its copy. */
  async change(change: SettingsChange): Promise<void> {
    await this.#store.change(change);
    try {
      await this.#area.set({ [KEY]: await this.#seal.seal(JSON.stringify(await this.#store.get())) });
    } catch (error) {
      this.#onProblem(error);
    }
  }

  /**
   * Sets the settings again that were lost with their database: they are all as in a new installation, and
   * the copy has others. Resolves to whether it did. Never rejects.
   */
  async restore(): Promise<boolean> {
    try {
      const now = await this.#store.get();
      if (JSON.stringify(now) !== JSON.stringify(DEFAULTS)) return false;
      const text = await this.#seal.open((await this.#area.get([KEY]))[KEY]);
      if (text === undefined) return false;
      const kept = settingsIn(JSON.parse(text));
      if (JSON.stringify(kept) === JSON.stringify(DEFAULTS)) return false;
      const { paused, barless, ...others } = kept;
      for (const site of paused) await this.#store.change({ site, paused: true });
      for (const site of barless) await this.#store.change({ site, barless: true });
      await this.#store.change(others);
      return true;
    } catch (error) {
      this.#onProblem(error);
      return false;
    }
  }
}
