import { describe, expect, it } from 'vitest';
import { reportOn } from './report';
import { addCounts, emptyCounts, figures, type Label, type Mark, score } from './score';

const scored = new Set(['igf', 'itu']);

function scoreOf(
  labels: [number, number, string, boolean?][],
  marks: [number, number, string][],
  known = scored,
) {
  const mentions = labels.map(
    ([start, end, sense, optional]): Label => ({
      start,
      end,
      surface: '',
      sense,
      ...(optional ? { optional } : {}),
    }),
  );
  const passage = { id: 'x', lang: 'en', text: '', mentions };
  const list = marks.map(([start, end, term]): Mark => ({ start, end, term }));
  const total = emptyCounts();
  for (const [term, counts] of score(passage, list, scored, known).counts)
    addCounts(total, counts, term === '');
  return figures(total);
}

describe('The score', () => {
  it('counts a mark as right if it overlaps a label of the same sense', () => {
    expect(scoreOf([[0, 3, 'igf']], [[2, 5, 'igf']])).toEqual({
      precision: 1,
      recall: 1,
      f1: 1,
      rejected: 1,
    });
  });
  it('counts one mark over a long form and its abbreviation for both', () => {
    expect(
      scoreOf(
        [
          [0, 10, 'igf'],
          [12, 15, 'igf'],
        ],
        [[0, 16, 'igf']],
      ).recall,
    ).toBe(1);
  });
  it('counts a mark on another sense, another term or no label as wrong', () => {
    expect(scoreOf([[0, 3, 'other:x']], [[0, 3, 'igf']])).toMatchObject({ precision: 0, rejected: 0 });
    expect(scoreOf([[0, 3, 'itu']], [[0, 3, 'igf']])).toMatchObject({ precision: 0, recall: 0 });
    expect(scoreOf([], [[0, 3, 'igf']]).precision).toBe(0);
  });
  it('ignores optional labels, marked or not', () => {
    expect(scoreOf([[0, 3, 'igf', true]], [[0, 3, 'igf']])).toEqual({
      precision: 1,
      recall: 1,
      f1: 1,
      rejected: 1,
    });
    expect(scoreOf([[0, 3, 'igf', true]], []).recall).toBe(1);
  });
  it('ignores marks of terms that are not annotated, and labels of terms that the digest lacks', () => {
    expect(scoreOf([], [[0, 3, 'borhan']]).precision).toBe(1);
    expect(scoreOf([[0, 3, 'itu']], [], new Set(['igf'])).recall).toBe(1);
  });
});

describe('The report on a set of passages', () => {
  const passage = (id: string, lang: string, text: string, senses: string[]) => ({
    id,
    lang,
    text,
    mentions: senses.map((sense, i) => ({ start: i * 4, end: i * 4 + 3, surface: '', sense })),
  });
  const passages = [
    passage('a', 'en', 'ITU is here today', ['itu']),
    passage('b', 'en', 'ITU is not here', ['other:race']),
    passage('c', 'ru', 'ITU IGF', ['other:race', 'igf']),
    passage('d', 'ru', 'no word', []),
  ];
  const all = ({ mentions }: { mentions: Label[] }) =>
    mentions.map(({ start, end }) => ({ start, end, term: 'itu' }));
  const report = reportOn('set', passages, all, () => [], { scored, known: scored });

  it('counts wrong marks in the words of passages without a term', () => {
    expect(report.overall).toMatchObject({ passages: 4, wrongSenseWords: 4, wrongPerThousand: 250 });
    expect(report.baseline).toMatchObject({ wrongPerThousand: 0, recall: 0, rejected: 1 });
  });
  it('splits by language and by half', () => {
    expect(report.languages).toMatchObject({
      en: { passages: 2, recall: 1 },
      ru: { passages: 2, recall: 0 },
    });
    expect(report.halves.tune.passages + report.halves.held.passages).toBe(4);
  });
});
