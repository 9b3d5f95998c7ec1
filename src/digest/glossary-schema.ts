/**
 * The schema of a term as authors write it in `assets/glossary/`. `docs/glossary-format.md` explains each
 * key.
 */
import * as v from 'valibot';
import { CLAIMS, CUES, FORMS, LINE, NAMES, QUOTE, RELATED, RIVALS, STATEMENT } from './limits';
import { GIST_LETTERS, Id, KINDS } from './schema';

const atMost = (most: number) =>
  v.maxLength<string, number, string>(most, `is longer than ${most} letters; shorten it`);
const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('is empty; write it or remove it'), atMost(most));
const Text = text(LINE);
/** Text that is compared with pages. NFC, so that composed and decomposed letters are equal. */
const Written = v.pipe(Text, v.normalize('NFC'));
/** A list of at most so many entries, empty where the author writes none. */
const list = <Entry extends v.GenericSchema>(entry: Entry, most: number) =>
  v.optional(v.pipe(v.array(entry), v.maxLength(most, `has more than ${most} entries; leave some out`)), []);
const TermId = v.pipe(
  v.string(),
  v.check((id) => v.is(Id, id), 'is no id; write lower-case words joined by hyphens, 80 characters at most'),
);
const Language = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}$/, 'is no language; write a primary subtag such as en or fa, or und for any language'),
);
const Cue = v.pipe(
  Written,
  v.regex(/^[^*]+\*?$/, 'has a * that is not at its end; only the end of the last word can be left open'),
);

const WrittenForm = v.strictObject({
  text: Written,
  case: v.optional(v.picklist(['exact', 'initial', 'any'])),
});

export const GlossaryTerm = v.strictObject({
  id: TermId,
  kind: v.picklist(KINDS),
  label: Text,
  name: v.optional(Text),
  role: v.optional(Text),
  /** What the thing is, in our own words, by language. */
  gist: v.pipe(
    v.record(Language, v.pipe(Written, atMost(GIST_LETTERS))),
    v.check((gist) => 'en' in gist, 'has no English text; write en'),
  ),
  /** The forms of each language. */
  forms: v.pipe(
    v.record(
      Language,
      // `lazy` instead of `union`, so that the message is about what the author meant to write.
      v.array(v.lazy((entry) => (typeof entry === 'string' ? Written : WrittenForm))),
    ),
    v.check(
      (forms) => Object.values(forms).some((list) => list.length > 0),
      'is empty; write at least one form',
    ),
  ),
  ambiguous: list(Written, FORMS),
  cues: list(Cue, CUES),
  rivals: list(
    v.strictObject({
      sense: Text,
      forms: list(Written, NAMES),
      names: list(Written, NAMES),
      cues: list(Cue, NAMES),
    }),
    RIVALS,
  ),
  claims: list(v.strictObject({ text: text(STATEMENT), passage: Text, quote: text(QUOTE) }), CLAIMS),
  /** Sentences in the digest's own words, in a glossary without documents. */
  statements: list(
    v.strictObject({
      text: v.pipe(text(STATEMENT), v.normalize('NFC')),
      'as-of': v.optional(
        v.pipe(
          v.string(),
          v.regex(/^\d{4}(-\d{2})?$/, 'is no year or month; write it as "2026" or "2026-05"'),
        ),
      ),
    }),
    CLAIMS,
  ),
  related: list(TermId, RELATED),
});
export type GlossaryTerm = v.InferOutput<typeof GlossaryTerm>;
