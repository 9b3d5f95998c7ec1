/**
 * The colours of passages that notes are on: one custom highlight for each colour, made with its first passage. A background, where the
 * marks of terms are lines: so that both are seen in one place. It lets the page's own background through, and so fits light pages and dark.
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
/** How much of it is painted over the page's background: text of any colour on it stays readable. */
const OPACITY = 0.36;

const nameOf = (colour: Colour) => `gloss-note-${colour}`;
const COLOURS = Object.keys(SHADES) as Colour[];
const rule = (colour: Colour, style: string) => `&::highlight(${nameOf(colour)}){${style}}`;
/** All colours in one: each change of a style sheet costs the page. */
const RULE = [
  '@media all{',
  ...COLOURS.map((colour) => rule(colour, `background-color:rgb(${SHADES[colour]}/${OPACITY})`)),
  `@media (forced-colors:active){${COLOURS.map((colour) => rule(colour, 'background-color:Mark;color:MarkText')).join('')}}`,
  '}',
].join('');

export class Paint {
  readonly #doc: Document;
  readonly #highlights = new Map<Colour, Highlight>();
  /** All that is painted. (A content script in Firefox fails at going through the highlights themselves.) */
  readonly #ranges = new Set<StaticRange>();
  #rules: Rules | undefined;

  constructor(doc: Document) {
    this.#doc = doc;
  }

  /** Paints; what is returned takes it away. */
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

  /** The page may have thrown our style sheet away, or have moved what is painted. */
  keep(): void {
    this.#rules?.adopt();
    for (const range of this.#ranges) this.#reach(range);
  }

  /** Take everything away. */
  stop(): void {
    for (const colour of this.#highlights.keys()) CSS.highlights.delete(nameOf(colour));
    this.#highlights.clear();
    this.#ranges.clear();
  }

  #open(colour: Colour): Highlight {
    let highlight = this.#highlights.get(colour);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = -1; // Under the marks.
      this.#highlights.set(colour, highlight);
      CSS.highlights.set(nameOf(colour), highlight);
    }
    return highlight;
  }

  /** See that what begins there is seen. */
  #reach({ startContainer }: StaticRange): void {
    const block = blockOf(startContainer);
    if (!block) return;
    this.#rules ??= new Rules(this.#doc, RULE);
    this.#rules.reach(block);
  }
}
