/**
 * What each kind of request asks with. `messages.ts` says what each kind is for, and what its reply is; its
 * types are inferred from here.
 */
import * as v from 'valibot';
import { OwnTerm } from '../../notes/own/schema';
import { Correction } from '../../notes/rows';
import { Note } from '../../notes/schema';
import { DELAYS, SIZES, STOPS, THEMES } from '../../settings/choices';
import { BATCH, EACH, LANG, LOOKED_UP, MOST_TERMS, NAME, SENTENCE, TEXT } from '../limits';
import { Evidence } from './evidence';
import { Address, closed, count, Id, list, record, strict, text, Uuid } from './shapes';

/** The most texts or blocks of a page in a message. `limits.ts` bounds their sum as well. */
const MOST_TEXTS = BATCH / EACH;
/** Longest query, UTF-16 units, and most hits of a kind. */
const MOST_QUERY = 100_000;
const MOST_HITS = 10_000;
/**
 * The most ids in a list: more than there can be notes. Also the most terms, and annotations of a file.
 */
const MOST_IDS = 1_000_000;
/** Longest text that an editor may hold, UTF-16 units. What a note may hold is less: the store says so. */
const MOST_EDITED = 2_000_000;

const Query = text(MOST_QUERY);
const Time = count(8.64e15);
const { target: Target, colour: Colour, format: Format } = Note.entries;
const passage = Target.options[1].entries;

/** The canonical address that a page names. It is believed within the rules of `notes/address`. */
const canonical = v.optional(Address);
/** The address that the reader sees, within what the browser vouches for (`vouchedPage`). */
const here = { address: v.optional(Address), canonical };
const Page = strict({
  /** The address at which the page was read. */
  address: Address,
  canonical,
});
/** What an editor holds of a note. */
const edited = {
  text: text(MOST_EDITED),
  tags: list(text(MOST_EDITED), 10_000),
  colour: Colour,
};
/** What of many notes is changed at once. */
const labels = strict({ tags: edited.tags, colour: edited.colour });
/** An import whose parts were all taken in. `id`: of the staged parts, and of the import made from them. */
const staged = { id: Uuid, parts: count(MOST_IDS) };

/** What the form of a term holds: all that the reader can change of one. */
const {
  id: _id,
  revision: _r,
  created: _c,
  modified: _m,
  stamps: _s,
  deleted: _d,
  extends: _e,
  ...inForm
} = OwnTerm.entries;
const ofTerm = v.object(inForm);
const Changed = closed(v.partial(ofTerm));
/** The shape of a statement. */
const statementOf = inForm.statements.pipe[0].item;

const Nothing = v.null();

/** Title of the page, up to 2,000 units, without lone surrogates. */
const Title = v.pipe(
  passage.page.entries.title,
  v.check((title) => title.isWellFormed(), 'It has a lone surrogate.'),
);

/** Requests that a reader may send. */
const OF_READERS = {
  marked: strict({ terms: list(Id, 100_000) }),
  ask: strict({
    /** Pieces of a page's bare text, at most about 100 kB together. */
    texts: list(text(TEXT), MOST_TEXTS),
    /** As with the notes: the user's corrections hold on a page or a site. */
    address: here.address,
    /**
     * Sent with a reader's first question, and with the first after the settings or the page have changed:
     * may the frame be read? `top`: the origin of the page around the frame; empty in a top frame, or where
     * the browser does not say.
     */
    begins: v.optional(strict({ top: Address })),
    /** The evidence of the page's earlier batches; absent with the first. */
    evidence: v.optional(Evidence),
  }),
  scan: strict({
    /** The text of each block as the page has it; at most about 100 kB together. */
    blocks: list(text(TEXT), MOST_TEXTS),
    /** `lang` of the page (BCP 47); empty where the page does not say. A page may write anything there. */
    lang: text(LANG),
    address: here.address,
    /** The evidence of the page's earlier batches; absent with the first. */
    evidence: v.optional(Evidence),
  }),
  passages: strict(here),
  highlight: strict({
    /** Id of the new note: a UUID that the reader chose. */
    id: Uuid,
    selectors: closed(passage.selectors),
    colour: Colour,
    ...here,
    title: Title,
  }),
  frame: Nothing,
  hovering: Nothing,
  /** The terms that are found in the frame, by id. */
  marking: strict({ terms: list(Id, MOST_TERMS) }),
  'look-up': strict({ text: v.pipe(text(LOOKED_UP), v.nonEmpty()) }),
  explain: strict({
    /** The selected words; the form takes a name of them. */
    text: v.pipe(text(NAME), v.nonEmpty()),
    /** As the page says it; a page may write anything there. */
    lang: text(LANG),
    /** The sentence around them. */
    sentence: v.optional(v.pipe(text(SENTENCE), v.nonEmpty())),
    /** Where that sentence stands. */
    selectors: v.optional(closed(passage.selectors)),
    ...here,
    title: Title,
  }),
  barless: strict({ address: here.address }),
};

