/**
 * Calls `work` after `ms`, unless the frame is closed. After a frame is removed, pending mutation records and
 * promises can still run code in it. Firefox 153 then throws NS_ERROR_NOT_INITIALIZED at `setTimeout`.
 */
export function later(work: () => void, ms: number): ReturnType<typeof setTimeout> | undefined {
  return closed ? undefined : setTimeout(work, ms);
}

/** Calls `work` just before the browser draws next, unless the frame is closed (`later`). */
export function beforeDrawing(work: () => void): void {
  if (!closed) requestAnimationFrame(work);
}
