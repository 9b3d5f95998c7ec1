/** Notices: what the background tells pages of the extension without being asked. They have no answer. */

/** Notes have changed. */
export interface Notice {
  notice: 'notes';
  /** Ids of the notes; `all` where there are too many to list. */
  ids: string[] | 'all';
}

/** The notice in a message; `undefined` where it is none. */
export function noticeIn(message: unknown): Notice | undefined {
  return typeof message === 'object' && message !== null && 'notice' in message
    ? (message as Notice)
    : undefined;
}
