/**
 * The shape of `digest.json` in a `.gloss` file: a `Digest` (`../schema.ts`) with `about`, with nothing unknown in it,
 * and with every text and list bounded. Its messages complete a sentence that begins with the place. What needs more
 * than one entry is checked in `content.ts`. `docs/digest.schema.json` says the same as a JSON Schema.
 */
import * as v from 'valibot';
import {
  CLAIMS,
  CUES,
  DOCUMENTS,
  FORMS,
  GISTS,
  LANGUAGE,
  LINE,
  NAMES,
  PASSAGE,
  PASSAGES,
  QUOTE,
  RELATED,
  RIVALS,
  STATEMENT,
  TERMS,
} from '../limits';
import { byLanguage, GIST_LETTERS, KINDS } from '../schema';

const WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A text of 1 to `most` UTF-16 units. */
const text = (most: number) =>
  v.pipe(
    v.string(),
    v.nonEmpty('is empty; write it or remove it'),
    v.maxLength(most, `is longer than ${most} letters; shorten it`),
    v.check((value) => value.isWellFormed(), 'has half a letter (an unpaired surrogate); write it anew'),
  );
const matching = (most: number, pattern: RegExp, message: string) =>
  v.pipe(
    v.string(),
    v.maxLength(most, `is longer than ${most} letters; shorten it`),
    v.regex(pattern, message),
  );
const list = <Entry extends v.GenericSchema>(entry: Entry, most: number) =>
  v.pipe(v.array(entry), v.maxLength(most, `has more than ${most} entries; leave some out`));

const Line = text(LINE);
const Id = matching(80, WORDS, 'is no id; write lower-case words joined by hyphens');
const PassageId = matching(
  100,
  /^[a-z0-9]+(-[a-z0-9]+)*#p\d{2,}$/,
  "is no passage's id; write the document's id, #p and a number of two digits or more",
);
const Language = matching(
  LANGUAGE,
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  'is no language tag (BCP 47); write en, fa, zh-Hant, … or und',
);
const WebAddress = v.pipe(
  text(2_000),
  v.regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\//, 'is no address of the web; begin it with https://'),
  v.check((address) => URL.canParse(address), 'is no valid address; correct it'),
);
const Month = matching(7, /^\d{4}(-\d{2})?$/, 'is no year or month; write 2026 or 2026-05');

const About = v.strictObject({
  id: Id,
  name: text(120),
  version: text(40),
  licence: v.optional(text(200)),
  attribution: v.optional(text(500)),
  home: v.optional(WebAddress),
});

const Document = v.strictObject({
  id: Id,
  title: Line,
  short: v.optional(Line),
  publisher: v.optional(Line),
  date: v.optional(
    matching(10, /^\d{4}(-\d{2}(-\d{2})?)?$/, 'is no date; write 2023, 2023-08 or 2023-08-29'),
  ),
  lang: Language,
  address: v.optional(WebAddress),
});

const Passage = v.strictObject({
  id: PassageId,
  document: Id,
  kind: v.picklist(['heading', 'paragraph', 'item']),
  level: v.optional(
    v.pipe(
      v.number(),
      v.integer('is no whole number; write 1 to 6'),
      v.minValue(1, 'is less than 1; write 1 to 6'),
      v.maxValue(6, 'is more than 6; write 1 to 6'),
    ),
  ),
  text: text(PASSAGE),
});

const Form = v.strictObject({
  text: Line,
  lang: Language,
  case: v.picklist(['exact', 'initial', 'any']),
  ambiguous: v.boolean(),
  ordinary: v.optional(v.picklist([0, 1, 2, 3])),
});

const Rival = v.strictObject({
  sense: Line,
  forms: list(Line, NAMES),
  names: list(Line, NAMES),
  cues: list(Line, NAMES),
});

const Claim = v.pipe(
  v.strictObject({
    text: text(STATEMENT),
    passage: v.optional(PassageId),
    quote: v.optional(text(QUOTE)),
    document: v.optional(Id),
    asOf: v.optional(Month),
  }),
  v.check(
    ({ passage, quote }) => (passage === undefined) === (quote === undefined),
    'has a passage without a quote, or a quote without a passage; write both or neither',
  ),
);

const Term = v.strictObject({
  id: Id,
  kind: v.picklist(KINDS),
  label: Line,
  name: v.optional(Line),
  role: v.optional(Line),
  gist: v.pipe(
    byLanguage(Language, text(GIST_LETTERS)),
    v.maxEntries(GISTS, `has more than ${GISTS} languages; leave some out`),
  ),
  forms: v.pipe(list(Form, FORMS), v.minLength(1, 'is empty; write at least one form')),
  cues: list(Line, CUES),
  rivals: list(Rival, RIVALS),
  claims: list(Claim, CLAIMS),
  related: list(Id, RELATED),
});

export const GlossDigest = v.strictObject({
  format: v.literal(1),
  about: About,
  hash: matching(64, /^[0-9a-f]{64}$/, 'is no SHA-256; write 64 hexadecimal digits'),
  documents: list(Document, DOCUMENTS),
  passages: list(Passage, PASSAGES),
  terms: list(Term, TERMS),
});
/** A digest as a `.gloss` file has it. */
export type GlossDigest = v.InferOutput<typeof GlossDigest>;

/** The schemas of what is read one at a time. */
export const PARTS = {
  about: About,
  hash: GlossDigest.entries.hash,
  documents: Document,
  passages: Passage,
  terms: Term,
};