/** Requests that only pages of the extension may send. */
const OF_PAGES = {
  card: strict({ term: Id }),
  documents: Nothing,
  document: strict({ id: Id }),
  labels: strict({ terms: list(Id, MOST_IDS) }),
  terms: strict({ terms: list(Id, MOST_IDS) }),
  open: strict({ passage: v.optional(Id), term: v.optional(Id), note: v.optional(Id) }),

  search: strict({ query: Query, limit: count(MOST_HITS) }),
  'search-notes': strict({
    query: Query,
    limit: count(MOST_HITS),
    beside: strict({ words: list(count(), MOST_QUERY), size: count() }),
  }),
  'find-notes': strict({ query: Query, known: v.optional(Id) }),

  'digests-changed': strict({ off: list(Id, MOST_IDS) }),

  'own-terms': v.union([strict({ id: Uuid }), strict({ term: Id }), strict({ after: v.optional(Id) })]),
  'write-term': strict({
    id: Uuid,
    extends: v.optional(Id),
    changes: Changed,
    seen: v.optional(Changed),
  }),
  'delete-terms': strict({ ids: list(Uuid, MOST_IDS), deleted: v.boolean() }),
  'open-form': strict({
    text: v.optional(text(MOST_QUERY)),
    lang: v.optional(text(LANG)),
    own: v.optional(Uuid),
    extends: v.optional(strict({ term: Id, label: text(10_000), kind: inForm.kind })),
    statement: v.optional(closed(statementOf)),
    adds: v.optional(v.picklist(['form', 'statement'])),
  }),

  settings: Nothing,
  set: v.union([
    strict({ site: text(300), paused: v.boolean() }),
    strict({ site: text(300), barless: v.boolean() }),
    strict({ badge: v.boolean() }),
    strict({ offers: v.boolean() }),
    strict({ delay: v.picklist(DELAYS) }),
    strict({ marks: v.picklist(STOPS) }),
    strict({ concepts: v.boolean() }),
    strict({ remembers: v.boolean() }),
    strict({ size: v.picklist(SIZES) }),
    strict({ theme: v.picklist(THEMES) }),
  ]),
  site: strict({ page: Address }),
  corrections: Nothing,
  correct: strict({
    term: Id,
    scope: Correction.entries.scope,
    page: Address,
    kind: Correction.entries.kind,
  }),
  uncorrect: strict({ id: Id }),

  notes: v.union([strict({ term: Id }), strict({ page: Page }), strict({ ids: list(Id, MOST_IDS) })]),
  briefs: v.union([
    strict({ first: count(MOST_IDS) }),
    strict({ ids: list(Id, MOST_IDS) }),
    strict({ after: v.optional(Id) }),
  ]),
  write: strict({
    /** Id of the note: a UUID. */
    id: Uuid,
    /** What a new note is on. */
    target: v.optional(closed(Target)),
    changes: strict(v.partial(v.object({ ...edited, format: Format })).entries),
    /** Which write of which editor it is. `changes` is then all that the editor holds of the note. */
    by: v.optional(strict({ editor: Uuid, number: count(), seen: strict(edited), since: count() })),
  }),
  delete: strict({ ids: list(Id, MOST_IDS), deleted: v.boolean() }),
  'edit-notes': strict({ edits: list(strict({ id: Id, from: labels, to: labels }), MOST_IDS) }),

  'all-notes': strict({ after: v.optional(Id) }),
  stage: strict({
    id: Uuid,
    number: count(MOST_IDS),
    part: strict({
      notes: list(closed(Note), MOST_IDS),
      places: record(count(), MOST_IDS),
      terms: v.optional(list(closed(OwnTerm), MOST_IDS)),
    }),
  }),
  'preview-import': strict({ ...staged, revives: v.optional(v.boolean()) }),
  import: strict({ ...staged, revives: v.optional(v.boolean()), name: text(10_000), refused: count() }),
  'undo-import': strict({ id: Id }),
  backups: Nothing,
  'take-backup': v.nullable(strict({ id: Uuid })),
  'preview-backup': strict({ id: Id }),
  'restore-backup': strict({ id: Id, as: Uuid }),
  'work-state': strict({ id: Uuid }),
  'cancel-work': strict({ id: Uuid }),
  'data-state': Nothing,
  exported: strict({ at: Time }),
  'put-off': Nothing,
  safety: Nothing,
  dismiss: strict({ at: Time }),
};

export const REQUESTS = { ...OF_READERS, ...OF_PAGES };

/** What a request of that kind asks with. */
export type Asked<K extends keyof typeof REQUESTS> = v.InferOutput<(typeof REQUESTS)[K]>;
