/**
 * Asks the background to open the form of a term with selected words, and offers the sentence around them as a
 * statement. Nothing is stored, and the page learns nothing.
 */
import { AROUND, describing } from '../../notes/anchor/describe';
import type { Selectors } from '../../notes/anchor/selectors';
import { LANG, NAME } from '../../protocol/limits';
import { send } from '../../protocol/native';
import { addressesOf, titleOf } from '../dom/itself';
import { isText, langOf } from '../dom/nodes';
import { inSlices } from '../dom/slices';
import { type Sentence, sentenceAt } from '../marks/sentence';
import { gapsOf } from './gaps';
import { positionOf, readPageText } from './page-text';
import type { Selected } from './selected';
import { wordsOf } from './words';

/** Opens the form. Rejects where the background does. */
export async function explain(doc: Document, selected: Selected | undefined): Promise<void> {
  const words = await wordsOf(doc, selected);
  const text = words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, NAME)
    .toWellFormed();
  if (text === '') return;
  const sentence = selected && !selected.crosses ? sentenceOf(selected) : undefined;
  const selectors =
    selected && sentence && (await selectorsOf(doc, selected, sentence).catch(() => undefined));
  await send('explain', {
    ...{ text, lang: langOf(doc).slice(0, LANG), title: titleOf(doc) },
    ...addressesOf(doc),
    ...(sentence && { sentence: sentence.text }),
    ...(selectors && { selectors }),
  });
}

function sentenceOf({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: Selected): Sentence | undefined {
  if (!isText(startContainer) || !isText(endContainer)) return undefined;
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  const [start, end] = [
    { node: startContainer, offset: startOffset },
    { node: endContainer, offset: endOffset },
  ];
  return sentenceAt({ start, end }, range.toString());
}

/** Where the sentence stands; `undefined` where text that is not shown stands between its words. */
async function selectorsOf(
  doc: Document,
  selected: Selected,
  { text, before, after }: Sentence,
): Promise<Selectors | undefined> {
  function* describe(): Generator<void, Selectors | undefined> {
    const page = yield* readPageText(doc.body);
    const at = positionOf(page, selected);
    const [start, end] = [at.start - before, at.end + after];
    const here = page.text
      .slice(start, end)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    if (here !== text) return undefined;
    const gaps = yield* gapsOf(page, { start, end }, AROUND);
    return yield* describing(page.text, { start, end }, gaps);
  }
  return (await inSlices(doc, describe(), true)).made;
}
