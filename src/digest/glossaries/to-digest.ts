/** Makes a digest of what a file says. Pure; the same file gives the same digest. Cost: O(n log n) in the terms. */

import { MAX_WORDS } from '../../mentions/entries';
import type { Form } from '../../mentions/lexicon';
import { ContentHash, compareIds, comparePassages, type DigestContent } from '../canonical';
import { defaultCase } from '../form-case';
import { countWords } from '../form-key';
import type { About, Claim, Digest, Document, Term } from '../schema';
import { type Judgement, judge, languagesOfHeadings, mayBeHeading } from './ambiguity';
import type { ReadEntry, ReadGlossary, ReadSource, ReadStatement } from './entry';
import { divide } from './gists';
import { Ids } from './ids';
import { type Left, LeftOut } from './left';
import { type Described, derivingNeighbours } from './neighbours';
import { type OrdinaryWords, ordinaryWords } from './ordinary';
import { from, inSteps, type Pacing, sorting, type Work } from './work';

export interface DigestOptions extends Pacing {
  /**
   * Whether a form can mean something else on ordinary pages, so that it needs evidence, as an author says. Absent:
   * Gloss judges it (`ambiguity.ts`).
   */
  isAmbiguous?: (form: Pick<Form, 'text' | 'case'>, lang: string) => boolean;
}

export interface MadeDigest {
  digest: Digest;
  /** What was left out on the way, besides what reading the file left out. */
  left: Left[];
}

/** Terms by which it is told how a file is written, and in which languages. */
const SAMPLE = 2_000;
/** Terms that are made, or hashed, in one step: about 2 ms. */
const STEP = 100;
/** Parts of the work, for the one who watches: ids, terms, cues, order, hash. Each passes all terms once. */
const PARTS = 5;

/** Makes the digest. `about`: what it says of itself. Rejects with the reason of the watch's signal. */
export async function toDigest(
  read: ReadGlossary,
  about: About,
  options: DigestOptions = {},
): Promise<MadeDigest> {
  options.watch?.signal.throwIfAborted();
  const words = await ordinaryWords(
    read.content ? [] : read.entries.slice(0, SAMPLE).flatMap(({ forms }) => forms),
  );
  const making = made(read, words, options);
  const { hash, content, left } = await inSteps(making, options, PARTS * read.entries.length);
  return { digest: { format: 1, about, hash: hash.hex(), ...content }, left };
}

/** How the forms of a file are judged. */
interface Judging {
  /** Languages in which the capital of a term is only that of a heading. */
  headings: ReadonlySet<string>;
  judged: (form: Pick<Form, 'text' | 'case'>, lang: string) => Judgement | Pick<Form, 'ambiguous'>;
}

interface Made {
  hash: ContentHash;
  content: DigestContent;
  left: Left[];
}

function* made(read: ReadGlossary, words: OrdinaryWords, options: DigestOptions): Work<Made> {
  const left = new LeftOut();
  const { length } = read.entries;
  const unordered = read.content ?? (yield* contentOf(read.entries, words, options, left));
  const content = yield* from(3 * length, ordered(unordered));
  const hash = new ContentHash();
  hash.add({ documents: content.documents });
  for (let at = 0; at < content.passages.length; at += STEP) {
    hash.add({ passages: content.passages.slice(at, at + STEP) });
    yield at;
  }
  for (let at = 0; at < content.terms.length; at += STEP) {
    hash.add({ terms: content.terms.slice(at, at + STEP) });
    yield 4 * length + at;
  }
  return { hash, content, left: left.list() };
}

function* ordered({ documents, passages, terms }: DigestContent): Work<DigestContent> {
  return {
    documents: yield* sorting(documents, (a, b) => compareIds(a.id, b.id)),
    passages: yield* sorting(passages, comparePassages),
    terms: yield* sorting(terms, (a, b) => compareIds(a.id, b.id)),
  };
}

