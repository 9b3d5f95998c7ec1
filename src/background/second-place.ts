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
  if (!local.setAccessLevel) return { area: local, seal: encrypted(keys()) };
  const closed = new Once(async () => local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
  const area: Area = {
    get: (keys) => local.get(keys),
    set: async (items) => {
      await closed.get();
      await local.set(items);
    },
    remove: (keys) => local.remove(keys),
    getKeys: () => local.getKeys(),
  };
  return { area, seal: checksummed };
}
