/** Points and boxes in viewport coordinates, CSS px. Pure functions. */

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
 * Whether a pointer that moved from `from` to `at` heads for the box: whether `at` lies in the triangle of
 * `from` and a side of the box that faces it (the "safe triangle" of nested menus). `slack` extends the side
 * by a few px, for an unsteady hand.
 */
export function isHoming(from: Point, at: Point, box: Box, slack = 12): boolean {
  return isIn(at, box, slack) || facingSides(from, box, slack).some(([a, b]) => isInTriangle(at, from, a, b));
}

/** The sides of the box that face the point: two for a point beyond a corner, none for a point in the box. */
function facingSides({ x, y }: Point, { left, top, right, bottom }: Box, slack: number): [Point, Point][] {
  const level = (y: number): [Point, Point] => [
    { x: left - slack, y },
    { x: right + slack, y },
  ];
  const upright = (x: number): [Point, Point] => [
    { x, y: top - slack },
    { x, y: bottom + slack },
  ];
  const sides: [Point, Point][] = [];
  if (y < top) sides.push(level(top));
  if (y > bottom) sides.push(level(bottom));
  if (x < left) sides.push(upright(left));
  if (x > right) sides.push(upright(right));
  return sides;
}

function isInTriangle(p: Point, a: Point, b: Point, c: Point): boolean {
  const side = (from: Point, to: Point) => (p.x - to.x) * (from.y - to.y) - (from.x - to.x) * (p.y - to.y);
  const d = [side(a, b), side(b, c), side(c, a)];
  return !(d.some((v) => v < 0) && d.some((v) => v > 0));
}
