/** Work that the background does unasked after it has started or was installed. */

/**
 * Delay (ms) before the matcher is made faster: by then the page that woke this background has its answers.
 */
const WARM_UP_AFTER = 300;
/**
 * Delay (ms) before the notes are compared with their second copy. It costs a few ms, unless something is
 * missing: then somebody may be looking at an empty list.
 */
const CHECK_AFTER = 300;
/** Delay (ms) before the cache is checked. A background without work is stopped after 30 s. */
const UPKEEP_AFTER = 2_000;

/**
 * Schedules all three. `warmUp` makes the matcher faster. `check` compares the notes with their second copy. `upkeep`
 * checks the whole cache, which keeps the thread
 * busy: the page that woke this background comes first. A cache that is missing or damaged is repaired
 * before, as soon as a request meets it.
 */
export function scheduleWork(work: { warmUp(): unknown; check(): unknown; upkeep(): unknown }): void {
  setTimeout(work.warmUp, WARM_UP_AFTER);
  setTimeout(work.check, CHECK_AFTER);
  setTimeout(work.upkeep, UPKEEP_AFTER);
}

/**
 * Builds the search index after an installation or an update, before somebody searches. Never rejects: a
 * search tries again.
 */
export async function buildSearch(
  cacheReady: Promise<unknown>,
  search: () => Promise<unknown>,
): Promise<void> {
  try {
    await cacheReady;
    await search();
  } catch {}
}
