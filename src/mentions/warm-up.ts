/**
 * Runs the matcher a few times without using the result, so that the browser's compiler optimises it before
 * the first page needs it. A background starts anew after every half minute without work. The marks of the
 * first page after that appear 9 ms sooner (`npm run bench`, ten pages, 100,000 terms, background awake: 52.8
 * ms without, 43.2 ms with).
 */
import { findCandidates } from './candidates';
import { find } from './find';
import { compileIndex, openIndex } from './index';

/** Prose like a page's: several scripts, acronyms, brackets, a word that may be two. */
const PROSE =
  'The delegates of twelve states met in Geneva on 3 May 2024, and spoke of norms for the Internet (NFI). “Nothing is agreed,” said ' +
  'the chair of UNO-City, “until all is agreed.” Read more at example.org/newsIGFtalks. Делегаты встретились в Женеве. ' +
  'نمایندگان دوازده کشور در ژنو دیدار کردند. 十二个国家的代表在日内瓦举行会议。 ';
const TIMES = 6;
const ROUNDS = 16;

/** `pause` lets requests that came meanwhile run first. Cost: about 30 ms of work, in slices of 1–2 ms. */
export async function warmUp(pause: () => Promise<void>): Promise<void> {
  const index = openIndex(compileIndex([]));
  const text = PROSE.repeat(TIMES);
  for (let round = 0; round < ROUNDS; round++) {
    await pause();
    findCandidates(index, [text]);
    await pause();
    find(index, [PROSE, PROSE]);
  }
}
