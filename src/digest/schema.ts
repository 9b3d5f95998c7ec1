/**
 * The schema of a digest: what the documents say, compiled. These schemas are the only definition of its
 * shape. Types are inferred from them, and everything read from a file or a database is checked against them.
 */
import * as v from 'valibot';
import type { LexiconTerm } from '../mentions/lexicon';

/** Term and document ids: lower-case words joined by hyphens. */
export const Id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(80));
/** Passage ids: the document's id, `#p`, and the passage's number from 01, e.g. `islamic-nation-igf#p03`. */
const PassageId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*#p\d{2,}$/));
const Text = v.pipe(v.string(), v.nonEmpty());

export const Document = v.object({
  id: Id,
  title: Text,
  /** A short title that begins as a sentence names the document: `Event report`, of `The event report says …`. */
  short: v.optional(Text),
  /** Publisher or author, if the text itself names one. */
  publisher: v.optional(Text),
  /** As precise as the text says: `2023`, `2023-08` or `2023-08-29`. */
  date: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))),
  /** Language of the document, a BCP 47 tag. */
  lang: Text,
});
export type Document = v.InferOutput<typeof Document>;

export const Passage = v.object({
  id: PassageId,
  /** Id of the document. */
  document: Id,
  /** `heading`: a title inside the document; `item`: an entry of a list; `paragraph`: anything else. */
  kind: v.picklist(['heading', 'paragraph', 'item']),
  /** Level of a heading, 1–6; absent for other kinds. */
  level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6))),
  /** Verbatim, without the Markdown marks of a heading or an item. */
  text: Text,
});
export type Passage = v.InferOutput<typeof Passage>;

const Claim = v.object({
  /** One neutral sentence that says what the document says, and no more. */
  text: Text,
  passage: PassageId,
  /** The words that the claim rests on, verbatim in that passage. */
  quote: Text,
});

export const KINDS = ['organisation', 'person', 'event', 'concept', 'place', 'instrument'] as const;

/** Most letters of a gist: it is one line on most cards, and never more than two. */
export const GIST_LETTERS = 140;

const Form = v.object({
  text: Text,
  lang: Text,
  case: v.picklist(['exact', 'initial', 'any']),
  ambiguous: v.boolean(),
});

export const Term = v.object({
  id: Id,
  kind: v.picklist(KINDS),
  /** The heading of its card: the name that most readers know. */
  label: Text,
  /** The full name, if the label is an abbreviation or a short form. */
  name: v.optional(Text),
  /** For a person: the role that the document gives, one line. */
  role: v.optional(Text),
  /**
   * What the thing is, in Gloss's own words, by language (BCP 47 primary subtag); English is always there. At most
   * `GIST_LETTERS` UTF-16 units each.
   */
  gist: v.pipe(
    v.record(v.string(), v.pipe(Text, v.maxLength(GIST_LETTERS))),
    v.check(({ en }) => en !== undefined),
  ),
  forms: v.pipe(v.array(Form), v.minLength(1)),
  cues: v.array(Text),
  rivals: v.array(v.object({ sense: Text, forms: v.array(Text), names: v.array(Text), cues: v.array(Text) })),
  claims: v.pipe(v.array(Claim), v.minLength(1)),
  /** Ids of the terms to read next, most related first. */
  related: v.array(Id),
});
export type Term = v.InferOutput<typeof Term>;

/** The terms as the matcher needs them. This line does not compile if the two shapes diverge. */
export const lexicon = (terms: Term[]): LexiconTerm[] => terms;

export const Digest = v.object({
  /** Version of the digest format. */
  format: v.literal(1),
  /** SHA-256, hex, of the canonical JSON of documents, passages and terms. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  documents: v.array(Document),
  passages: v.array(Passage),
  terms: v.array(Term),
});
export type Digest = v.InferOutput<typeof Digest>;
