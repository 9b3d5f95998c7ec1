/**
 * The colours of passages with notes: one custom highlight for each colour, created with its first passage. A
 * passage has a background colour and a mention has a line, so both are visible in one place. The colour is
 * translucent, and so fits light pages and dark ones.
 */
import type { NotedPassage } from '../../protocol/messages';
import { textStyleOf } from '../dom/nodes';
import { isClear } from '../marks/fitting';
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

/** Most inks. Text in a further one is drawn in its `color`. */
const INKS = 20;

const COLOURS = Object.keys(SHADES) as Colour[];
/** `ink`: the number of an ink; 0: the text keeps its `color`. */
const nameOf = (colour: Colour, ink: number) => `gloss-note-${colour}${ink || ''}`;
/** The rules for the colours in one ink, in one string, because each change of a style sheet costs the page. Not on paper. */
function rulesFor(number: number, ink: string): string {
  const rules = (style: (colour: Colour) => string) =>
    COLOURS.map((colour) => `&::highlight(${nameOf(colour, number)}){${style(colour)}}`).join('');
  const text = ink && `;color:${ink}`;
  return `@media screen{${rules((colour) => `background-color:rgb(${SHADES[colour]}/${OPACITY})${text}`)}
@media (forced-colors:active){${rules(() => 'background-color:Mark;color:MarkText')}}}`;
}

/**
 * The colour in which a text is drawn, if that is not its `color`: browsers draw highlighted text in its `color` alone
 * (Chromium 156, Firefox 153), and it could vanish. Otherwise an empty string.
 */
function inkOf(text: Node): string {
  const { color, webkitTextFillColor, webkitTextStrokeWidth, webkitTextStrokeColor } = textStyleOf(text);
  if (Number.parseFloat(webkitTextStrokeWidth ?? '') > 0) return webkitTextStrokeColor ?? '';
  const isOwn = webkitTextFillColor && webkitTextFillColor !== color && !isClear(webkitTextFillColor);
  return isOwn ? webkitTextFillColor : '';
}

export class Paint {
  readonly #doc: Document;
  /** By name. */
  readonly #highlights = new Map<string, Highlight>();
  /** All painted ranges, with the rules for the ink of each. (Firefox throws when a content script iterates over a highlight.) */
  readonly #ranges = new Map<StaticRange, Rules>();
  /** By ink. */
  readonly #rules = new Map<string, Rules>();

  constructor(doc: Document) {
    this.#doc = doc;
  }

  /** Paints the spots. Returns a function that removes the paint. */
  add(colour: Colour, spots: readonly Spot[]): () => void {
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
      const { rules, number } = this.#inkOf(range.startContainer);
      this.#open(colour, number).add(range);
      this.#ranges.set(range, rules);
      reach(range, rules);
    }
    return () => {
      for (const range of ranges) {
        for (const highlight of this.#highlights.values()) highlight.delete(range);
        this.#ranges.delete(range);
      }
    };
  }

  /** Adds again what the page has removed: the style sheet by setting new ones, highlights by clearing all. */
  adopt(): void {
    for (const rules of this.#rules.values()) rules.adopt();
    if (import.meta.env.FIREFOX) this.#reachAll(); // Style sheets of shadow roots.
    for (const [name, highlight] of this.#highlights)
      if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight);
  }

  /** Repairs the paint after a change: the page may have removed it, or moved painted text. */
  keep(): void {
    this.adopt();
    this.#reachAll();
  }

  #reachAll(): void {
    for (const [range, rules] of this.#ranges) reach(range, rules);
  }

  /** Removes everything from the page. */
  stop(): void {
    for (const name of this.#highlights.keys()) CSS.highlights.delete(name);
    this.#highlights.clear();
    this.#ranges.clear();
  }

  #open(colour: Colour, ink: number): Highlight {
    const name = nameOf(colour, ink);
    let highlight = this.#highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = -1; // Below the marks.
      this.#highlights.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    return highlight;
  }

  /** The rules for the ink of a text, and the number of the ink. */
  #inkOf(text: Node): { rules: Rules; number: number } {
    let ink = inkOf(text);
    if (!this.#rules.has(ink) && this.#rules.size > INKS) ink = '';
    // The text without an ink comes first.
    for (const each of ['', ink])
      if (!this.#rules.has(each))
        this.#rules.set(each, new Rules(this.#doc, rulesFor(this.#rules.size, each)));
    return { rules: this.#rules.get(ink) as Rules, number: [...this.#rules.keys()].indexOf(ink) };
  }
}

/** Ensures that there is a rule for the block where a range begins. */
function reach({ startContainer }: StaticRange, rules: Rules): void {
  const block = blockOf(startContainer);
  if (block) rules.reach(block);
}
