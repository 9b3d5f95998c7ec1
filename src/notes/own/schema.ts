/**
 * A term of the reader's own as it is stored. The schema is the only definition of its shape: the type is inferred
 * from it, and every row is validated when it is written and again when it is read.
 */
import * as v from 'valibot';
import { Note } from '../schema';

/** Most rows. More cannot be made; those that are there stay. */
export const MOST_TERMS = 10_000;
/** Largest lengths, in UTF-16 units. */
export const MOST_LABEL = 200;
export const MOST_GIST = 2_000;
export const MOST_STATEMENT = 2_000;
/** Most forms besides the label, and most statements, of one term. */
export const MOST_FORMS = 50;
export const MOST_STATEMENTS = 100;

const { created: Time, tags: Tags, target } = Note.entries;
const passage = target.options[1].entries;

const line = (most: number) =>
  v.pipe(
    v.string(),
    v.check((text) => text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'has a control character'),
    v.trim(),
    v.maxLength<string, number, string>(most, `is longer than ${most.toLocaleString('en')} characters`),
  );
const filled = (most: number) => v.pipe(line(most), v.minLength(1, 'is empty'));
/** A language: a BCP 47 tag, or `und` where none is known. */
const Lang = v.pipe(
  v.string(),
  v.maxLength(35),
  v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'is no language'),
);

const Form = v.object({
  /** One way in which the term is written, 1 to 200 units. */
  text: filled(MOST_LABEL),
  lang: Lang,
});

const Source = v.object({
  /** The page that the statement is from, as it was then. */
  page: passage.page,
  /** Where it stands there; absent if that was not said. */
  selectors: v.optional(passage.selectors),
});

const Statement = v.object({
  /** One or two sentences, 1 to 2,000 units. */
  text: filled(MOST_STATEMENT),
  /** Absent where they are the reader's own words. */
  source: v.optional(Source),
});
export type Statement = v.InferOutput<typeof Statement>;

/** What kind of thing a term is; the kinds of a digest (`digest/schema.ts`). */
export const KINDS = ['concept', 'organisation', 'person', 'event', 'place', 'instrument'] as const;

/** The fields that the reader can change. Each has a stamp of its own, so that versions merge field by field. */
const content = {
  /** The heading of the card, and the first way in which the term is written, 1 to 200 units. */
  label: filled(MOST_LABEL),
  kind: v.picklist(KINDS),
  /** What it is, up to 2,000 units; may be empty. */
  gist: line(MOST_GIST),
  /** The language of label and gist. */
  lang: Lang,
  /** Other ways to write it, without the label; up to 50. */
  forms: v.pipe(v.array(Form), v.maxLength(MOST_FORMS, `are more than ${MOST_FORMS}`)),
  /** Up to 100. */
  statements: v.pipe(v.array(Statement), v.maxLength(MOST_STATEMENTS, `are more than ${MOST_STATEMENTS}`)),
  tags: Tags,
  /** The tombstone of a soft deletion, as notes have it. */
  deleted: v.boolean(),
};

export const FIELDS = ['label', 'kind', 'gist', 'lang', 'forms', 'statements', 'tags', 'deleted'] as const;
type Field = (typeof FIELDS)[number];

export const OwnTerm = v.object({
  /** A UUID, chosen by the page that makes the term. */
  id: v.pipe(v.string(), v.uuid()),
  /**
   * Id of the term of another digest that this one adds forms and statements to, 1 to 200 units; absent for a term of
   * its own. Never changes.
   */
  extends: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** Number of changes, from 1; each write raises it. */
  revision: Note.entries.revision,
  /** When it was made, ms since the epoch. */
  created: Time,
  /** When it was last changed, ms since the epoch. */
  modified: Time,
  ...content,
  /** When each field of the content was last changed, ms since the epoch. A new stamp follows the old one (`after`). */
  stamps: v.object({
    ...{ label: Time, kind: Time, gist: Time, lang: Time },
    ...{ forms: Time, statements: Time, tags: Time, deleted: Time },
  }),
});
export type OwnTerm = v.InferOutput<typeof OwnTerm>;

/** All that the reader can change. */
export type OwnContent = Pick<OwnTerm, Field>;
/** All that the form changes. */
export type OwnEditable = Omit<OwnContent, 'deleted'>;

/** What a new term has where nothing is said. */
export const BLANK: Omit<OwnEditable, 'label'> = {
  kind: 'concept',
  gist: '',
  lang: 'und',
  forms: [],
  statements: [],
  tags: [],
};

/** The term of a row; `undefined` if the row is damaged. */
export function readOwn(row: unknown): OwnTerm | undefined {
  const result = v.safeParse(OwnTerm, row);
  return result.success ? result.output : undefined;
}

/** The first problem of a value as a term, in words, with the path to the field; `undefined` if it is valid. */
export function problemOfOwn(value: unknown): string | undefined {
  const result = v.safeParse(OwnTerm, value);
  if (result.success) return undefined;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  return where === null ? issue.message : `${where}: ${issue.message}`;
}
