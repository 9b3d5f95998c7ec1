/**
 * The finding, done a few times over for nothing: a browser runs code faster once it has run it for a while, and a background starts
 * anew whenever it has had no work for half a minute. Marks of the first page after that come 9 ms sooner (`npm run bench`, ten pages, 100,000
 * terms, background awake: 52.8 ms before, 43.2 after, in one hour).
 */
import { findCandidates } from './candidates';
import { find } from './find';
import { compileIndex, openIndex } from './index';

/** Prose as pages have it: several scripts, acronyms, brackets, a word that may be two. */
const PROSE =
  'The delegates of twelve states met in Geneva on 3 May 2024, and spoke of norms for the Internet (NFI). “Nothing is agreed,” said ' +
  'the chair of UNO-City, “until all is agreed.” Read more at example.org/newsIGFtalks. Делегаты встретились в Женеве. ' +
  'نمایندگان دوازده کشور در ژنو دیدار کردند. 十二个国家的代表在日内瓦举行会议。 ';
const TIMES = 6;
const ROUNDS = 16;

/** `pause` lets go first what came meanwhile. Cost: about 30 ms of work, in pieces of one or two. */
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
