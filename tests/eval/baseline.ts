/**
 * The baseline, as other programs do it: marks each form as a whole word anywhere, the longest form first,
 * acronyms in their letter case.
 */
import type { LexiconTerm } from '../../src/mentions/lexicon';
import type { Mark } from './score';

export type Baseline = (text: string) => Mark[];

export function baseline(terms: readonly LexiconTerm[]): Baseline {
  const exact = new Map<string, string>();
  const loose = new Map<string, string>();
  for (const term of terms) {
    for (const form of term.forms) {
      if (form.case === 'exact') exact.set(form.text, term.id);
      else loose.set(form.text.toLowerCase(), term.id);
    }
  }
  const pattern = (forms: Iterable<string>, flags: string): RegExp => {
    const bodies = [...forms].sort((a, b) => b.length - a.length).map(body);
    return new RegExp(bodies.join('|') || '(?!)', flags);
  };
  const exactPattern = pattern(exact.keys(), 'gu');
  const loosePattern = pattern(loose.keys(), 'giu');
  return (text) => {
    const marks: Mark[] = [];
    for (const [regex, terms] of [
      [loosePattern, loose],
      [exactPattern, exact],
    ] as const) {
      for (const hit of text.matchAll(regex)) {
        const term = terms.get(hit[0]) ?? terms.get(hit[0].toLowerCase());
        if (term) marks.push({ start: hit.index, end: hit.index + hit[0].length, term });
      }
    }
    return marks;
  };
}

function body(form: string): string {
  const escaped = form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (/\p{Script=Han}/u.test(form)) return escaped;
  return `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
}
