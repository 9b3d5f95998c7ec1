/** The space that the browser gives Gloss on the disk. */

export interface Space {
  /** Bytes that all databases of Gloss take, and bytes that the browser would still give them; both are its estimate. */
  used: number;
  free: number;
  /** Whether the browser leaves them alone when the disk is full. */
  isKept: boolean;
}

/** Rejects where the browser does not tell. */
export async function space(): Promise<Space> {
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  // Chromium and its kin spare whoever has `unlimitedStorage`, and call that persisted only of web pages.
  return { used: usage, free: Math.max(0, quota - usage), isKept: persisted || !import.meta.env.FIREFOX };
}

/** Asks the browser to leave the databases alone. Whether it will. */
export async function askToKeep(): Promise<boolean> {
  return (await navigator.storage.persist?.()) ?? false;
}
