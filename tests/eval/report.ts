/** Scores sets of passages, and puts the figures into tables. */
import { halfOf } from './corpus';
import type { LongFigures } from './longform';
import {
  addCounts,
  type Counts,
  emptyCounts,
  type Figures,
  figures,
  type Mark,
  type Passage,
  score,
} from './score';

/** The figures of one set of passages, or of a part of it. */
interface SetFigures extends Figures {
  passages: number;
  /** Wrong marks per 1,000 words of the passages in which every label has another sense. */
  wrongPerThousand: number;
  /** Words of those passages. */
  wrongSenseWords: number;
}

export interface SetReport {
  name: string;
  overall: SetFigures;
  baseline: SetFigures;
  halves: Record<'tune' | 'held', SetFigures>;
  languages: Record<string, SetFigures>;
  baselineLanguages: Record<string, SetFigures>;
  terms: Record<string, Figures>;
}

export type Marker = (passage: Passage) => Mark[];

interface Totals {
  passages: number;
  counts: Counts;
  wrong: number;
  words: number;
}

/** The figures of a set: as a whole, by half, by language and by term. */
export function reportOn(
  name: string,
  passages: readonly Passage[],
  ours: Marker,
  plain: Marker,
  ids: { scored: Set<string>; known: Set<string> },
): SetReport {
  const all = new Map<string, Totals>();
  const theirs = new Map<string, Totals>();
  const terms = new Map<string, Counts>();
  const add = (to: Map<string, Totals>, parts: string[], passage: Passage, mark: Marker): void => {
    const { counts, wrong } = score(passage, mark(passage), ids.scored, ids.known);
    const words = isWrongSense(passage) ? passage.text.split(/\s+/).length : 0;
    for (const part of parts) {
      const totals = to.get(part) ?? { passages: 0, counts: emptyCounts(), wrong: 0, words: 0 };
      to.set(part, totals);
      totals.passages++;
      totals.words += words;
      if (words > 0) totals.wrong += wrong.length;
      for (const [term, each] of counts) addCounts(totals.counts, each, term === '');
    }
    if (to !== all) return;
    for (const [term, each] of counts) {
      if (term === '') continue;
      const known = terms.get(term) ?? emptyCounts();
      terms.set(term, known);
      addCounts(known, each, true);
    }
  };
  for (const passage of passages) {
    add(all, ['', `half ${halfOf(passage.id)}`, passage.lang], passage, ours);
    add(theirs, ['', passage.lang], passage, plain);
  }
  const of = (map: Map<string, Totals>, part: string): SetFigures => figuresOf(map.get(part));
  const languages = [...all.keys()].filter((key) => key !== '' && !key.startsWith('half ')).sort();
  return {
    name,
    overall: of(all, ''),
    baseline: of(theirs, ''),
    halves: { tune: of(all, 'half tune'), held: of(all, 'half held') },
    languages: Object.fromEntries(languages.map((lang) => [lang, of(all, lang)])),
    baselineLanguages: Object.fromEntries(languages.map((lang) => [lang, of(theirs, lang)])),
    terms: Object.fromEntries([...terms].sort().map(([term, counts]) => [term, figures(counts)])),
  };
}

/** Whether every label of a passage, and at least one, has another sense than a term's. */
function isWrongSense({ mentions }: Passage): boolean {
  return mentions.length > 0 && mentions.every(({ sense }) => sense.startsWith('other:'));
}

function figuresOf(totals: Totals | undefined): SetFigures {
  const { passages, counts, wrong, words } = totals ?? {
    passages: 0,
    counts: emptyCounts(),
    wrong: 0,
    words: 0,
  };
  const wrongPerThousand = words === 0 ? 0 : (wrong / words) * 1000;
  return { ...figures(counts), passages, wrongPerThousand, wrongSenseWords: words };
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(7);

/** One line of a table of figures. */
function row(name: string, value: Figures | SetFigures): string {
  const shares = [value.precision, value.recall, value.f1, value.rejected].map(percent).join('');
  if (!('passages' in value)) return `${name.padEnd(28)}${shares}`;
  return `${name.padEnd(28)}${shares}${value.wrongPerThousand.toFixed(1).padStart(9)}${String(value.passages).padStart(10)}`;
}

/** The table of one set. */
export function tableOf(report: SetReport): string[] {
  const { name, overall, baseline, halves, languages, baselineLanguages, terms } = report;
  return [
    '',
    `${name.padEnd(28)}  prec.   rec.    F1   rejected wrong/1,000 passages`,
    row('overall', overall),
    row('  half for writing rules', halves.tune),
    row('  half for checking them', halves.held),
    row('plain whole-word matching', baseline),
    ...Object.entries(languages).map(
      ([lang, value]) => `${row(lang, value)}   plain F1${percent(baselineLanguages[lang]?.f1 ?? 0)}`,
    ),
    ...Object.entries(terms).map(([term, value]) => row(term, value)),
  ];
}

/** The table of the longer texts. */
export function tableOfLongTexts(texts: readonly LongFigures[]): string[] {
  const lines = texts.map(({ file, words, marks, wrong, terms }) => {
    const rates = `${marks.toFixed(2).padStart(7)} ${wrong.toFixed(2).padStart(6)}`;
    return `${rates}  ${String(words).padStart(6)} words  ${file}  ${terms}`;
  });
  return ['', 'longer texts: marks and wrong marks per 1,000 words', ...lines];
}
