/**
 * What anchoring a hundred notes costs on a page of a megabyte, and how long it keeps a page's thread at a
 * time.
 */
import { anchoring } from '../../../src/notes/anchor/anchor';
import { edit } from './edits';
import { makeNotes, soughtOf } from './measure';
import { readPage } from './pages';
import { Random } from './random';
import { copy, flatten } from './tree';

export interface Cost {
  /** How the page was changed since its notes were made. */
  name: string;
  /** UTF-16 units of page text. */
  letters: number;
  notes: number;
  /** ms of the processor's time: other programs do not count. */
  total: number;
  /** The same, of the longest step between two chances to rest. */
  longest: number;
}

const PAGE = { file: 'debian-lilypond__notation-big-page.html', lang: 'en' };
/** The steps are the same in every run: the quickest of each counts, as the others paid for the compiler. */
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
