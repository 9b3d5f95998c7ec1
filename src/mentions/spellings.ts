/**
 * Spelling variants of a form that no rule for single words covers, and the letter case of names and cues.
 */
import type { Form } from './lexicon';

/** The form as written and its variants: hyphens or non-joiners omitted, -ise/-ize, co-operation. */
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
  for (const text of [...found]) for (const joined of withoutJoiners(text)) found.add(joined);
  return found;
}

const NON_JOINER = '\u200c';
/** A form with more non-joiners has too many variants; only the one without any is added. */
const MAX_NON_JOINERS = 3;

/** The spellings of a Persian form in which some of its parts are joined: `بین‌الملل`, `بینالملل`. */
function withoutJoiners(text: string): string[] {
  const parts = text.split(NON_JOINER);
  const seams = parts.length - 1;
  if (seams === 0) return [];
  if (seams > MAX_NON_JOINERS) return [parts.join('')];
  return Array.from({ length: 2 ** seams - 1 }, (_, kept) =>
    parts.reduce((joined, part, at) => joined + (kept & (1 << (at - 1)) ? NON_JOINER : '') + part),
  );
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
