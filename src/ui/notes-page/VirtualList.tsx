import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BLOCK, blocksIn, stretchesOf } from './stretches';

/** Estimated height of a line that was never drawn, CSS px. */
const LINE = 130;
/** Distance from the viewport within which blocks are drawn, CSS px: more than one turn of the wheel. */
const MARGIN = 1_200;

export interface VirtualListProps<T> {
  lines: readonly T[];
  keyOf(line: T): string;
  draw(line: T): ComponentChildren;
  /** Keys of lines that are always drawn: the line with the focus, and those in an editor. */
  kept: ReadonlySet<string>;
}

/**
 * A virtualised list: only lines near the viewport are drawn. The page itself scrolls. When a block above
 * turns out higher than estimated, scroll anchoring in the browser keeps the visible lines in place. A new
 * list costs only what is drawn of it: one element stands for all blocks between two drawn ones
 * (`stretches.ts`).
 */
export function VirtualList<T>({ lines, keyOf, draw, kept }: VirtualListProps<T>) {
  const root = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  /** Measured heights of blocks, CSS px, by the key of their first line. */
  const heights = useRef(new Map<string, number>());
  const blocks = Math.ceil(lines.length / BLOCK);
  const nameOf = (block: number) => keyOf(lines[block * BLOCK] as T);
  const heightOf = (block: number) =>
    heights.current.get(nameOf(block)) ?? Math.min(BLOCK, lines.length - block * BLOCK) * LINE;
  // Their neighbours too: drawing a neighbour later would shift them.
  const keptBlocks = new Set(
    [...kept].flatMap((key) => {
      const at = Math.floor(lines.findIndex((line) => keyOf(line) === key) / BLOCK);
      return [at - 1, at, at + 1];
    }),
  );
  const stretches = stretchesOf(blocks, (block) => near.has(block) || keptBlocks.has(block));

  // A layout effect, so that the observer is replaced before it reports elements that now stand for other
  // stretches.
  useLayoutEffect(() => {
    const elements = [...(root.current?.children ?? [])];
    const watch = new IntersectionObserver(
      (entries) =>
        setNear((now) => {
          const next = new Set([...now].filter((block) => block < blocks));
          for (const { target, isIntersecting, boundingClientRect: box, intersectionRect } of entries) {
            const stretch = stretches[elements.indexOf(target)];
            if (!stretch) continue;
            const { isDrawn, from } = stretch;
            if (!isDrawn && isIntersecting)
              for (const block of blocksIn(stretch, box.top, intersectionRect, heightOf)) next.add(block);
            else if (isIntersecting) next.add(from);
            else if (next.delete(from)) heights.current.set(nameOf(from), box.height);
          }
          // The same state object avoids a new rendering.
          return next.symmetricDifference(now).size === 0 ? now : next;
        }),
      { rootMargin: `${MARGIN}px 0px` },
    );
    for (const element of elements) watch.observe(element);
    return () => watch.disconnect();
  }, [lines, stretches.map(({ from, isDrawn }) => `${from} ${isDrawn}`).join()]);

  return (
    <div ref={root}>
      {stretches.map(({ isDrawn, from, to }) => {
        if (isDrawn) return <div key={from}>{lines.slice(from * BLOCK, to * BLOCK).map(draw)}</div>;
        let height = 0;
        for (let block = from; block < to; block++) height += heightOf(block);
        return <div key={from} style={{ blockSize: `${height}px` }} />;
      })}
    </div>
  );
}
