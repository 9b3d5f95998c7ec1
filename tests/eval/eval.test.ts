/**
 * Accuracy of the bundled digest on the development passages. Needs the corpus, which is not in this
 * repository.
 */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileIndex, openIndex } from '../../src/mentions/index';
import { evaluateAbbreviations } from './abbreviations';
import { ABBREVIATIONS, bundledTerms, DEFAULT_PASSAGES, LONGFORM, readPassages, SCORED } from './corpus';
import { evaluateLongTexts } from './longform';
import { marksOf } from './marks';
import { reportOn } from './report';

const BARS = [
  { f1: 0.965, rejected: 0.98, wrongPerThousand: 3, file: DEFAULT_PASSAGES[0] ?? '' },
  { f1: 0.94, rejected: 0.93, wrongPerThousand: 3, file: DEFAULT_PASSAGES[1] ?? '' },
];

describe.each(BARS)('On the passages of $file', ({ f1, rejected, wrongPerThousand, file }) => {
  it.skipIf(!existsSync(file))(
    'F1, rejected senses and wrong marks reach their bars, in each language',
    async () => {
      const terms = await bundledTerms();
      const index = openIndex(compileIndex(terms));
      const ids = { scored: SCORED, known: new Set(terms.map((term) => term.id)) };
      const { overall, languages } = reportOn(
        file,
        readPassages(file),
        (passage) => marksOf(index, passage).shown,
        () => [],
        ids,
      );
      expect(overall.f1).toBeGreaterThanOrEqual(f1);
      expect(overall.rejected).toBeGreaterThanOrEqual(rejected);
      expect(overall.wrongPerThousand).toBeLessThanOrEqual(wrongPerThousand);
      for (const [lang, figures] of Object.entries(languages))
        expect(figures.f1, lang).toBeGreaterThanOrEqual(0.9);
    },
  );
});

describe.skipIf(!existsSync(LONGFORM))('Longer texts on another subject', () => {
  it('have at most one wrong mark in 20,000 words', async () => {
    const index = openIndex(compileIndex(await bundledTerms()));
    for (const { file, wrong } of evaluateLongTexts(index)) expect(wrong, file).toBeLessThanOrEqual(0.05);
  });
});

describe.skipIf(!existsSync(ABBREVIATIONS))('Published abbreviations', () => {
  it('are found as well as by the published algorithm', () => {
    const f1 = new Map(evaluateAbbreviations().map((set) => [set.name, set.f1]));
    expect(f1.get('medstract')).toBeGreaterThan(0.909);
    expect(f1.get('bioadi')).toBeGreaterThan(0.838);
    expect(f1.get('sh')).toBeGreaterThan(0.829);
  });
});
