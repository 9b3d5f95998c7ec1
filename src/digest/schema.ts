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
/** The id of the document of a passage, by the passage's id. */
export const documentOf = (passage: string): string => passage.slice(0, passage.indexOf('#'));
const Text = v.pipe(v.string(), v.nonEmpty());
/** An address that a reader may be led to. */
const WebAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//i), v.maxLength(2_000));

export const Document = v.object({
  id: Id,
  title: Text,
  /** A short title that begins as a sentence names the document: `Event report`, of `The event report says …`. */
  short: v.optional(Text),
  /** Publisher or author, if the text itself names one. */
  publisher: v.optional(Text),
  /** As precise as the text says: `2023`, `2023-08` or `2023-08-29`. */
  date: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))),
  /** Language of the document, a BCP 47 tag; `und` if it is not known. */
  lang: Text,
  /** Where the document can be read on the web; absent where its passages are all that there is. */
  address: v.optional(WebAddress),
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

/**
 * A claim rests on a passage, which it quotes; or it is a statement in the digest's own words, and then it has
 * neither.
 */
const Claim = v.pipe(
  v.object({
    /** One neutral sentence that says what the document says, and no more. */
    text: Text,
    passage: v.optional(PassageId),
    /** The words that the claim rests on, verbatim in that passage. */
    quote: v.optional(Text),
    /** Id of the document that says it, where it rests on no passage; absent: the digest itself says it. */
    document: v.optional(Id),
    /** The year, or the month, in which it was last known to be true: `2026` or `2026-05`. */
    asOf: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2})?$/))),
  }),
  v.check(({ passage, quote }) => (passage === undefined) === (quote === undefined)),
);
export type Claim = v.InferOutput<typeof Claim>;

export const KINDS = ['organisation', 'person', 'event', 'concept', 'place', 'instrument'] as const;

/** Most letters of a gist: it is one line on most cards, and never more than two. */
export const GIST_LETTERS = 140;

/** A text for each language. Valibot takes a list for a record, so a list is refused first. */
export const byLanguage = <
  Key extends v.GenericSchema<string, string>,
  Said extends v.GenericSchema<string, string>,
>(
  language: Key,
  said: Said,
) =>
  v.pipe(
    v.custom<Record<string, string>>(
      (texts) => !Array.isArray(texts),
      'is a list; write a text for each language',
    ),
    v.record(language, said),
  );

const Form = v.object({
  text: Text,
  lang: Text,
  case: v.picklist(['exact', 'initial', 'any']),
  ambiguous: v.boolean(),
  ordinary: v.optional(v.picklist([0, 1, 2, 3])),
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
   * What the thing is, in the digest's own words, by language (BCP 47 primary subtag). At most `GIST_LETTERS` UTF-16
   * units each. Empty where the digest does not say it in so few.
   */
  gist: byLanguage(v.string(), v.pipe(Text, v.maxLength(GIST_LETTERS))),
  forms: v.pipe(v.array(Form), v.minLength(1)),
  cues: v.array(Text),
  rivals: v.array(v.object({ sense: Text, forms: v.array(Text), names: v.array(Text), cues: v.array(Text) })),
  claims: v.array(Claim),
  /** Ids of the terms to read next, most related first. */
  related: v.array(Id),
  /** Ids by which other digests of the set call the same term (`merge.ts`); absent in a digest by itself. */
  also: v.optional(v.array(Id)),
});
export type Term = v.InferOutput<typeof Term>;

/** The terms as the matcher needs them. This line does not compile if the two shapes diverge. */
export const lexicon = (terms: Term[]): LexiconTerm[] => terms;

/** What a digest says of itself. */
export const About = v.object({
  id: Id,
  /** As its readers see it, at most 120 UTF-16 units. */
  name: v.pipe(Text, v.maxLength(120)),
  /** Any text that the publisher changes with the content: `2026-11` or `1.4.0`. At most 40 UTF-16 units. */
  version: v.pipe(Text, v.maxLength(40)),
  /** SPDX expression, such as `CC-BY-4.0`, or the publisher's own words. */
  licence: v.optional(v.pipe(Text, v.maxLength(200))),
  /** Whom to name, as the licence asks. */
  attribution: v.optional(v.pipe(Text, v.maxLength(500))),
  /** The publisher's page. */
  home: v.optional(WebAddress),
});
export type About = v.InferOutput<typeof About>;

export const Digest = v.object({
  /** Version of the digest format. */
  format: v.literal(1),
  /** Absent in a digest that nobody publishes. */
  about: v.optional(About),
  /** SHA-256, hex, of the canonical JSON of documents, passages and terms. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  documents: v.array(Document),
  passages: v.array(Passage),
  terms: v.array(Term),
});
export type Digest = v.InferOutput<typeof Digest>;
