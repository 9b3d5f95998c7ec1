/**
 * Whether the frame still shows this page. After a frame is removed or shows another page, pending mutation records,
 * promises and answers can still run code of the old one. Firefox 153 then throws at each function of the window:
 * NS_ERROR_NOT_INITIALIZED, or SecurityError where the window now belongs to another site.
 */
export function isHere(): boolean {
  try {
    return setTimeout !== undefined && !closed;
  } catch {
    return false;
  }
}

/** Calls `work` after `ms`, unless the page is gone. */
export function later(work: () => void, ms: number): ReturnType<typeof setTimeout> | undefined {
  return isHere() ? setTimeout(work, ms) : undefined;
}

/** Takes back what `later` has planned. */
export function unplan(timer: ReturnType<typeof setTimeout> | undefined): void {
  if (isHere()) clearTimeout(timer);
}

/** Hears an event of the window no more; it was listened to in the capturing phase. */
export function unhear<K extends keyof WindowEventMap>(
  name: K,
  hear: (event: WindowEventMap[K]) => void,
): void {
  if (isHere()) removeEventListener(name, hear, true);
}

/** Calls `work` just before the browser draws next, unless the page is gone. */
export function beforeDrawing(work: () => void): void {
  if (isHere()) requestAnimationFrame(work);
}
