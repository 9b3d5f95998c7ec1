import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Where an arrow key leads in a list; `undefined` for any other key, and beyond the ends. Pure. */
export function stepOf(key: string, at: number, length: number): number | undefined {
  const steps = new Map(Object.entries({ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: length - 1 }));
  const to = steps.get(key);
  return to === undefined || to < 0 || to >= length ? undefined : to;
}

export interface Roving<E extends HTMLElement> {
  list: RefObject<E | null>;
  /** The `tabIndex` of the button with this key: Tab reaches one button of the list only. */
  stop(key: string): 0 | -1;
  /** Listens for the arrow keys on the list. */
  onKeyDown(event: KeyboardEvent): void;
  /** Notes that a button got the focus. */
  onFocus(key: string): void;
}

/** A list of buttons with a roving `tabIndex`. `keys`: those of its buttons, in order. */
export function useRoving<E extends HTMLElement>(keys: readonly string[]): Roving<E> {
  const [at, setAt] = useState<string>();
  const list = useRef<E | null>(null);
  const current = at !== undefined && keys.includes(at) ? at : keys[0];
  // A button that is moved or removed in the DOM loses the focus: the current one takes it.
  const had = list.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (had && !list.current?.contains(document.activeElement))
      list.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  });
  return {
    list,
    stop: (key) => (key === current ? 0 : -1),
    onKeyDown: (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
      const to = stepOf(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
      if (to === undefined) return;
      event.preventDefault();
      buttons[to]?.focus();
    },
    onFocus: setAt,
  };
}

/**
 * While the reader scrolls the page, keeps what is in view there in view in the list as well. `seen` stands for what is
 * in view; empty if the list does not follow. While the keyboard is here, nothing moves.
 */
export function useFollowing<E extends HTMLElement>(list: RefObject<E | null>, seen: string): void {
  useLayoutEffect(() => {
    if (seen === '' || document.hasFocus()) return;
    list.current?.querySelector('.seen')?.scrollIntoView?.({ block: 'nearest' });
  }, [seen]);
}
