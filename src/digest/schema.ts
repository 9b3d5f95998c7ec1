/**
 * The digest: what the documents say, compiled. These schemas are the only definition of its shape; types are inferred
 * from them, and whatever enters from a file or a database passes through them.
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
  /** Who published or wrote it, where the text itself names one. */
  publisher: v.optional(Text),
  /** As precise as the text tells: `2023-08`, `2023`, `2023-08-29`. */
  date: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))),
  /** BCP 47. */
  lang: Text,
});
export type Document = v.InferOutput<typeof Document>;

export const Passage = v.object({
  id: PassageId,
  /** The document it belongs to. */
  document: Id,
  /** `heading`: a title inside the document, with its level; `item`: an entry of a list; else a paragraph. */
  kind: v.picklist(['heading', 'paragraph', 'item']),
  /** 1–6, for headings only. */
  level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(6))),
  /** Verbatim, without the marks of Markdown that make it a heading or an item. */
  text: Text,
});
export type Passage = v.InferOutput<typeof Passage>;

const Claim = v.object({
  /** One neutral sentence, attributed to the document: what it says, never more. */
  text: Text,
  passage: PassageId,
  /** The words it rests on, verbatim in that passage. */
  quote: Text,
});

export const KINDS = ['organisation', 'person', 'event', 'concept', 'place', 'instrument'] as const;

const Form = v.object({
  text: Text,
  lang: Text,
  case: v.picklist(['exact', 'initial', 'any']),
  ambiguous: v.boolean(),
});

export const Term = v.object({
  id: Id,
  kind: v.picklist(KINDS),
  /** The heading of its card: the name most readers know it by. */
  label: Text,
  /** The full name, where the label is an abbreviation or a short form. */
  name: v.optional(Text),
  /** For a person: the role that the document gives. One line. */
  role: v.optional(Text),
  forms: v.pipe(v.array(Form), v.minLength(1)),
  cues: v.array(Text),
  rivals: v.array(v.object({ sense: Text, forms: v.array(Text), names: v.array(Text), cues: v.array(Text) })),
  claims: v.pipe(v.array(Claim), v.minLength(1)),
  /** Ids of terms worth reading next, most related first. */
  related: v.array(Id),
});
export type Term = v.InferOutput<typeof Term>;

/** A term is a lexicon entry with something to say; a mismatch of the two shapes does not typecheck. */
export const lexicon = (terms: Term[]): LexiconTerm[] => terms;

export const Digest = v.object({
  /** Version of this format. */
  format: v.literal(1),
  /** SHA-256, hex, of the canonical JSON of documents, passages and terms. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  documents: v.array(Document),
  passages: v.array(Passage),
  terms: v.array(Term),
});
export type Digest = v.InferOutput<typeof Digest>;
