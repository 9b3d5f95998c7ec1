import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

/** Lines of a block: a block is drawn or not as a whole. */
const BLOCK = 24;
/** Height of a line that was never drawn, CSS px. */
const LINE = 130;
/** How far from the window blocks are drawn, CSS px: more than a turn of the wheel. */
const MARGIN = 1_200;

export interface WindowedProps<T> {
  lines: readonly T[];
  keyOf(line: T): string;
  draw(line: T): ComponentChildren;
  /** Lines that are drawn wherever they are: the one with the keyboard, those in an editor. */
  kept: ReadonlySet<string>;
}

/**
 * A long list of which only what is near the window is drawn. The page scrolls it as any other, and the browser keeps what is read in its
 * place when a block above turns out higher than was thought (scroll anchoring).
 */
export function Windowed<T>({ lines, keyOf, draw, kept }: WindowedProps<T>) {
  const root = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  /** Of blocks that were drawn, by their first line, CSS px. */
  const heights = useRef(new Map<string, number>());
  const blocks = useMemo(() => {
    const blocks: { key: string; lines: readonly T[] }[] = [];
    for (let at = 0; at < lines.length; at += BLOCK)
      blocks.push({ key: keyOf(lines[at] as T), lines: lines.slice(at, at + BLOCK) });
    return blocks;
  }, [lines]);
  // With their neighbours: a block that is drawn beside them later would move them.
  const keptBlocks = new Set(
    [...kept].flatMap((key) => {
      const at = Math.floor(lines.findIndex((line) => keyOf(line) === key) / BLOCK);
      return [at - 1, at, at + 1];
    }),
  );

  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) =>
        setNear((now) => {
          const next = new Set(now);
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            const { at, key } = (target as HTMLElement).dataset;
            if (at === undefined || key === undefined) continue;
            if (isIntersecting) next.add(Number(at));
            else if (next.delete(Number(at))) heights.current.set(key, boundingClientRect.height);
          }
          // Of the same blocks nothing is drawn anew.
          return next.symmetricDifference(now).size === 0 ? now : next;
        }),
      { rootMargin: `${MARGIN}px 0px` },
    );
    for (const block of root.current?.children ?? []) watch.observe(block);
    return () => watch.disconnect();
  }, [blocks.length]);

  return (
    <div ref={root}>
      {blocks.map(({ key, lines }, at) => {
        const isDrawn = near.has(at) || keptBlocks.has(at);
        const height = heights.current.get(key) ?? lines.length * LINE;
        return (
          <div
            key={at}
            data-at={at}
            data-key={key}
            style={isDrawn ? undefined : { blockSize: `${height}px` }}
          >
            {isDrawn && lines.map(draw)}
          </div>
        );
      })}
    </div>
  );
}
