/** What was left out of a file, or changed, while it was read. */
import { excerpt } from '../problems';
import { counted } from './refusal';

/** Each reason, and the sentence that says it: `#` is the number, `s` follows it where there are several. */
const SENTENCES = {
  'no-label': ['# entry has no label and was left out', '# entries have no label and were left out'],
  'label-long': [
    '# label is longer than a name can be; its entry was left out',
    '# labels are longer than a name can be; their entries were left out',
  ],
  'form-long': [
    '# form is longer than a name can be and was left out',
    '# forms are longer than a name can be and were left out',
  ],
  'form-empty': [
    '# form has no letter and no digit and was left out',
    '# forms have no letter and no digit and were left out',
  ],
  'form-words': [
    '# form has too many words to be found in a text, and was left out',
    '# forms have too many words to be found in a text, and were left out',
  ],
  'definition-language': [
    '# definition in another language than its term was left out, or all of it but its first sentence',
    '# definitions in other languages than their terms were left out, or all of them but their first sentences',
  ],
  'forms-many': [
    '# form of a term with too many was left out',
    '# forms of terms with too many were left out',
  ],
  'definition-long': [
    '# definition is too long; its beginning was taken',
    '# definitions are too long; their beginnings were taken',
  ],
  'statements-many': [
    '# statement of a term with too many was left out',
    '# statements of terms with too many were left out',
  ],
  'gists-many': [
    '# short definition of a term with too many was left out',
    '# short definitions of terms with too many were left out',
  ],
  'related-unknown': [
    '# reference leads to no term of the file and was left out',
    '# references lead to no term of the file and were left out',
  ],
  'related-many': [
    '# reference of a term with too many was left out',
    '# references of terms with too many were left out',
  ],
  joined: ['# term stands twice; both were joined', '# terms stand more than once; they were joined'],
  renamed: [
    '# term has the id of another one; it was given a new id',
    '# terms have the id of another one; they were given new ids',
  ],
  'language-unknown': [
    '# language is not known; the text was taken without one',
    '# languages are not known; the texts were taken without one',
  ],
  'address-unfit': [
    '# address of a source is no web address and was left out',
    '# addresses of sources are no web addresses and were left out',
  ],
  'date-unfit': ['# date cannot be read and was left out', '# dates cannot be read and were left out'],
  'kind-unknown': ['# kind of term is not known to Gloss', '# kinds of terms are not known to Gloss'],
  'sources-many': [
    '# source was left out: the file has too many',
    '# sources were left out: the file has too many',
  ],
  column: ['# column was not used', '# columns were not used'],
  'cells-many': [
    '# row has more cells than there are columns; the rest of it was left out',
    '# rows have more cells than there are columns; the rest of them was left out',
  ],
  quotes: [
    '# cell has a quotation mark in a wrong place; it was read as it stands',
    '# cells have a quotation mark in a wrong place; they were read as they stand',
  ],
  'letters-damaged': ['# letter cannot be read', '# letters cannot be read'],
  'item-unfit': [
    '# part of the file is not as the format says and was left out',
    '# parts of the file are not as the format says and were left out',
  ],
  data: ['# other piece of data has no place in Gloss', '# other pieces of data have no place in Gloss'],
  collection: [
    '# collection of terms was left out; its terms were read',
    '# collections of terms were left out; their terms were read',
  ],
  deprecated: [
    '# term is out of use, the file says, and was left out',
    '# terms are out of use, the file says, and were left out',
  ],
  prose: ['# paragraph defines nothing and was left out', '# paragraphs define nothing and were left out'],
} as const satisfies Record<string, readonly [one: string, several: string]>;

export type Why = keyof typeof SENTENCES;
export const WHYS = Object.keys(SENTENCES) as Why[];

/** A place in the file, and the text there. */
interface Sample {
  /** At most 80 UTF-16 units; '' if there is none. */
  text: string;
  /** Number of the row, line or entry, from 1, as the format counts; absent where there is none. */
  at?: number;
}

/** Things that were left out for one reason. */
export interface Left {
  why: Why;
  /** How many, 1 or more. */
  count: number;
  /** The first three. */
  samples: Sample[];
}

const MOST_SAMPLES = 3;

/** A sentence in English, without its full stop. An interface has sentences of its own, by `why`. */
export function sentenceOf({ why, count }: Left): string {
  return SENTENCES[why][count === 1 ? 0 : 1].replace('#', counted(count));
}

/** Counts what is left out, in constant space. */
export class LeftOut {
  readonly #counts = new Map<Why, Left>();

  add(why: Why, text = '', at?: number, count = 1): void {
    if (count === 0) return;
    let left = this.#counts.get(why);
    if (!left) {
      left = { why, count: 0, samples: [] };
      this.#counts.set(why, left);
    }
    left.count += count;
    // A long text is cut first: to flatten all of it would cost its length.
    if (left.samples.length < MOST_SAMPLES)
      left.samples.push({ text: excerpt(text.slice(0, 200)), ...(at !== undefined && { at }) });
  }

  /** One of each reason, the most frequent first. */
  list(): Left[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}
