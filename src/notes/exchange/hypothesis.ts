/** Exports and imports notes in the JSON format of the Hypothesis client. */

import * as v from 'valibot';
import type { Selectors } from '../anchor/selectors';
import { FIELDS, type Note } from '../schema';
import { iriOf, isIri, noteIdOf, termOf } from './iri';
import { inList, type Json, type JsonObject } from './json';
import { addressOf, type TermNames, titleOf } from './places';
import { Refusal, reasonOf } from './refusal';
import type { Foreign } from './to-jsonld';

const Text = v.optional(v.string());
const Selector = v.looseObject({
  type: v.string(),
  exact: Text,
  prefix: Text,
  suffix: Text,
  start: v.optional(v.number()),
  end: v.optional(v.number()),
  startContainer: Text,
  startOffset: v.optional(v.number()),
  endContainer: Text,
  endOffset: v.optional(v.number()),
});

const HypothesisAnnotation = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  created: Text,
  updated: Text,
  user: Text,
  uri: v.pipe(v.string(), v.minLength(1)),
  text: Text,
  tags: v.optional(v.array(v.string())),
  references: v.optional(v.array(v.string())),
  document: v.optional(v.looseObject({ title: v.optional(v.array(v.string())) })),
  links: v.optional(v.looseObject({ html: Text })),
  target: v.optional(v.array(v.looseObject({ selector: v.optional(v.array(Selector)) }))),
});

/** Makes one file in the client's export format, in pieces. `now`: time of the export, ms since the epoch. */
export function toHypothesis(notes: readonly Note[], names: TermNames, now: number): Generator<string> {
  const frame: JsonObject = {
    export_date: new Date(now).toISOString(),
    export_userid: '',
    client_version: 'Gloss',
    annotations: [],
  };
  return inList(frame, notes, (note) => one(note, names));
}

function one({ id, created, modified, target, text, tags }: Note, names: TermNames): JsonObject {
  const uri = addressOf(target);
  const selector = target.kind === 'passage' ? { selector: selectorsOf(target.selectors) } : {};
  return {
    id,
    created: new Date(created).toISOString(),
    updated: new Date(modified).toISOString(),
    uri,
    text,
    tags,
    document: { title: [target.kind === 'term' ? titleOf(target, names) : target.page.title] },
    target: [{ source: uri, ...selector }],
  };
}

function selectorsOf({ quote, position, structure }: Selectors): Json[] {
  const list: Json[] = [];
  if (structure) {
    const { startPath, startOffset, endPath, endOffset } = structure;
    list.push({
      type: 'RangeSelector',
      startContainer: startPath,
      startOffset,
      endContainer: endPath,
      endOffset,
    });
  }
  if (position) list.push({ type: 'TextPositionSelector', ...position });
  list.push({ type: 'TextQuoteSelector', ...quote });
  return list;
}

/** Makes a note from an annotation; the caller validates it. Throws a `Refusal`. */
export async function fromHypothesis(value: unknown, now: number): Promise<unknown> {
  const result = v.safeParse(HypothesisAnnotation, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Refusal(reasonOf(issue, 'The annotation'));
  }
  const { id, uri, text = '', tags = [], references = [], document, target = [], ...rest } = result.output;
  // JSON-LD identifies pages only by IRI: a note on anything else could not be exported and imported again.
  if (!isIri(iriOf(uri))) throw new Refusal('uri: is no address');
  if (references.length > 0) throw new Refusal('references: it is a reply to another annotation');
  const created = time(rest.created, 'created');
  const modified = time(rest.updated, 'updated') ?? created;
  const page = { address: uri, title: document?.title?.[0] ?? '' };
  const term = termOf(uri);
  const selectors = target.flatMap(({ selector = [] }) => selector);
  const foreign = foreignOf(rest.user, rest.links?.html);
  return {
    id: await noteIdOf(id),
    revision: 1,
    created: created ?? modified ?? now,
    modified: modified ?? now,
    target:
      term !== undefined
        ? { kind: 'term', term }
        : selectors.length === 0
          ? { kind: 'page', page }
          : { kind: 'passage', page, selectors: read(selectors) },
    text,
    format: 'text/markdown',
    tags: tags.filter((tag) => tag.trim() !== ''),
    colour: 'yellow',
    deleted: false,
    stamps: Object.fromEntries(FIELDS.map((field) => [field, modified ?? 0])),
    ...(foreign === undefined ? {} : { foreign }),
  };
}

function time(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Refusal(`${name}: is no date`);
  return ms;
}

function read(selectors: v.InferOutput<typeof Selector>[]): unknown {
  const of = (type: string) => selectors.find((each) => each.type === type);
  const quote = of('TextQuoteSelector');
  if (quote?.exact === undefined || quote.exact.trim() === '')
    throw new Refusal('target.selector: it does not quote the passage');
  const { start, end } = of('TextPositionSelector') ?? {};
  const range = of('RangeSelector');
  const { startContainer: startPath, startOffset, endContainer: endPath, endOffset } = range ?? {};
  const isWhole =
    startPath !== undefined && endPath !== undefined && startOffset !== undefined && endOffset !== undefined;
  return {
    quote: { exact: quote.exact, prefix: quote.prefix ?? '', suffix: quote.suffix ?? '' },
    // The client also counts the text of scripts, so the position may be wrong. Anchoring then searches for
    // the quote.
    ...(start === undefined || end === undefined || end <= start ? {} : { position: { start, end } }),
    ...(isWhole ? { structure: { startPath, startOffset, endPath, endOffset } } : {}),
  };
}

function foreignOf(creator: string | undefined, via: string | undefined): string | undefined {
  const annotation: JsonObject = {};
  if (creator) annotation.creator = creator;
  if (via) annotation.via = via;
  return Object.keys(annotation).length === 0 ? undefined : JSON.stringify({ annotation } satisfies Foreign);
}
