/** The worst errors, each with the reasons for and against. */
import type { Reason } from '../../src/mentions/find';
import type { MentionIndex } from '../../src/mentions/index';
import { marksOf } from './marks';
import { type Passage, score } from './score';

export interface MarkError {
  passage: string;
  lang: string;
  /** `wrong`: marked, but should not be. `missed`: not marked, but should be. */
  kind: 'wrong' | 'missed';
  term: string;
  surface: string;
  /** The sense in the label; empty if there is no label. */
  sense: string;
  context: string;
  /** How far the score was from the right side of 0. */
  size: number;
  reasons: Reason[];
}

const CONTEXT = 60;
const UNSEEN = 10;

/** All errors, those with the most confident verdict first. */
export function errorsOf(
  index: MentionIndex,
  passages: Passage[],
  scored: Set<string>,
  known: Set<string>,
): MarkError[] {
  const errors: MarkError[] = [];
  for (const passage of passages) {
    const { shown, hidden } = marksOf(index, passage);
    const outcome = score(passage, shown, scored, known);
    const around = (start: number, end: number): string =>
      passage.text.slice(Math.max(0, start - CONTEXT), end + CONTEXT).replace(/\s+/g, ' ');
    const base = { passage: passage.id, lang: passage.lang };
    for (const mark of outcome.wrong) {
      const judged = shown.find((m) => m.start === mark.start && m.term === mark.term);
      const label = passage.mentions.find((m) => m.start < mark.end && m.end > mark.start);
      errors.push({
        ...base,
        kind: 'wrong',
        term: mark.term,
        surface: passage.text.slice(mark.start, mark.end),
        sense: label?.sense ?? '',
        context: around(mark.start, mark.end),
        size: judged?.group ? judged.total : UNSEEN,
        reasons: judged?.reasons ?? [],
      });
    }
    for (const label of outcome.missed) {
      const judged = hidden.find((m) => m.start < label.end && m.end > label.start && m.term === label.sense);
      errors.push({
        ...base,
        kind: 'missed',
        term: label.sense,
        surface: label.surface,
        sense: label.sense,
        context: around(label.start, label.end),
        size: judged ? -judged.total : UNSEEN,
        reasons: judged?.reasons ?? [],
      });
    }
  }
  return errors.sort((a, b) => b.size - a.size);
}

export function describe(error: MarkError): string {
  const { kind, passage, lang, term, surface, sense, context, size, reasons } = error;
  const said =
    reasons.map((reason) => `  ${JSON.stringify(reason)}`).join('\n') || '  no form of the term stands here';
  const is = sense === term ? '' : ` is ${sense || 'nothing labelled'}`;
  return `${kind} ${term}: “${surface}”${is} (${passage}, ${lang}, by ${size.toFixed(2)})\n  … ${context} …\n${said}`;
}
