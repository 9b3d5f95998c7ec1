/**
 * A complete digest of 100,000 terms and 20,000 passages, for search, which reads more of a digest than its
 * forms.
 *
 * Its names are those of `lexica.ts`. Its claims, its names in other languages and its passages are cut out
 * of the corpus pages, so that word frequencies and neighbours are natural. Half of the passages are in
 * English. The others, and an additional form of every third term, are in the other languages in turn.
 */
import { type DigestContent, hashOf } from '../../src/digest/canonical';
import {
  type Digest,
  type Document,
  GIST_LETTERS,
  KINDS,
  type Passage,
  type Term,
} from '../../src/digest/schema';
import { madeUp } from './lexica';
import { seeded } from './numbers';

const SEED = 20_260_102;
const TERMS = 100_000;
const PASSAGES = 20_000;
const IN_DOCUMENT = 100;
/** Length of a passage and of a claim in words. In Chinese, a character counts as a word. */
const PASSAGE_WORDS = 70;
const CLAIM_WORDS = 20;
const OTHERS = ['fa', 'ar', 'ru', 'zh', 'fr', 'es', 'id'];

/** A source text: its language and its blocks. */
interface Source {
  /** BCP 47 tag, or empty. */
  lang: string;
  blocks: string[];
}

/** The bundled digest, filled up with made-up content. */
export async function largeDigest(bundled: DigestContent, sources: readonly Source[]): Promise<Digest> {
  const random = seeded(SEED);
  const stretch = stretches(sources, random);
  const documents: Document[] = [];
  const passages: Passage[] = [];
  const wanted = PASSAGES - bundled.passages.length;
  while (passages.length < wanted) {
    const number = documents.length;
    const id = `made-up-${String(number).padStart(3, '0')}`;
    const lang = number % 2 === 0 ? 'en' : (OTHERS[(number >> 1) % OTHERS.length] as string);
    documents.push({ id, title: stretch(lang, 6), lang });
    for (let i = 1; i <= IN_DOCUMENT && passages.length < wanted; i++)
      passages.push({
        id: `${id}#p${String(i).padStart(2, '0')}`,
        document: id,
        kind: 'paragraph',
        text: stretch(lang, PASSAGE_WORDS),
      });
  }
  const terms = madeUp(TERMS - bundled.terms.length).map((term, i): Term => {
    const forms = [...term.forms];
    const lang = OTHERS[i % OTHERS.length] as string;
    if (i % 3 === 0) forms.push({ text: stretch(lang, 2), lang, case: 'any', ambiguous: false });
    const passage = (passages[i % passages.length] as Passage).id;
    const text = stretch('en', CLAIM_WORDS);
    return {
      ...term,
      kind: KINDS[i % KINDS.length] as Term['kind'],
      label: (term.forms[0] as Term['forms'][0]).text,
      forms,
      gist: { en: stretch('en', 12).slice(0, GIST_LETTERS) },
      claims: [{ text, passage, quote: text }],
      related: [],
    };
  });
  const content: DigestContent = {
    documents: [...bundled.documents, ...documents],
    passages: [...bundled.passages, ...passages],
    terms: [...bundled.terms, ...terms],
  };
  return { format: 1, hash: await hashOf(content), ...content };
}

/** Cuts pieces of a given number of words out of the texts of a language. */
function stretches(sources: readonly Source[], random: () => number) {
  const words = new Map<string, string[]>();
  for (const { lang, blocks } of sources) {
    const [language = ''] = lang.toLowerCase().split('-');
    const known = words.get(language) ?? [];
    words.set(language, known);
    for (const block of blocks)
      for (const word of language === 'zh' ? block.replace(/\s/g, '') : (block.match(/\S+/g) ?? []))
        known.push(word);
  }
  return (lang: string, count: number): string => {
    const all = words.get(lang) ?? [];
    if (all.length <= count) throw new Error(`The corpus has hardly a page in the language “${lang}”.`);
    const from = Math.floor(random() * (all.length - count));
    return all.slice(from, from + count).join(lang === 'zh' ? '' : ' ');
  };
}
