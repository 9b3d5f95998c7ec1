/**
 * The evaluation of mentions. It calls `find` as the background does, with each passage as a page.
 *
 *     npm run eval [-- --json] [--split tune|held] [--errors N] [file.jsonl …]
 */
import { compileIndex, type MentionIndex, openIndex } from '../../src/mentions/index';
import { type Abbreviations, evaluateAbbreviations } from './abbreviations';
import { baseline } from './baseline';
import { bundledTerms, DEFAULT_PASSAGES, halfOf, readLongTexts, readPassages, SCORED } from './corpus';
import { type Cost, costOf } from './cost';
import { describe, errorsOf, type MarkError } from './errors';
import { evaluateLongTexts, type LongFigures } from './longform';
import { marksOf } from './marks';
import { addCounts, type Counts, emptyCounts, type Figures, figures, type Passage, score } from './score';

interface Report {
  overall: Figures;
  baseline: Figures;
  languages: Record<string, Figures>;
  terms: Record<string, Figures>;
  errors: MarkError[];
  longform?: LongFigures[];
}

const USAGE = 'npm run eval [-- --json] [--split tune|held] [--errors N] [file.jsonl …]';
const WORST = 20;

export async function run(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const split = optionOf(args, '--split');
  const worst = Number(optionOf(args, '--errors') ?? WORST);
  const files = args.filter(
    (arg, i) => !arg.startsWith('--') && !/^--(split|errors)$/.test(args[i - 1] ?? ''),
  );
  if ((split && split !== 'tune' && split !== 'held') || Number.isNaN(worst)) {
    console.error(USAGE);
    return 2;
  }
  const terms = await bundledTerms();
  const index = openIndex(compileIndex(terms));
  const known = new Set(terms.map((term) => term.id));
  const plain = baseline(terms);
  const all = (files.length > 0 ? files : [DEFAULT_PASSAGES]).flatMap(readPassages);
  const passages = split ? all.filter((passage) => halfOf(passage.id) === split) : all;
  const ours = evaluate(passages, known, (passage) => marksOf(index, passage).shown);
  const theirs = evaluate(passages, known, (passage) => plain(passage.text));
  const report: Report = {
    overall: figures(ours.overall),
    baseline: figures(theirs.overall),
    languages: byName(ours.languages),
    terms: byName(ours.terms),
    errors: errorsOf(index, passages, SCORED, known).slice(0, worst),
  };
  const long = files.length === 0 ? evaluateLongTexts(index) : [];
  if (long.length > 0) report.longform = long;
  if (json) {
    console.log(JSON.stringify(report, null, 2));
    return 0;
  }
  print(report, byName(theirs.languages));
  if (!split && files.length === 0) printHalves(index, all, known);
  const texts = long.length > 0 ? readLongTexts().filter(({ use }) => use === 'positive') : [];
  if (texts.length > 0)
    printCost(
      costOf(
        index,
        texts.map(({ blocks }) => blocks),
      ),
    );
  printAbbreviations(files.length === 0 ? evaluateAbbreviations() : []);
  return 0;
}

function optionOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

interface Totals {
  overall: Counts;
  languages: Map<string, Counts>;
  terms: Map<string, Counts>;
}

function evaluate(
  passages: Passage[],
  known: Set<string>,
  mark: (passage: Passage) => { start: number; end: number; term: string }[],
): Totals {
  const totals: Totals = { overall: emptyCounts(), languages: new Map(), terms: new Map() };
  const of = (map: Map<string, Counts>, name: string): Counts => {
    const counts = map.get(name) ?? emptyCounts();
    map.set(name, counts);
    return counts;
  };
  for (const passage of passages) {
    for (const [term, counts] of score(passage, mark(passage), SCORED, known).counts) {
      addCounts(totals.overall, counts, term === '');
      addCounts(of(totals.languages, passage.lang), counts, term === '');
      if (term !== '') addCounts(of(totals.terms, term), counts, true);
    }
  }
  return totals;
}

function byName(counts: Map<string, Counts>): Record<string, Figures> {
  return Object.fromEntries(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, c]) => [name, figures(c)]),
  );
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(6);

function row(name: string, { precision, recall, f1, rejected }: Figures): string {
  return `${name.padEnd(30)}${percent(precision)}${percent(recall)}${percent(f1)}${percent(rejected)}`;
}

function print(report: Report, plain: Record<string, Figures>): void {
  console.log(`${' '.repeat(30)}  prec.  rec.   F1   rejected`);
  console.log(row('overall', report.overall));
  console.log(row('plain whole-word matching', report.baseline));
  for (const [lang, value] of Object.entries(report.languages)) {
    console.log(row(lang, value) + (plain[lang] ? `   plain F1 ${percent(plain[lang].f1)}` : ''));
  }
  for (const [term, value] of Object.entries(report.terms)) console.log(row(term, value));
  for (const error of report.errors) console.log(`\n${describe(error)}`);
  if (!report.longform) return;
  console.log('\nlonger texts: marks and wrong marks per 1,000 words');
  for (const { file, words, marks, wrong, terms } of report.longform) {
    const rates = `${marks.toFixed(2).padStart(7)} ${wrong.toFixed(2).padStart(6)}`;
    console.log(`${rates}  ${String(words).padStart(6)} words  ${file}  ${terms}`);
  }
}

function printCost({ words, mentions, share }: Cost): void {
  console.log(
    `\nresolving ÷ matching, a page of ${words} words and ${mentions} candidates on the subject: ${share.toFixed(2)}`,
  );
}

function printHalves(index: MentionIndex, passages: Passage[], known: Set<string>): void {
  console.log('\nhalves of the development passages');
  for (const half of ['tune', 'held'] as const) {
    const totals = evaluate(
      passages.filter((passage) => halfOf(passage.id) === half),
      known,
      (passage) => marksOf(index, passage).shown,
    );
    console.log(row(half === 'tune' ? 'rules written with' : 'not looked at', figures(totals.overall)));
    for (const [lang, value] of Object.entries(byName(totals.languages)))
      console.log(row(`  ${lang}`, value));
  }
}

function printAbbreviations(sets: Abbreviations[]): void {
  if (sets.length > 0) console.log('\ndefinitions of abbreviations, exact pairs');
  for (const { name, precision, recall, f1 } of sets) {
    console.log(`${name.padEnd(30)}${percent(precision)}${percent(recall)}${percent(f1)}`);
  }
}
