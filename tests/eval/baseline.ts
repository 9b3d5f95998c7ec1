/**
 * The baseline, as other programs do it: marks each form as a whole word anywhere, the longest form first,
 * acronyms in their letter case.
 *
 * Cost: at each offset, one look-up for each length that a form with that first letter has. One regular
 * expression with all forms would try each of them at each offset.
 */
import type { LexiconTerm } from '../../src/mentions/lexicon';
import type { Mark } from './score';

export type Baseline = (text: string) => Mark[];

export function baseline(terms: readonly LexiconTerm[]): Baseline {
  const exact: Forms = new Map();
  const loose: Forms = new Map();
  for (const term of terms) {
    for (const form of term.forms) {
      if (form.case === 'exact') add(exact, form.text, term.id);
      else add(loose, form.text.toLowerCase(), term.id);
    }
  }
  return (text) => {
    // A letter whose lower case has another length would shift all offsets behind it.
    const lower = [...text].map((c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
    return [...marksIn(lower, loose), ...marksIn(text, exact)];
  };
}

/** The term of each form; by the form's first unit, longest forms first. */
type Forms = Map<string, { sizes: number[]; terms: Map<string, string> }>;

function add(forms: Forms, form: string, term: string): void {
  const first = form.charAt(0);
  const known = forms.get(first) ?? { sizes: [], terms: new Map<string, string>() };
  forms.set(first, known);
  known.terms.set(form, term);
  if (known.sizes.includes(form.length)) return;
  known.sizes.push(form.length);
  known.sizes.sort((a, b) => b - a);
}

function marksIn(text: string, forms: Forms): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; at++) {
    const known = forms.get(text.charAt(at));
    const size = known?.sizes.find((length) => isForm(text, at, length, known.terms));
    if (!known || size === undefined) continue;
    marks.push({ start: at, end: at + size, term: known.terms.get(text.slice(at, at + size)) as string });
    at += size - 1;
  }
  return marks;
}

const WORD = /^[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/** Whether a form stands there as a whole word. Chinese is written without spaces between words. */
function isForm(text: string, at: number, size: number, terms: ReadonlyMap<string, string>): boolean {
  const form = text.slice(at, at + size);
  if (!terms.has(form)) return false;
  return HAN.test(form) || !(WORD.test(text.charAt(at - 1)) || WORD.test(text.charAt(at + size)));
}
