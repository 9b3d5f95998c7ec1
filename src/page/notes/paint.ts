/**
 * The colours of passages with notes: one custom highlight for each colour, created with its first passage. A
 * passage has a background colour and a mention has a line, so both are visible in one place. The colour is
 * translucent, and so fits light pages and dark ones.
 */
import type { NotedPassage } from '../../protocol/messages';
import { Rules } from '../marks/rules';
import type { Spot } from '../marks/spot';
import { blockOf } from '../read/prose';

export type Colour = NotedPassage['colour'];

/** Red, green and blue of each colour. */
export const SHADES: Record<Colour, string> = {
  yellow: '255 208 0',
  green: '60 195 80',
  blue: '50 150 255',
  pink: '255 80 150',
  purple: '160 90 255',
};
/** Opacity of the colour. Text of any colour stays readable on it. */
const OPACITY = 0.36;

const nameOf = (colour: Colour) => `gloss-note-${colour}`;
const COLOURS = Object.keys(SHADES) as Colour[];
const rule = (colour: Colour, style: string) => `&::highlight(${nameOf(colour)}){${style}}`;
/** One rule for all colours, because each change of a style sheet costs the page. Not on paper. */
const RULE = [
  '@media screen{',
  ...COLOURS.map((colour) => rule(colour, `background-color:rgb(${SHADES[colour]}/${OPACITY})`)),
  `@media (forced-colors:active){${COLOURS.map((colour) => rule(colour, 'background-color:Mark;color:MarkText')).join('')}}`,
  '}',
].join('');

export class Paint {
  readonly #doc: Document;
  readonly #highlights = new Map<Colour, Highlight>();
  /** All painted ranges. (Firefox throws when a content script iterates over a highlight.) */
  readonly #ranges = new Set<StaticRange>();
  #rules: Rules | undefined;

  constructor(doc: Document) {
    this.#doc = doc;
  }

  /** Paints the spots. Returns a function that removes the paint. */
  add(colour: Colour, spots: readonly Spot[]): () => void {
    const highlight = this.#open(colour);
    const ranges = spots.map(
      ({ start, end }) =>
        new StaticRange({
          startContainer: start.node,
          startOffset: start.offset,
          endContainer: end.node,
          endOffset: end.offset,
        }),
    );
    for (const range of ranges) {
      highlight.add(range);
      this.#ranges.add(range);
      this.#reach(range);
    }
    return () => {
      for (const range of ranges) {
        highlight.delete(range);
        this.#ranges.delete(range);
      }
    };
  }

  /** Adds again what the page has removed: the style sheet by setting new ones, highlights by clearing all. */
  adopt(): void {
    this.#rules?.adopt();
    for (const [colour, highlight] of this.#highlights)
      if (CSS.highlights.get(nameOf(colour)) !== highlight) CSS.highlights.set(nameOf(colour), highlight);
  }

  /** Repairs the paint after a change: the page may have removed it, or moved painted text. */
  keep(): void {
    this.adopt();
    for (const range of this.#ranges) this.#reach(range);
  }

  /** Removes everything from the page. */
  stop(): void {
    for (const colour of this.#highlights.keys()) CSS.highlights.delete(nameOf(colour));
    this.#highlights.clear();
    this.#ranges.clear();
  }

  #open(colour: Colour): Highlight {
    let highlight = this.#highlights.get(colour);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = -1; // Below the marks.
      this.#highlights.set(colour, highlight);
      CSS.highlights.set(nameOf(colour), highlight);
    }
    return highlight;
  }

  /** Ensures that there is a rule for the block where the range begins. */
  #reach({ startContainer }: StaticRange): void {
    const block = blockOf(startContainer);
    if (!block) return;
    this.#rules ??= new Rules(this.#doc, RULE);
    this.#rules.reach(block);
  }
}