function* contentOf(
  entries: readonly ReadEntry[],
  words: OrdinaryWords,
  { isAmbiguous }: DigestOptions,
  left: LeftOut,
): Work<DigestContent> {
  const sample = entries.slice(0, SAMPLE);
  words.guess(sample.flatMap(({ label, definitions: [first] }) => `${label} ${first?.text ?? ''}`));
  const judging: Judging = {
    headings: languagesOfHeadings(sample.map(({ forms }) => forms)),
    judged: (form, lang) => (isAmbiguous ? { ambiguous: isAmbiguous(form, lang) } : judge(form, lang, words)),
  };
  const ids = yield* idsOf(entries);
  const sources = new Sources();
  const terms: Term[] = [];
  const described: Described[] = [];
  for (const [at, entry] of entries.entries()) {
    const id = ids.ofEntry[at] as string;
    const { gist, statements, others } = divide(entry);
    for (const { text } of others) left.add('definition-language', `${entry.label}: ${text}`, at + 1);
    const forms = formsOf(entry, judging, left, at + 1);
    const name = entry.name ?? fullName(entry);
    const term: Term = {
      ...{ id, kind: entry.kind ?? 'concept', label: entry.label, gist, forms, cues: [], rivals: [] },
      claims: statements.map((statement) => claimOf(statement, sources)),
      related: entry.related.flatMap((each) => ids.byName.get(each) ?? []).filter((each) => each !== id),
    };
    if (name !== undefined) term.name = name;
    terms.push(term);
    described.push({ term, texts: [...entry.gists, ...entry.definitions, ...entry.statements] });
    if (at % STEP === 0) yield entries.length + at;
  }
  yield* from(2 * entries.length, derivingNeighbours(described, words));
  return { documents: sources.documents, passages: [], terms };
}

function claimOf({ text, source, asOf }: ReadStatement, sources: Sources): Claim {
  const claim: Claim = { text };
  const document = source && sources.idOf(source);
  if (document !== undefined) claim.document = document;
  if (asOf !== undefined) claim.asOf = asOf;
  return claim;
}

interface TermIds {
  ofEntry: string[];
  /** Ids of terms by what entries refer to them with: their id in the file, or their label. */
  byName: Map<string, string>;
}

function* idsOf(entries: readonly ReadEntry[]): Work<TermIds> {
  const ids = new Ids();
  const byName = new Map<string, string>();
  const ofEntry: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const name = entry.id ?? entry.label;
    const id = ids.idOf(name);
    ofEntry.push(id);
    if (!byName.has(name)) byName.set(name, id);
    if (at % 500 === 0) yield at;
  }
  return { ofEntry, byName };
}

function formsOf(
  { forms, label, kind }: ReadEntry,
  { judged, headings }: Judging,
  left: LeftOut,
  at: number,
): Term['forms'] {
  const found = forms.filter(({ text }) => {
    const words = countWords(text);
    const isFound = forms.length === 1 || (words > 0 && words <= MAX_WORDS);
    if (!isFound) left.add('form-words', `${label}: ${text}`, at);
    return isFound;
  });
  const isName = kind !== undefined && kind !== 'concept';
  const made = found.map(({ text, lang }) => {
    const written = { text, case: defaultCase(text) };
    const rule = headings.has(lang) && !isName && mayBeHeading(written) ? 'any' : written.case;
    return { text, lang, case: rule, ...judged({ text, case: rule }, lang) };
  });
  if (made.length > 0) return made;
  const [{ text, lang } = { text: label, lang: 'und' }] = forms;
  return [{ text, lang, case: defaultCase(text), ambiguous: true }];
}

/** The form that a label stands for, if its words begin with the letters of the label: `Internet Governance Forum`. */
function fullName({ label, forms }: ReadEntry): string | undefined {
  if (!/^\p{Lu}{2,8}$/u.test(label)) return undefined;
  return forms.find(({ text }) => {
    const words = text.split(/[\s-]+/);
    if (words.length < 2 || words.length > 16) return false;
    const initials = words.map((word) => word[0] ?? '');
    const capitals = initials.filter((letter) => /\p{Lu}/u.test(letter)).join('');
    return capitals === label || initials.join('').toUpperCase() === label;
  })?.text;
}

/** The sources of a file as documents of the digest, which have no passages. */
class Sources {
  readonly documents: Document[] = [];
  readonly #known = new Map<string, string>();
  readonly #ids = new Ids();

  idOf({ title, address }: ReadSource): string | undefined {
    const name = title ?? hostOf(address ?? '');
    if (name === '') return undefined;
    const key = `${title ?? ''}\n${address ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.idOf(title ?? address ?? name, 'source');
    this.documents.push({ id, title: name, lang: 'und', ...(address !== undefined && { address }) });
    this.#known.set(key, id);
    return id;
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : '';
}
