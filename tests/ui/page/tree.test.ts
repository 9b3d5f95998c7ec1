import { describe, expect, it } from 'vitest';
import { moveOf, type Row, rowsOf } from '../../../src/ui/page/tree';

/** Three branches, of which the second is expanded. */
const BRANCHES = [
  { leaves: 2, open: false },
  { leaves: 2, open: true },
  { leaves: 0, open: false },
];
const at = (branch: number, leaf?: number): Row => (leaf === undefined ? { branch } : { branch, leaf });
const press = (key: string, row: Row) => moveOf(key, row, BRANCHES);

describe('Keyboard navigation in a tree', () => {
  it('moves down and up through all visible rows, and stops at the ends', () => {
    const rows = rowsOf(BRANCHES);
    expect(rows).toEqual([at(0), at(1), at(1, 0), at(1, 1), at(2)]);
    for (const [i, row] of rows.entries()) {
      expect(press('ArrowDown', row)).toEqual(rows[i + 1] && { to: rows[i + 1] });
      expect(press('ArrowUp', row)).toEqual(rows[i - 1] && { to: rows[i - 1] });
    }
    expect(press('Home', at(1, 1))).toEqual({ to: at(0) });
    expect(press('End', at(0))).toEqual({ to: at(2) });
  });

  it('expands, enters, leaves and collapses a branch', () => {
    expect(press('ArrowRight', at(0))).toEqual({ fold: 0, open: true });
    expect(press('ArrowRight', at(1))).toEqual({ to: at(1, 0) });
    expect(press('ArrowRight', at(1, 0))).toBeUndefined();
    expect(press('ArrowLeft', at(1, 1))).toEqual({ to: at(1) });
    expect(press('ArrowLeft', at(1))).toEqual({ fold: 1, open: false });
    expect(press('ArrowLeft', at(0))).toBeUndefined();
  });

  it('is mirrored in right-to-left text', () => {
    expect(moveOf('ArrowLeft', at(0), BRANCHES, 'ArrowRight')).toEqual({ fold: 0, open: true });
    expect(moveOf('ArrowRight', at(1, 1), BRANCHES, 'ArrowRight')).toEqual({ to: at(1) });
  });

  it('activates a row on Enter and Space, and leaves all other keys to the browser', () => {
    expect(press('Enter', at(1, 1))).toEqual({ act: at(1, 1) });
    expect(press(' ', at(0))).toEqual({ act: at(0) });
    for (const key of ['Tab', 'Escape', 'a', 'F6']) expect(press(key, at(0))).toBeUndefined();
  });
});
