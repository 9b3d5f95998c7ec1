/** Notices: what the background tells pages of the extension without being asked. They have no answer. */

/** The most ids in a notice; of more notes it says `all`. */
export const MOST_IDS = 200;

/** Notes have changed. */
export interface Notice {
  notice: 'notes';
  /** Ids of the notes; `all` where there are too many to list. */
  ids: string[] | 'all';
}

/**
 * The notice in a message; `undefined` where it is none, or comes from a tab: in Chromium, pages of the
 * extension hear what readers send too.
 */
export function noticeIn(message: unknown, from?: { tab?: unknown }): Notice | undefined {
  if (from?.tab !== undefined || typeof message !== 'object' || message === null) return undefined;
  const { notice, ids } = message as Partial<Record<keyof Notice, unknown>>;
  if (notice !== 'notes' || Object.keys(message).length !== 2) return undefined;
  return ids === 'all' || isListOfIds(ids) ? { notice, ids } : undefined;
}

function isListOfIds(ids: unknown): ids is string[] {
  return Array.isArray(ids) && ids.length <= MOST_IDS && ids.every((id) => typeof id === 'string');
}

/** The settings have changed: ask for them again. It does not say how, because readers in Firefox hear it. */
export const SETTINGS_CHANGED = { notice: 'settings' } as const;

/** Whether a message is that notice, and comes from no tab. */
export function saysSettingsChanged(message: unknown, from?: { tab?: unknown }): boolean {
  return from?.tab === undefined && Object(message).notice === SETTINGS_CHANGED.notice;
}
