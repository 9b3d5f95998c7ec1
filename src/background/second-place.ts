/** Where the second copy is kept: `storage.local`, closed to content scripts or encrypted. */
import type { Area } from '../notes/copy/area';
import { checksummed, encrypted, type KeyStore, type Seal } from '../notes/copy/seal';
import { Once } from '../platform/once';

/** `storage.local` as a browser has it. */
export interface LocalStorageArea extends Area {
  /** Chromium: closes the area to content scripts, which can otherwise read all of it. */
  setAccessLevel?(to: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * The area, and how its entries are written. An area that can be closed to content scripts is closed before
 * anything is written. Any other gets encrypted entries, with the key in `keys`.
 */
export function secondPlace(local: LocalStorageArea, keys: () => KeyStore): { area: Area; seal: Seal } {
  const closed = new Once(async () => local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
  const area: Area = {
    get: (keys) => readable(local, keys),
    set: async (items) => {
      await closed.get();
      await twice(() => local.set(items));
    },
    remove: (keys) => twice(() => local.remove(keys)),
    getKeys: () => twice(() => local.getKeys()),
  };
  return { area, seal: local.setAccessLevel ? checksummed : encrypted(keys()) };
}

/**
 * Chromium rejects the call with which it noticed and mended a damaged area ("Database corruption repaired during
 * open"), although the next one succeeds.
 */
const twice = <T>(call: () => Promise<T>): Promise<T> => call().catch(call);

/**
 * What can be read at these keys. Chromium rejects a whole read for one damaged value ("Invalid JSON"). So they are
 * then read one by one, and a damaged value is left out as if there were none. Rejects if the area cannot be read at all.
 */
async function readable(local: Area, keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await twice(() => local.get(keys));
  } catch {
    await twice(() => local.getKeys());
  }
  const found: Record<string, unknown> = {};
  for (const key of keys) Object.assign(found, await twice(() => local.get([key])).catch(() => ({})));
  return found;
}
