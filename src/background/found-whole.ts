/**
 * Remembers in the memory of the browser which cache of digests was found whole. A background starts after every half
 * minute without work; with this, only the first one of a session checks the whole cache.
 */
import type { Found } from '../digest/repair';

const KEY = 'cache-whole';

/** What is needed of `storage.session`, which is empty after each start of the browser. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** Both methods reject with the browser's error where the area cannot be used. */
export function foundWhole(area: SessionArea): Found {
  return {
    get: async () => {
      const { [KEY]: generation } = await area.get(KEY);
      return typeof generation === 'string' ? generation : undefined;
    },
    set: (generation) => area.set({ [KEY]: generation }),
  };
}
