/**
 * Makes a note from a selection: finds its place in the page's text, paints it, describes it and has it
 * stored.
 */
import { AROUND, describing, seen } from '../../notes/anchor/describe';
import type { Selectors } from '../../notes/anchor/selectors';
import { send } from '../../protocol/native';
import { addressesOf, titleOf } from '../dom/itself';
import { inSlices } from '../dom/slices';
import { gapsOf } from './gaps';
import { positionOf, readPageText, structureOf } from './page-text';
import type { Colour } from './paint';
import type { Passages } from './passages';
import { piecesOf } from './pieces';
import type { Selected } from './selected';

/** The methods of `Passages` that making a highlight uses. */
type Making = Pick<Passages, 'begin' | 'describe' | 'drop'>;

/**
 * Why no note was made: the selection has no text (`empty`), is longer than a note can store (`long`), has words
 * between its parts that are not selected (`several`), or storing failed (`failed`).
 */
export type Refusal = 'empty' | 'long' | 'several' | 'failed';

/** The longest passage that a note can store, UTF-16 units (`notes/schema`). */
const LONGEST = 100_000;

/**
 * Makes a note on the selection. Resolves to the note's id, or to the reason why there is none. Never
 * rejects. Paints the passage as soon as its place is known. If the page is left in the meantime, does the
 * remaining work at once, so that the note is still stored.
 */
export async function highlight(
  doc: Document,
  passages: Making,
  selected: Selected,
  colour: Colour,
): Promise<{ id: string } | { refused: Refusal }> {
  const id = newId();
  let storing: Promise<unknown> | undefined;
  function* make(): Generator<void, Refusal | undefined> {
    const selectors = yield* describe(doc, passages, selected, { id, colour });
    if (typeof selectors === 'string') return selectors;
    storing = send('highlight', { id, selectors, colour, ...addressesOf(doc), title: titleOf(doc) });
    storing.then(
      () => passages.describe(id, selectors),
      () => undefined,
    );
    return undefined;
  }
  const work = make();
  const hurry = ({ isTrusted }: Event) => {
    while (isTrusted && !work.next().done);
  };
  doc.defaultView?.addEventListener('pagehide', hurry);
  try {
    const { made: refused } = await inSlices(doc, work, true);
    await storing;
    if (refused === undefined) return { id };
    passages.drop(id);
    return { refused };
  } catch (error) {
    console.debug('Gloss could not store a note on this page.', error);
    passages.drop(id);
    return { refused: 'failed' };
  } finally {
    doc.defaultView?.removeEventListener('pagehide', hurry);
  }
}

/**
 * Computes the selectors of the selection, or the reason why there are none. Paints the passage before its
 * selectors are known.
 */
function* describe(
  { body }: Document,
  passages: Making,
  { between = [], ...ends }: Selected,
  { id, colour }: { id: string; colour: Colour },
): Generator<void, Selectors | Refusal> {
  const page = yield* readPageText(body);
  const { start, end } = positionOf(page, ends);
  if (end - start > 2 * LONGEST) return 'long';
  const pieces = yield* piecesOf(page, { start, end });
  if (pieces.length === 0) return 'empty';
  passages.begin(id, colour, { state: 'sure', start, pieces });
  const gaps = yield* gapsOf(page, { start, end }, AROUND);
  for (const each of between) {
    if (/\S/.test(seen(page.text, positionOf(page, each), gaps))) return 'several';
  }
  const selectors = yield* describing(page.text, { start, end }, gaps);
  if (!selectors?.position) return 'empty';
  if (selectors.quote.exact.length > LONGEST) return 'long';
  const structure = structureOf(page, selectors.position);
  return structure ? { ...selectors, structure } : selectors;
}

/** Returns a random UUID. `crypto.randomUUID` is missing on plain http. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
