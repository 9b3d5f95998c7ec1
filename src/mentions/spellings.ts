/**
 * Spelling variants of a form that no rule for single words covers, and the letter case of names and cues.
 */
import type { Form } from './lexicon';

/** The form as written and its variants: hyphens omitted, -ise/-ize, co-operation. */
export function spellings(form: Form): Set<string> {
  const found = new Set([form.text]);
  if (form.case !== 'exact' && /[-‐‑]|i[sz]|co/i.test(form.text)) {
    const joined = form.text.replace(/(?<=\p{Ll})[-‐‑](?=\p{Ll})/gu, '');
    found.add(joined);
    for (const text of [...found]) {
      found.add(text.replace(/is(?=(?:ation|e|ed|ing)s?\b)/g, 'iz'));
      found.add(text.replace(/iz(?=(?:ation|e|ed|ing)s?\b)/g, 'is'));
      found.add(text.replace(/\b(co)(?=operati)/gi, '$1-'));
    }
  }
  return found;
}

/**
 * The letter case of a rival's name: one word keeps its capital (`Umma`, a city), an abbreviation keeps all
 * of its capitals.
 */
export function rivalCase(name: string): Form['case'] {
  if (/\s/.test(name)) return 'any';
  if (/\p{Lu}.*\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name)) return 'exact';
  return /^\p{Lu}/u.test(name) ? 'initial' : 'any';
}

/** The letter case of a cue. It counts in abbreviations only: `IT` is not `it`. */
export function cueCase(cue: string): Form['case'] {
  return /^[\p{Lu}\d-]{2,}$/u.test(cue) ? 'exact' : 'any';
}
