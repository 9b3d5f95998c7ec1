/**
 * Reads a digest of Gloss, as `schema.ts` describes it. Every part is checked on its own: what is not sound is left
 * out, and what refers to it. Cost: linear.
 */
import * as v from 'valibot';
import type { DigestContent } from '../../canonical';
import { About, Document, Passage, Term } from '../../schema';
import type { Bounds } from '../bounds';
import type { Draft, DraftStatement } from '../draft';
import type { ReadAbout } from '../entry';
import type { Gathering } from '../gather';
import type { LeftOut } from '../left';
import { GlossaryRefusal } from '../refusal';
import { hasWord } from '../texts';
import type { Work } from '../work';
import type { JsonPieces } from './pieces';

export interface ReadDigest {
  about: ReadAbout;
  content: DigestContent;
}

/** Entries that are parsed and checked in one step: about 2 ms. */
const STEP = 20;

/** Reads the terms into `gathering` too. Throws a `GlossaryRefusal` if the file is no digest of format 1. */
export function* readingDigest(pieces: JsonPieces, gathering: Gathering, bounds: Bounds): Work<ReadDigest> {
  const format = pieces.member('format');
  const version = format && !format.isList ? pieces.value(format, bounds) : undefined;
  if (version !== 1)
    throw new GlossaryRefusal(
      'unsupported',
      'The file is no digest of format 1',
      'Open it with the version of Gloss that wrote it, and export it again',
    );
  const { left } = gathering;
  const documents = yield* unique(soundOf(pieces, 'documents', Document, bounds, left), left);
  const known = new Set(documents.map(({ id }) => id));
  const passages = (yield* unique(soundOf(pieces, 'passages', Passage, bounds, left), left)).filter(
    ({ id, document }) => {
      const isKnown = known.has(document) && id.startsWith(`${document}#p`);
      if (!isKnown) left.add('item-unfit', `${id} is in no document`);
      return isKnown;
    },
  );
  const read = yield* unique(soundOf(pieces, 'terms', Term, bounds, left), left);
  const kept = read.filter((term) => fits(term, bounds, left));
  const terms: Term[] = [];
  const context = {
    texts: new Map(passages.map(({ id, text }) => [id, text])),
    documents: new Map(documents.map((document) => [document.id, document])),
    terms: new Set(kept.map(({ id }) => id)),
  };
  for (const [at, term] of kept.entries()) {
    const sound = referring(term, context, left, at + 1);
    terms.push(sound);
    gathering.add(draftOf(sound, context), at + 1);
    if (at % STEP === 0) yield at;
  }
  return { about: aboutOf(pieces, bounds), content: { documents, passages, terms } };
}

/** The entries of a list that are as the schema says. */
function* soundOf<Item>(
  pieces: JsonPieces,
  key: string,
  schema: v.GenericSchema<unknown, Item>,
  bounds: Bounds,
  left: LeftOut,
): Work<Item[]> {
  const member = pieces.member(key);
  const sound: Item[] = [];
  if (!member?.isList)
    throw new GlossaryRefusal('malformed', `The digest has no list of ${key}`, 'Export it again');
  if (key === 'terms' && pieces.count(member) > bounds.terms)
    throw new GlossaryRefusal(
      'large',
      `The file has more than ${bounds.terms} terms`,
      'Divide it into several files',
    );
  for (let at = 0; at < pieces.count(member); at++) {
    const item = pieces.parse(member, at, bounds);
    const result = v.safeParse(schema, item, { abortEarly: true });
    if (result.success) sound.push(result.output);
    else left.add('item-unfit', `${key}: ${v.getDotPath(result.issues[0]) ?? 'entry'}`, at + 1);
    if (at % STEP === 0) yield member.ranges[at * 2] as number;
  }
  return sound;
}

/** The first of each id. */
function* unique<Item extends { id: string }>(items: Work<Item[]>, left: LeftOut): Work<Item[]> {
  const known = new Set<string>();
  return (yield* items).filter(({ id }) => {
    if (!known.has(id)) return known.add(id);
    left.add('item-unfit', `${id} is there twice`);
    return false;
  });
}

/** Whether a term is within the bounds of one term. */
function fits({ id, label, name, forms, claims, related }: Term, bounds: Bounds, left: LeftOut): boolean {
  const names = [label, name ?? '', ...forms.slice(0, bounds.formsOfTerm).map(({ text }) => text)];
  const isFit =
    forms.length <= bounds.formsOfTerm &&
    claims.length <= bounds.statements &&
    related.length <= bounds.related &&
    names.every((each) => each.length <= bounds.label) &&
    claims.every(({ text }) => text.length <= bounds.definition) &&
    hasWord(label);
  if (!isFit) left.add('item-unfit', `${id} is larger than a term may be`);
  return isFit;
}

interface Context {
  /** Texts of passages by id. */
  texts: ReadonlyMap<string, string>;
  documents: ReadonlyMap<string, Document>;
  terms: ReadonlySet<string>;
}

/** The term without references to what is not there. A quote that is not in its passage proves nothing. */
function referring(term: Term, context: Context, left: LeftOut, at: number): Term {
  const claims = term.claims.flatMap((claim) => {
    const { passage, quote, document, ...own } = claim;
    if (passage !== undefined && quote !== undefined) {
      if (context.texts.get(passage)?.includes(quote)) return [claim];
      left.add('item-unfit', `${term.id}: ${claim.text}`, at);
      return [];
    }
    return [{ ...own, ...(document !== undefined && context.documents.has(document) && { document }) }];
  });
  const related = term.related.filter((id) => {
    const isKnown = context.terms.has(id);
    if (!isKnown) left.add('related-unknown', `${term.label}: ${id}`, at);
    return isKnown;
  });
  return { ...term, claims, related };
}

function draftOf(term: Term, { documents }: Context): Draft {
  return {
    ...{ id: term.id, label: term.label, labelIsForm: false, kind: term.kind, related: term.related },
    lang: term.forms.find(({ text }) => text === term.label)?.lang,
    ...(term.name !== undefined && { name: term.name }),
    forms: term.forms,
    gists: Object.entries(term.gist).map(([lang, text]) => ({ lang, text })),
    statements: term.claims.map(({ text, passage, document: own, asOf }): DraftStatement => {
      const id = own ?? passage?.replace(/#p\d+$/, '');
      const document = id === undefined ? undefined : documents.get(id);
      return { text, title: document?.title, address: document?.address, asOf };
    }),
  };
}

function aboutOf(pieces: JsonPieces, bounds: Bounds): ReadAbout {
  const member = pieces.member('about');
  const about = member && !member.isList ? v.safeParse(About, pieces.value(member, bounds)) : undefined;
  if (!about?.success) return {};
  const { name, version, licence, attribution, home } = about.output;
  return {
    ...{ name, version },
    ...(licence !== undefined && { licence }),
    ...(attribution !== undefined && { attribution }),
    ...(home !== undefined && { home }),
  };
}
