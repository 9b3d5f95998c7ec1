/**
 * Measures the cost of anchoring a hundred notes on a page of one megabyte, and the longest time that it
 * blocks the page's thread.
 */
import { anchoring } from '../../../src/notes/anchor/anchor';
import { edit } from './edits';
import { makeNotes, soughtOf } from './measure';
import { readPage } from './pages';
import { Random } from './random';
import { copy, flatten } from './tree';

export interface Cost {
  /** The kind of edit made to the page after its notes. */
  name: string;
  /** UTF-16 units of page text. */
  letters: number;
  notes: number;
  /** CPU time (ms), which other programs do not affect. */
  total: number;
  /** CPU time (ms) of the longest step between two chances to pause. */
  longest: number;
}

const PAGE = { file: 'debian-lilypond__notation-big-page.html', lang: 'en' };
/**
 * The steps are the same in every run. Of each step the fastest run counts, because the others include
 * compilation.
 */
const RUNS = 3;

export function costOf(seed: number): Cost[] {
  const page = readPage(PAGE);
  if (!page) return [];
  const notes = makeNotes(page, 20, seed);
  const cases: [string, 'light' | 'heavy' | undefined][] = [
    ['as it was', undefined],
    ['words changed lightly', 'light'],
    ['words changed heavily', 'heavy'],
  ];
  return cases.map(([name, strength]) => {
    const tree = copy(page.tree);
    if (strength)
      edit(tree, 'words', strength, new Random(`${seed}`), { sentence: () => 'other words than before' });
    const after = flatten(tree);
    const sought = notes.map((note) => soughtOf(page, after, note));
    const steps: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const work = anchoring(after.text, sought);
      for (let i = 0, done = false; !done; i++) {
        const since = process.cpuUsage();
        done = work.next().done === true;
        const { user, system } = process.cpuUsage(since);
        steps[i] = Math.min(steps[i] ?? Number.POSITIVE_INFINITY, (user + system) / 1_000);
      }
    }
    const total = steps.reduce((sum, step) => sum + step, 0);
    const longest = steps.reduce((most, step) => Math.max(most, step), 0);
    return { name, letters: after.text.length, notes: notes.length, total, longest };
  });
}
