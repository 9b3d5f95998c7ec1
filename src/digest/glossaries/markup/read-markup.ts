/** Reads a glossary that is written as Markdown or HTML. Cost: linear. */
import type { Bounds } from '../bounds';
import type { ReadAbout } from '../entry';
import type { Gathering } from '../gather';
import type { Work } from '../work';
import type { Block } from './blocks';
import { Definitions } from './from-blocks';
import { readingHtml } from './html';
import { readingMarkdown } from './markdown';

/** Reads the terms into `gathering`. */
export function* readingMarkup(
  format: 'markdown' | 'html',
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  preferred: string | undefined,
): Work<ReadAbout> {
  const definitions = new Definitions(gathering, bounds, preferred);
  const take = (block: Block) => definitions.take(block);
  const about = yield* format === 'html' ? readingHtml(text, take, bounds) : readingMarkdown(text, take);
  gathering.language = about.language;
  yield* definitions.finish();
  return about;
}
