/** Points and boxes of the viewport, CSS px. Pure. */

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether the point lies in the box, or within `slack` px of it. */
export function isIn({ x, y }: Point, box: Box, slack = 0): boolean {
  return x >= box.left - slack && x <= box.right + slack && y >= box.top - slack && y <= box.bottom + slack;
}

/**
 * Whether a pointer now at `at` heads from `from` to the box: it lies in the triangle that `from` makes with the side of
 * the box that faces it (the safe triangle of nested menus). A few px are added to the side for a hand that swerves.
 */
export function isHoming(from: Point, at: Point, box: Box, slack = 12): boolean {
  if (isIn(at, box, slack)) return true;
  const [a, b] = facingSide(from, box, slack);
  return isInTriangle(at, from, a, b);
}

function facingSide(from: Point, box: Box, slack: number): [Point, Point] {
  if (from.y <= box.top || from.y >= box.bottom) {
    const y = from.y <= box.top ? box.top : box.bottom;
    return [
      { x: box.left - slack, y },
      { x: box.right + slack, y },
    ];
  }
  const x = from.x <= box.left ? box.left : box.right;
  return [
    { x, y: box.top - slack },
    { x, y: box.bottom + slack },
  ];
}

function isInTriangle(p: Point, a: Point, b: Point, c: Point): boolean {
  const side = (from: Point, to: Point) => (p.x - to.x) * (from.y - to.y) - (from.x - to.x) * (p.y - to.y);
  const d = [side(a, b), side(b, c), side(c, a)];
  return !(d.some((v) => v < 0) && d.some((v) => v > 0));
}
