/**
 * A file with all its mutants in it, of which a switch chooses one while the program runs (mutant schemata): the tests are loaded
 * once for all mutants. `a < b` with the mutants 4 and 5 becomes `(s.is(4) ? (a <= b) : s.is(5) ? (a >= b) : (a < b))`.
 */
import type { Read } from './changes';
import type { Mutant } from './mutant';
import { SWITCH } from './switch';

/** All mutants of one place. */
interface Place {
  start: number;
  end: number;
  mutants: Mutant[];
}

/** The source with these mutants of it. The bodies of loops count their rounds, so that endless ones are seen. */
export function instrument(code: string, mutants: Mutant[], loops: Read['loops']): string {
  const places = new Map<string, Place>();
  for (const mutant of mutants) {
    const { start, end, statement } = mutant;
    const key = `${start}-${end}-${statement}`;
    const place = places.get(key) ?? { start, end, mutants: [] };
    place.mutants.push(mutant);
    places.set(key, place);
  }
  const pieces: Piece[] = [...places.values()].map((place) => ({ ...place, ...around(place) }));
  for (const { start, end, block } of loops) {
    if (block) pieces.push({ start: start + 1, end: end - 1, before: 's$.round();', after: '' });
    else pieces.push({ start, end, before: '{s$.round();', after: '}' });
  }
  // From outside to inside; a statement before the expression that it is.
  pieces.sort(
    (a, b) =>
      a.start - b.start ||
      b.end - a.end ||
      Number(!a.before.startsWith('{if')) - Number(!b.before.startsWith('{if')),
  );
  const put: { at: number; text: string; order: number }[] = [];
  for (const [order, { start, end, before, after }] of pieces.entries()) {
    put.push({ at: start, text: before, order });
    // What starts later ends earlier.
    put.push({ at: end, text: after, order: -1 - order });
  }
  put.sort((a, b) => a.at - b.at || a.order - b.order);
  let out = `const s$ = globalThis.${SWITCH};`;
  let from = 0;
  for (const { at, text } of put) {
    out += code.slice(from, at) + text;
    from = at;
  }
  return out + code.slice(from);
}

interface Piece {
  start: number;
  end: number;
  before: string;
  after: string;
}

function around({ mutants }: Place): { before: string; after: string } {
  if (mutants[0]?.statement) {
    // In a block of its own: an `else` behind it belongs to the `if` before it.
    return { before: `{if (!s$.is(${mutants.map(({ id }) => id).join(')&&!s$.is(')})) {`, after: '}}' };
  }
  const chosen = mutants.map(({ id, text }) => `s$.is(${id})?(${text}):`).join('');
  return { before: `(${chosen}(`, after: '))' };
}
