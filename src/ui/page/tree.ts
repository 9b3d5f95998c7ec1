/**
 * Keyboard navigation in a tree of two levels (ARIA Authoring Practices, tree view). Pure: rows are numbered
 * as they are visible, without those of collapsed branches.
 */

/** A branch, or a leaf of it. */
export type Row = { branch: number; leaf?: number };

export interface Branch {
  /** Number of its leaves. */
  leaves: number;
  open: boolean;
}

/** The visible rows, from top to bottom. */
export function rowsOf(branches: readonly Branch[]): Row[] {
  return branches.flatMap(({ leaves, open }, branch) => [
    { branch },
    ...Array.from({ length: open ? leaves : 0 }, (_, leaf) => ({ branch, leaf })),
  ]);
}

export type Move =
  /** Move the focus to another row. */
  | { to: Row }
  /** Collapse or expand that branch. */
  | { fold: number; open: boolean }
  /** Activate the row: Enter or Space. */
  | { act: Row };

/**
 * What a key does in a row; `undefined` if the tree does not use that key. `back` is the arrow key that
 * points to the start of lines.
 */
export function moveOf(
  key: string,
  at: Row,
  branches: readonly Branch[],
  back: 'ArrowLeft' | 'ArrowRight' = 'ArrowLeft',
): Move | undefined {
  const rows = rowsOf(branches);
  const here = rows.findIndex(({ branch, leaf }) => branch === at.branch && leaf === at.leaf);
  const to = (row: Row | undefined): Move | undefined => row && { to: row };
  const { branch } = at;
  const isOpen = branches[branch]?.open === true;
  switch (key) {
    case 'ArrowDown':
      return to(rows[here + 1]);
    case 'ArrowUp':
      return to(rows[here - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'Enter':
    case ' ':
      return { act: at };
    case 'ArrowLeft':
    case 'ArrowRight':
      if (key === back) {
        if (at.leaf !== undefined) return to({ branch });
        return isOpen ? { fold: branch, open: false } : undefined;
      }
      if (at.leaf !== undefined) return undefined;
      return isOpen ? to(rows[here + 1]) : { fold: branch, open: true };
    default:
      return undefined;
  }
}
