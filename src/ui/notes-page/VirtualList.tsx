import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BLOCK, blocksIn, stretchesOf } from './stretches';

/** Height of a line that was never drawn, CSS px. */
const LINE = 130;
/** How far from the window blocks are drawn, CSS px: more than a turn of the wheel. */
const MARGIN = 1_200;

export interface VirtualListProps<T> {
  lines: readonly T[];
  keyOf(line: T): string;
  draw(line: T): ComponentChildren;
  /** Lines that are drawn wherever they are: the one with the keyboard, those in an editor. */
  kept: ReadonlySet<string>;
}

/**
 * A long list of which only what is near the window is drawn. The page scrolls it as any other, and the browser keeps what is read in its
 * place when a block above turns out higher than was thought (scroll anchoring). Another list costs what is drawn of it: there is one
 * element for all that is not drawn between two blocks that are.
 */
export function VirtualList<T>({ lines, keyOf, draw, kept }: VirtualListProps<T>) {
  const root = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  /** Of blocks that were drawn, by their first line, CSS px. */
  const heights = useRef(new Map<string, number>());
  const blocks = Math.ceil(lines.length / BLOCK);
  const nameOf = (block: number) => keyOf(lines[block * BLOCK] as T);
  const heightOf = (block: number) =>
    heights.current.get(nameOf(block)) ?? Math.min(BLOCK, lines.length - block * BLOCK) * LINE;
  // With their neighbours: a block that is drawn beside them later would move them.
  const keptBlocks = new Set(
    [...kept].flatMap((key) => {
      const at = Math.floor(lines.findIndex((line) => keyOf(line) === key) / BLOCK);
      return [at - 1, at, at + 1];
    }),
  );
  const stretches = stretchesOf(blocks, (block) => near.has(block) || keptBlocks.has(block));

  // Before anything is told of the elements as they were: what each stands for is another now.
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
          // Of the same blocks nothing is drawn anew.
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
