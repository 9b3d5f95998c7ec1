/** What a card is told of the place of its mention, so that the reader can add it to what is said of the term. */
import { titleOf } from '../dom/itself';
import type { Mention } from '../marks/mention';
import { sentenceAt } from '../marks/sentence';

/** The sentence of a mention, and the title of its page. */
export function saidAt(
  doc: Document,
  { start, end }: Pick<Mention, 'start' | 'end'>,
): { sentence?: string; title: string } {
  const range = new Range();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  const sentence = sentenceAt({ start, end }, `${range}`);
  return { title: titleOf(doc), ...(sentence && { sentence: sentence.text }) };
}
