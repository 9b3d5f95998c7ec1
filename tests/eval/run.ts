/**
 * The evaluation of mentions. It calls `find` as the background does, with each passage as a page. Each file
 * of passages is reported apart.
 *
 *     npm run eval [-- --json] [--split tune|held] [--errors N] [--cost] [file.jsonl …]
 */
import { basename } from 'node:path';
import { compileIndex, type MentionIndex, openIndex } from '../../src/mentions/index';
import { type Abbreviations, evaluateAbbreviations } from './abbreviations';
import { baseline } from './baseline';
import { bundledTerms, DEFAULT_PASSAGES, halfOf, readLongTexts, readPassages, SCORED } from './corpus';
import { costOf } from './cost';
import { describe, errorsOf, type MarkError } from './errors';
import { evaluateLongTexts, type LongFigures } from './longform';
import { marksOf } from './marks';
import { reportOn, type SetReport, tableOf, tableOfLongTexts } from './report';

interface Report {
  sets: SetReport[];
  errors: MarkError[];
  longform?: LongFigures[];
}

const USAGE = 'npm run eval [-- --json] [--split tune|held] [--errors N] [--cost] [file.jsonl …]';
const WORST = 20;

export async function run(args: string[]): Promise<number> {
  const split = optionOf(args, '--split');
  const worst = Number(optionOf(args, '--errors') ?? WORST);
  const named = args.filter(
    (arg, i) => !arg.startsWith('--') && !/^--(split|errors)$/.test(args[i - 1] ?? ''),
  );
  if ((split && split !== 'tune' && split !== 'held') || Number.isNaN(worst)) {
    console.error(USAGE);
    return 2;
  }
  const terms = await bundledTerms();
  const index = openIndex(compileIndex(terms));
  const ids = { scored: SCORED, known: new Set(terms.map((term) => term.id)) };
  const plain = baseline(terms);
  const report: Report = { sets: [], errors: [] };
  for (const file of named.length > 0 ? named : DEFAULT_PASSAGES) {
    const passages = readPassages(file).filter(({ id }) => !split || halfOf(id) === split);
    const ours = (passage: (typeof passages)[number]) => marksOf(index, passage).shown;
    report.sets.push(reportOn(basename(file), passages, ours, ({ text }) => plain(text), ids));
    report.errors.push(...errorsOf(index, passages, SCORED, ids.known));
  }
  report.errors = report.errors.sort((a, b) => b.size - a.size).slice(0, worst);
  const long = named.length === 0 ? evaluateLongTexts(index) : [];
  if (long.length > 0) report.longform = long;
  if (args.includes('--json')) {
    console.log(JSON.stringify(report, null, 2));
    return 0;
  }
  for (const set of report.sets) console.log(tableOf(set).join('\n'));
  for (const error of report.errors) console.log(`\n${describe(error)}`);
  if (long.length > 0) console.log(tableOfLongTexts(long).join('\n'));
  if (named.length === 0) printAbbreviations(evaluateAbbreviations());
  if (args.includes('--cost')) printCost(index);
  return 0;
}

function optionOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** The cost takes longer to measure than all figures together, so it is printed only on request. */
function printCost(index: MentionIndex): void {
  const texts = readLongTexts().filter(({ use }) => use === 'positive');
  if (texts.length === 0) return;
  const { words, mentions, share } = costOf(
    index,
    texts.map(({ blocks }) => blocks),
  );
  console.log(
    `\nresolving ÷ matching, a page of ${words} words and ${mentions} candidates on the subject: ${share.toFixed(2)}`,
  );
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(6);

function printAbbreviations(sets: Abbreviations[]): void {
  if (sets.length > 0) console.log('\ndefinitions of abbreviations, exact pairs');
  for (const { name, precision, recall, f1 } of sets) {
    console.log(`${name.padEnd(30)}${percent(precision)}${percent(recall)}${percent(f1)}`);
  }
}
