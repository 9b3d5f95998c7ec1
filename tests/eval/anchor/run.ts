/**
 * The evaluation of anchoring. It makes notes on random passages of real pages and edits the pages as people
 * and sites do. Every letter keeps its original position, so the true place of a passage is known. A copy of
 * a passage is a wrong place, although it reads the same.
 *
 * Two groups are counted separately. *Twins* are passages whose words, with 32 characters on each side, stood
 * twice on the page. If nothing else distinguishes them, the right answer is an orphan. *Filler* are pages
 * that mostly repeat themselves (parser tests full of Lorem ipsum). `all` includes the twins and the passages
 * that are gone. For a passage that is gone, an anchor is right only if it covers something that is left of
 * it.
 *
 *     npm run eval:anchor [-- --json] [--seed N] [--pages N] [--errors N]
 */

import { type Cost, costOf } from './cost';
import { KINDS, STRENGTHS, type Strength } from './edits';
import { makeNotes, measure, type Trial } from './measure';
import { donorFor, listPages, type Page, readPage, sentencesOf } from './pages';
import { SIZES } from './passages';

const USAGE = 'npm run eval:anchor [-- --json] [--seed N] [--pages N] [--errors N]';

/** Notes of each size on each page, and how many of them are anchored after each edit. */
const POOL = 6;
const EACH = 2;

/** Shares from 0 to 1, and the number of passages. */
interface Shares {
  passages: number;
  right: number;
  wrong: number;
  orphan: number;
}

export async function run(args: string[]): Promise<number> {
  const [seed, most, worst] = [
    numberOf(args, '--seed', 1),
    numberOf(args, '--pages', 1_000),
    numberOf(args, '--errors', 0),
  ];
  if ([seed, most, worst].some(Number.isNaN)) {
    console.error(USAGE);
    return 2;
  }
  const listed = listPages();
  if (listed.length === 0) {
    console.error('There are no pages in ../shared/corpus/pages: nothing is measured.');
    return 2;
  }
  const json = args.includes('--json');
  const every = Math.max(1, Math.ceil(listed.length / most));
  const cost = costOf(seed);
  const files = listed.filter((_, i) => i % every === 0);
  const pool = listed
    .filter((_, i) => i % 3 === 0)
    .flatMap((each) => readPage(each) ?? [])
    .map((page) => ({ file: page.file, lang: page.lang, sentences: sentencesOf(page) }));
  const trials: Trial[] = [];
  const filler: Trial[] = [];
  for (const [n, file] of files.entries()) {
    const page = readPage(file);
    if (!page) continue;
    const donor = donorFor(page, pool);
    const notes = makeNotes(page, POOL, seed);
    for (const [i, [kind, strength]] of editsOf(page, n).entries()) {
      const those = notes.filter(
        (_, n) => Math.floor(n / SIZES.length) % (POOL / EACH) === i % (POOL / EACH),
      );
      (page.filler ? filler : trials).push(...measure(page, those, kind, strength, seed, donor));
    }
  }
  const within = (least: number, most: number) =>
    trials.filter(({ twin, truth }) => !twin && truth.changed > least && truth.changed <= most);
  const report = {
    passages: trials.length,
    untouched: sharesOf(within(-1, 0)),
    edited15: sharesOf(within(0, 0.15)),
    edited50: sharesOf(within(0.15, 0.5)),
    gone: sharesOf(within(0.5, Number.POSITIVE_INFINITY)),
    all: sharesOf(trials),
    strengths: grouped(trials, ({ strength }) => strength),
    kinds: grouped(trials, ({ kind, strength }) => `${kind}, ${strength}`),
    sizes: grouped(trials, ({ passage }) => passage.size),
    twins: sharesOf(trials.filter(({ twin }) => twin)),
    filler: sharesOf(filler),
    cost,
  };
  if (json) {
    console.log(JSON.stringify(report, null, 2));
    return 0;
  }
  print('untouched', report.untouched);
  print('up to 15 % changed', report.edited15);
  print('up to 50 % changed', report.edited50);
  print('more, or gone', report.gone);
  print('all', report.all);
  print('of these twins', report.twins);
  print('pages that repeat themselves', report.filler);
  for (const group of [report.strengths, report.sizes, report.kinds]) {
    console.log('');
    for (const [name, shares] of Object.entries(group)) print(name, shares);
  }
  compare(trials);
  printCost(cost);
  for (const trial of trials.filter(({ outcome }) => outcome === 'wrong').slice(0, worst)) explain(trial);
  const missed = trials.filter((t) => t.outcome === 'orphan' && t.truth.changed <= 0.15);
  for (const trial of missed.slice(0, worst)) explain(trial);
  return 0;
}

/** Half of all edits; the next page gets the other half. A very long page gets fewer. */
function editsOf({ flat }: Page, n: number): [string, Strength][] {
  const all = KINDS.flatMap((kind) => STRENGTHS.map((strength): [string, Strength] => [kind, strength]));
  return all.filter((_, i) => (i + n) % (flat.text.length < 400_000 ? 2 : 6) === 0);
}

function numberOf(args: string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args[at + 1] ?? Number.NaN);
}

function sharesOf(trials: Trial[], of: (trial: Trial) => string | undefined = (t) => t.outcome): Shares {
  const share = (outcome: string): number =>
    trials.length === 0 ? 0 : trials.filter((trial) => of(trial) === outcome).length / trials.length;
  return { passages: trials.length, right: share('right'), wrong: share('wrong'), orphan: share('orphan') };
}

function grouped(trials: Trial[], by: (trial: Trial) => string): Record<string, Shares> {
  const names = [...new Set(trials.map(by))];
  return Object.fromEntries(names.map((name) => [name, sharesOf(trials.filter((t) => by(t) === name))]));
}

function print(name: string, { passages, right, wrong, orphan }: Shares): void {
  const figures = [right, wrong, orphan].map((share) => (share * 100).toFixed(2).padStart(8)).join('');
  console.log(`${name.padEnd(32)}${String(passages).padStart(7)}${figures}`);
}

function compare(trials: Trial[]): void {
  const both = trials.filter(({ theirs }) => theirs !== undefined);
  console.log('\nbeside the rule of Hypothesis, on the same passages');
  for (const [name, holds] of [
    ['untouched', (changed: number) => changed === 0],
    ['up to 15 % changed', (changed: number) => changed > 0 && changed <= 0.15],
    ['all', () => true],
  ] as const) {
    const those = both.filter(({ truth }) => holds(truth.changed));
    print(`${name}: Gloss`, sharesOf(those));
    print(
      `${name}: Hypothesis`,
      sharesOf(those, ({ theirs }) => theirs),
    );
  }
}

function explain({
  file,
  kind,
  strength,
  passage,
  twin,
  truth,
  verdict,
  outcome,
  quote,
  foundText,
}: Trial): void {
  console.log(
    `\n${outcome} ${file} ${kind}, ${strength}; ${passage.size}${twin ? ', twin' : ''}; changed ${truth.changed.toFixed(2)}, ` +
      `was ${passage.start}, is ${truth.at?.start}-${truth.at?.end}; ${JSON.stringify(verdict)}\n` +
      `  ${quote.slice(0, 150)}\n  ${foundText.replace(/\s+/g, ' ').slice(0, 150)}`,
  );
}

function printCost(cost: Cost[]): void {
  for (const { name, letters, notes, total, longest } of cost) {
    console.log(
      `${notes} notes, ${letters} letters, ${name}: ${total.toFixed(0)} ms, the longest step ${longest.toFixed(1)} ms`,
    );
  }
}
