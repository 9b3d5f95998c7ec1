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
import { addCounts, emptyCounts, figures, score } from './score';

describe.skipIf(!existsSync(DEFAULT_PASSAGES))('On the development passages', () => {
  it('F1 and the share of rejected senses are at least 0.95, and F1 is 0.9 in each language', async () => {
    const terms = await bundledTerms();
    const index = openIndex(compileIndex(terms));
    const known = new Set(terms.map((term) => term.id));
    const overall = emptyCounts();
    const languages = new Map<string, ReturnType<typeof emptyCounts>>();
    for (const passage of readPassages(DEFAULT_PASSAGES)) {
      const language = languages.get(passage.lang) ?? emptyCounts();
      languages.set(passage.lang, language);
      for (const [term, counts] of score(passage, marksOf(index, passage).shown, SCORED, known).counts) {
        addCounts(overall, counts, term === '');
        addCounts(language, counts, term === '');
      }
    }
    expect(figures(overall).f1).toBeGreaterThanOrEqual(0.95);
    expect(figures(overall).rejected).toBeGreaterThanOrEqual(0.95);
    for (const [lang, counts] of languages) expect(figures(counts).f1, lang).toBeGreaterThanOrEqual(0.9);
  });
});

describe.skipIf(!existsSync(LONGFORM))('Longer texts on another subject', () => {
  it('have fewer than one wrong mark in 1,000 words', async () => {
    const index = openIndex(compileIndex(await bundledTerms()));
    for (const { file, wrong } of evaluateLongTexts(index)) expect(wrong, file).toBeLessThan(1);
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
