/** The disk space that the browser gives Gloss. */

export interface Space {
  /** Bytes that all databases of Gloss take, as the browser estimates it. */
  used: number;
  /** Bytes that the browser would still grant, as it estimates it; 0 or more. */
  free: number;
  /** Whether the browser keeps the databases when the disk is full. */
  isKept: boolean;
}

/** Rejects where the browser does not say. */
export async function space(): Promise<Space> {
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  // Chromium keeps the databases of an extension with `unlimitedStorage`, but says `persisted` only of web
  // pages.
  return { used: usage, free: Math.max(0, quota - usage), isKept: persisted || !import.meta.env.FIREFOX };
}

/** Asks the browser to keep the databases when the disk is full. Resolves with whether it will. */
export async function askToKeep(): Promise<boolean> {
  return (await navigator.storage.persist?.()) ?? false;
}
