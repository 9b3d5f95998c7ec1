/**
 * Decides which forms of a glossary need evidence, where its author does not say: what is short, what is an ordinary
 * word, and what is written like one. A long name of several words is always what it says.
 */
import type { Form } from '../../mentions/lexicon';
import { countWords } from '../form-key';
import type { Grade, OrdinaryWords } from './ordinary';

export type Judgement = Pick<Form, 'ambiguous'> & { ordinary: Grade };

/** Letters up to which an acronym has other senses. */
const SHORT_ACRONYM = 4;
/** Letters up to which a word of a script with letters is as likely a sign or a piece of a name: `bps`, `5G`. */
const SHORT_WORD = 3;
/** Words of a phrase that may stand in a sentence by chance (`back door`); a longer one hardly does. */
const SHORT_PHRASE = 2;

/** Whether a form can mean something else on ordinary pages, and how ordinary a word it is. */
export function judge(form: Pick<Form, 'text' | 'case'>, lang: string, words: OrdinaryWords): Judgement {
  const { text } = form;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 1 && text.length === 1) return { ambiguous: true, ordinary: 3 };
  if (form.case === 'exact') {
    const grade = Math.max(words.gradeOf(text, lang), words.gradeOf(text, 'en')) as Grade;
    return { ambiguous: letters <= SHORT_ACRONYM || grade > 0, ordinary: grade };
  }
  const grades = words.gradesOf(text, lang);
  if (grades.length > 1) {
    const isChance = grades.length <= SHORT_PHRASE && grades.every((grade) => grade === 3);
    return { ambiguous: isChance, ordinary: isChance ? 1 : 0 };
  }
  if (isChinese(text)) {
    const ordinary = grades[0] as Grade;
    return { ambiguous: ordinary > 0, ordinary };
  }
  // Where little is known of the words of a language, each may be an ordinary one.
  const least = !words.isLong(text, lang) || letters <= SHORT_WORD ? 1 : 0;
  const ordinary = Math.max(grades[0] ?? 0, least) as Grade;
  return { ambiguous: ordinary > 0, ordinary };
}

function isChinese(text: string): boolean {
  return /^\p{sc=Han}+$/u.test(text);
}

/** Terms that tell how a file writes its headings, at least; and the share of them that must begin with a capital. */
const LEAST_HEADINGS = 4;
const MOST_CAPITALS = 0.9;

/**
 * The languages in which a file begins all its terms with a capital, as headings are written: there the capital says
 * nothing, and `Port` is also written `port`. The first form of a term in each language counts; names in capitals and
 * scripts without letter case do not.
 */
export function languagesOfHeadings(terms: Iterable<readonly { text: string; lang: string }[]>): Set<string> {
  const counts = new Map<string, { all: number; capitals: number }>();
  for (const forms of terms) {
    const seen = new Set<string>();
    for (const { text, lang } of forms) {
      const [, first = '', second = ''] = /^\P{L}*(\p{L})(\p{L}?)/u.exec(text) ?? [];
      if (seen.has(lang) || first.toLowerCase() === first.toUpperCase()) continue;
      if (second.toLowerCase() !== second) continue;
      seen.add(lang);
      const count = counts.get(lang) ?? { all: 0, capitals: 0 };
      counts.set(lang, count);
      count.all++;
      if (first !== first.toLowerCase()) count.capitals++;
    }
  }
  const isHeading = ({ all, capitals }: { all: number; capitals: number }) =>
    all >= LEAST_HEADINGS && capitals >= MOST_CAPITALS * all;
  return new Set([...counts].filter(([, count]) => isHeading(count)).map(([lang]) => lang));
}

/** Whether a form is one word with a capital that may only be that of a heading. */
export function mayBeHeading({ text, case: rule }: Pick<Form, 'text' | 'case'>): boolean {
  return rule === 'initial' && countWords(text) === 1 && /^\P{L}*\p{Lu}\p{Ll}[^\p{Lu}]*$/u.test(text);
}
