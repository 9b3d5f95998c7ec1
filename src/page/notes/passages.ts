/**
 * The passages with notes on this page: where each is, what is painted, and which passage is at a position.
 * Nothing is inserted into the page. This code knows nothing that the user wrote.
 */
import type { Selectors } from '../../notes/anchor/selectors';
import type { NotedPassage } from '../../protocol/messages';
import type { ReportedPassage } from '../../protocol/report';
import { call, elementAround } from '../dom/nodes';
import type { Marks } from '../marks/marks';
import { isThere, type Noted, type Spot } from '../marks/spot';
import type { Colour, Paint } from './paint';
import { isSame, type Piece, partIn } from './pieces';
import { type Place, seek } from './seek';

interface Passage {
  /** The id of its note. */
  id: string;
  colour: Colour;
  /** Absent while a new passage is being described, and not yet stored. */
  selectors?: Selectors;
  /** Absent until the passage was searched for. */
  place?: Place;
  unpaint?: () => void;
}

export class Passages implements Noted {
  readonly #marks: Pick<Marks, 'changed'>;
  readonly #paint: Pick<Paint, 'add' | 'adopt' | 'keep' | 'stop'>;
  readonly #all = new Map<string, Passage>();
  /** The pieces that overlap each text node. */
  readonly #pieces = new WeakMap<Node, { passage: Passage; piece: Piece }[]>();

  constructor(marks: Pick<Marks, 'changed'>, paint: Pick<Paint, 'add' | 'adopt' | 'keep' | 'stop'>) {
    this.#marks = marks;
    this.#paint = paint;
  }

  /**
   * Replaces the known passages by the stored ones. Passages that are still being made stay. Returns whether
   * some passages must still be searched for.
   */
  take(noted: readonly NotedPassage[]): boolean {
    const ids = new Set(noted.map(({ id }) => id));
    for (const { id, selectors } of this.#all.values()) if (selectors && !ids.has(id)) this.drop(id);
    for (const { id, selectors, colour } of noted) {
      const known = this.#all.get(id);
      if (!known) this.#all.set(id, { id, selectors, colour });
      else {
        known.selectors = selectors;
        if (known.colour !== colour) {
          known.colour = colour;
          this.#repaint(known, known.place?.pieces ?? []);
        }
      }
    }
    this.#marks.changed();
    return [...this.#all.values()].some(({ place }) => !place);
  }

  adopt(): void {
    this.#paint.adopt();
  }

  /** Paints a passage that is being made. */
  begin(id: string, colour: Colour, place: Place): void {
    const passage: Passage = { id, colour, place };
    this.#all.set(id, passage);
    this.#repaint(passage, place.pieces);
  }

  /** Called when a new passage is described and stored. */
  describe(id: string, selectors: Selectors): void {
    const passage = this.#all.get(id);
    if (passage) passage.selectors = selectors;
    this.#marks.changed();
  }

  drop(id: string): void {
    const passage = this.#all.get(id);
    if (!passage) return;
    this.#repaint(passage, []);
    this.#all.delete(id);
    this.#marks.changed();
  }

  /** Searches for all passages on the page as it is now. Yields between short steps. */
  *seek(root: Element): Generator<void, void> {
    this.#paint.keep();
    const sought = [...this.#all.values()].filter(({ selectors }) => selectors);
    if (sought.length === 0) return;
    const places = yield* seek(
      root,
      sought.map(({ selectors }) => selectors as Selectors),
    );
    for (const [at, passage] of sought.entries()) {
      if (this.#all.get(passage.id) !== passage) continue; // Deleted in the meantime.
      const place = places[at] as Place;
      const before = passage.place?.pieces ?? [];
      // Unchanged pieces stay the same objects, because a card may be open at one of them.
      const pieces = reused(place.pieces, before);
      if (pieces.length !== before.length || pieces.some((piece, i) => piece !== before[i]))
        this.#repaint(passage, pieces);
      passage.place = { ...place, pieces };
      yield;
    }
    this.#marks.changed();
  }

  get size(): number {
    let size = 0;
    for (const { place } of this.#all.values()) if (place && place.pieces.length > 0) size++;
    return size;
  }

  /** Of overlapping passages, returns the shortest. The pointer can reach the others beside it. */
  at(node: Node, offset: number): Piece | undefined {
    const here = (this.#pieces.get(node) ?? []).filter(({ piece }) => {
      const { from, to } = partIn(piece, node as Text);
      return from <= offset && offset <= to && isThere(piece);
    });
    const length = ({ piece }: { piece: Piece }) =>
      piece.nodes.reduce((sum, each) => sum + partIn(piece, each).to - partIn(piece, each).from, 0);
    return here.sort((a, b) => length(a) - length(b))[0]?.piece;
  }

  notesAt(spot: Spot): string[] {
    const nodes = 'nodes' in spot ? (spot as Piece).nodes : new Set([spot.start.node, spot.end.node]);
    const own: string[] = [];
    const others: string[] = [];
    for (const node of nodes) {
      const part = partIn(spot, node);
      for (const { passage, piece } of this.#pieces.get(node) ?? []) {
        const { from, to } = partIn(piece, node);
        if (piece === spot) own.push(passage.id);
        else if (from < part.to && part.from < to) others.push(passage.id);
      }
    }
    return [...new Set([...own, ...others])];
  }

  firsts(): Spot[] {
    return this.#inOrder().flatMap(({ id }) => {
      const first = this.first(id);
      const element = first && elementAround(first.start.node);
      return first && element && call(element, 'checkVisibility') ? [first] : [];
    });
  }

  first(id: string): Spot | undefined {
    const [first] = this.#all.get(id)?.place?.pieces ?? [];
    return first && isThere(first) ? first : undefined;
  }

  told(): ReportedPassage[] {
    const known = this.#inOrder().map(({ id, place }) => ({ id, state: place?.state ?? 'orphan' }));
    return [
      ...known.filter(({ state }) => state !== 'orphan'),
      ...known.filter(({ state }) => state === 'orphan'),
    ];
  }

  /** Removes everything from the page. */
  stop(): void {
    for (const { id } of this.#all.values()) this.drop(id);
    this.#paint.stop();
  }

  /** The passages that were searched for, in page order. */
  #inOrder(): Passage[] {
    return [...this.#all.values()]
      .filter(({ place }) => place)
      .sort((a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0));
  }

  #repaint(passage: Passage, pieces: readonly Piece[]): void {
    passage.unpaint?.();
    for (const piece of passage.place?.pieces ?? []) this.#forget(passage, piece);
    for (const piece of pieces) {
      for (const node of piece.nodes)
        this.#pieces.set(node, [...(this.#pieces.get(node) ?? []), { passage, piece }]);
    }
    passage.unpaint = this.#paint.add(passage.colour, pieces);
  }

  #forget(passage: Passage, { nodes }: Piece): void {
    for (const node of nodes) {
      const others = (this.#pieces.get(node) ?? []).filter((each) => each.passage !== passage);
      if (others.length > 0) this.#pieces.set(node, others);
      else this.#pieces.delete(node);
    }
  }
}

/** Replaces each unchanged piece by the object of the earlier search. */
function reused(pieces: Piece[], before: readonly Piece[]): Piece[] {
  const known = new Map(before.map((piece) => [piece.start.node, piece]));
  return pieces.map((piece) => {
    const same = known.get(piece.start.node);
    return same && isSame(same, piece) ? same : piece;
  });
}
