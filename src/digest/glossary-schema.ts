/**
 * The schema of a term as authors write it in `assets/glossary/`. `docs/glossary-format.md` explains each
 * key.
 */
import * as v from 'valibot';
import { GIST_LETTERS, Id, KINDS } from './schema';

const Text = v.pipe(v.string(), v.trim(), v.nonEmpty('is empty; write it or remove it'));
/** Text that is compared with pages. NFC, so that composed and decomposed letters are equal. */
const Written = v.pipe(Text, v.normalize('NFC'));
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
    v.record(
      Language,
      v.pipe(Written, v.maxLength(GIST_LETTERS, `is longer than ${GIST_LETTERS} letters; shorten it`)),
    ),
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
  ambiguous: v.optional(v.array(Written), []),
  cues: v.optional(v.array(Cue), []),
  rivals: v.optional(
    v.array(
      v.strictObject({
        sense: Text,
        forms: v.optional(v.array(Written), []),
        names: v.optional(v.array(Written), []),
        cues: v.optional(v.array(Cue), []),
      }),
    ),
    [],
  ),
  claims: v.optional(v.array(v.strictObject({ text: Text, passage: Text, quote: Text })), []),
  /** Sentences in the digest's own words, in a glossary without documents. */
  statements: v.optional(
    v.array(
      v.strictObject({
        text: Written,
        'as-of': v.optional(
          v.pipe(
            v.string(),
            v.regex(/^\d{4}(-\d{2})?$/, 'is no year or month; write it as "2026" or "2026-05"'),
          ),
        ),
      }),
    ),
    [],
  ),
  related: v.optional(v.array(TermId), []),
});
export type GlossaryTerm = v.InferOutput<typeof GlossaryTerm>;
