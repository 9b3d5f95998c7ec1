/** Notices: what the background tells the extension's pages unasked. */

/** What the background tells the extension's pages: something of these notes has changed. */
export interface Notice {
  notice: 'notes';
  /** Ids, or `all` where they are too many to name. */
  ids: string[] | 'all';
}

/** The notice in a message, if it is one. */
export function noticeIn(message: unknown): Notice | undefined {
  return typeof message === 'object' && message !== null && 'notice' in message
    ? (message as Notice)
    : undefined;
}
