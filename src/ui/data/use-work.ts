import { useEffect, useRef, useState } from 'preact/hooks';
import type { Watch } from '../../platform/watch';

/** Long work as it is shown: its step, and how many items of that step are done. */
export interface ShownWork {
  step: string;
  done: number;
  /** Absent where the number is not known. */
  of: number | undefined;
  isCancelled: boolean;
}

/** Begins a step of the work, by the name that is shown. */
export type BeginStep = (step: string) => Watch;

export interface Work {
  /** The work under way; `undefined` if there is none. */
  shown: ShownWork | undefined;
  /**
   * Does work that can be cancelled. Rejects as the work does, but resolves to `cancelled` where the user has
   * cancelled it. Work that was finished by then resolves to its result.
   */
  run<T>(work: (begin: BeginStep) => Promise<T>): Promise<{ result: T } | 'cancelled'>;
  cancel(): void;
}

/** Time between two changes of what is shown, ms. */
const EVERY = 100;

/** Long work of a component, one at a time: new work cancels the one before it. */
export function useWork(): Work {
  const [shown, setShown] = useState<ShownWork>();
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    shown,
    run: async (work) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      const show = (step: string, done: number, of?: number) => {
        if (running.current === mine)
          setShown({ step, done, of: of || undefined, isCancelled: mine.signal.aborted });
      };
      const begin = (step: string): Watch => {
        let last = performance.now();
        show(step, 0);
        return {
          signal: mine.signal,
          tell: (done, of) => {
            if (performance.now() - last < EVERY) return;
            last = performance.now();
            show(step, done, of);
          },
        };
      };
      try {
        return { result: await work(begin) };
      } catch (error) {
        if (mine.signal.aborted) return 'cancelled';
        throw error;
      } finally {
        if (running.current === mine) {
          running.current = undefined;
          setShown(undefined);
        }
      }
    },
    cancel: () => {
      running.current?.abort();
      setShown((shown) => shown && { ...shown, isCancelled: true });
    },
  };
}
