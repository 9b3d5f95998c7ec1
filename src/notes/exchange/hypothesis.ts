/**
 * Exports and imports notes in the JSON format of the Hypothesis client and API. Its text is Markdown. What it
 * has no member for stands under `gloss`, as in Web Annotations: Hypothesis ignores that member, and Gloss gets
 * back exactly the same note. What an annotation of Hypothesis says besides (user, group, permissions, links)
 * is kept beside the note, and given back.
 */
import * as v from 'valibot';
import type { Selectors } from '../anchor/selectors';
import { MOST_TAG, MOST_TAGS, MOST_TITLE, Note, type Target } from '../schema';
import { type GlossPart, glossPart } from './annotation-schema';
import { type Foreign, foreignOf, foreignText } from './foreign';
import { fromAnnotation, type Made } from './from-jsonld';
import { iriOf, isIri, nameOn, noteIdOf, termOf } from './iri';
import { inList, isObject, type Json, type JsonObject, only, sameJson, withoutNull } from './json';
import { hypothesisRange, passageOf, withoutQuote, withQuote } from './passage';
import { addressOf, type TermNames, titleOf } from './places';
import { Refusal, reasonOf } from './refusal';
import { dateOf, glossOf, toAnnotation } from './to-jsonld';

/** The user whose notes these are, for programs that group by user. `.invalid` is no host (RFC 2606). */
const USER = 'acct:gloss@gloss.invalid';

/** Makes one file in the client's export format, in pieces. `now`: time of the export, ms since the epoch. */
export function toHypothesis(notes: readonly Note[], names: TermNames, now: number): Generator<string> {
  const frame: JsonObject = {
    export_date: new Date(now).toISOString(),
    export_userid: USER,
    client_version: 'Gloss',
    annotations: [],
  };
  return inList(frame, notes, (note) => one(note, names));
}

function one(note: Note, names: TermNames): JsonObject {
  const { id, created, modified, text, tags } = note;
  const foreign = foreignOf(note.foreign);
  const kept = foreign.hypothesis ?? {};
  const user = typeof kept.user === 'string' ? kept.user : accountOf(foreign.annotation?.creator);
  return {
    id,
    uri: addressOf(note.target),
    user,
    group: '__world__',
    permissions: { read: [user], update: [user], delete: [user] },
    document: documentOf(note.target, names),
    ...kept,
    created: dateOf(created, textOf(kept.created)),
    updated: dateOf(modified, textOf(kept.updated)),
    text,
    tags,
    target: targetsOf(note.target, kept.target),
    gloss: { ...glossOf(note), ...(note.foreign !== undefined && { foreign: { ...foreign } as JsonObject }) },
  };
}

/** The account of Hypothesis that made an annotation, or that of Gloss. */
function accountOf(creator: Json | undefined): string {
  return typeof creator === 'string' && /^acct:[^@]+@./.test(creator) ? creator : USER;
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function documentOf(target: Target, names: TermNames): JsonObject {
  return { title: [target.kind === 'term' ? titleOf(target, names) : target.page.title] };
}

function targetsOf(target: Target, kept: Json | undefined): Json {
  if (kept !== undefined)
    return target.kind === 'passage' ? withQuote(kept, target.selectors.quote.exact) : kept;
  const selector = target.kind === 'passage' ? { selector: selectorsOf(target.selectors) } : {};
  return [{ source: addressOf(target), ...selector }];
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

/** What no note can be made without. Other members are taken as far as they can be used. */
const Essential = v.looseObject({
  id: v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(200)), v.number()], 'must be one text'),
  uri: v.pipe(v.string(), v.minLength(1, 'is empty')),
  text: v.optional(v.string('must be one text')),
  references: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(0, 'it is a reply to another annotation'))),
});
const Words = v.string('must be one text');
/** Members that are left out, and said so, where they are of another kind. */
const USABLE: Record<string, v.GenericSchema> = {
  user: Words,
  group: Words,
  tags: v.array(Words, 'must be a list'),
  links: v.looseObject({}, 'must be an object'),
  permissions: v.looseObject({}, 'must be an object'),
};

/** Makes a note from an annotation; the caller validates it. Throws a `Refusal`. */
export async function fromHypothesis(value: Json, now: number): Promise<Made> {
  const left: string[] = [];
  const given = ofAnnotator(withoutNull(value));
  const result = v.safeParse(Essential, given);
  if (!result.success) throw new Refusal(reasonOf(result.issues[0], 'The annotation'));
  const { id, uri, text = '' } = result.output;
  // JSON-LD identifies pages only by IRI: a note on anything else could not be exported and imported again.
  if (!isIri(iriOf(uri))) throw new Refusal('uri: is no address', 'nowhere');
  const annotation = usable(given as JsonObject, left);
  const created = time(annotation.created, 'created', left);
  const modified = time(annotation.updated, 'updated', left) ?? created;
  const gloss = glossPart(annotation);
  const { target, kept } = onWhat(annotation, uri, gloss);
  const tags = tagsOf(annotation.tags, left);
  // Ids of Hypothesis are those of one service; those of AnnotatorJS are those of one store.
  const isStored = isOfAnnotator(value);
  const members: JsonObject = {
    ...only(annotation, (name) => !['uri', 'text', 'tags', 'gloss', 'references'].includes(name)),
    document: sameJson(annotation.document, documentOf(target, {})) ? undefined : annotation.document,
    target: sameJson(annotation.target, targetsOf(target, undefined)) ? undefined : kept,
    created:
      created === undefined || dateOf(created, undefined) === annotation.created
        ? undefined
        : annotation.created,
    updated:
      modified === undefined || dateOf(modified, undefined) === annotation.updated
        ? undefined
        : annotation.updated,
  };
  const foreign: Foreign = annotation.gloss
    ? (gloss.foreign ?? {})
    : {
        annotation: makerOf(annotation),
        hypothesis: isStored ? { ...members, id: undefined } : members,
        id: isStored ? String(id) : undefined,
      };
  const kepts = foreignText(foreign, (what) => left.push(what));
  const stamp = modified ?? 0;
  // The format does not speak of colours, of deleting or of kinds of text.
  const stamps = { text: stamp, format: 0, tags: stamp, colour: 0, deleted: 0 };
  const note = {
    id: await noteIdOf(isStored ? nameOn(String(id), uri) : String(id)),
    revision: gloss.revision ?? 1,
    created: created ?? modified ?? now,
    modified: modified ?? now,
    target,
    text,
    format: gloss.format ?? 'text/markdown',
    tags,
    colour: gloss.colour ?? 'yellow',
    deleted: gloss.deleted ?? false,
    stamps: gloss.stamps ?? stamps,
    ...(kepts === undefined ? {} : { foreign: kepts }),
  };
  if (annotation.gloss === undefined || kepts === undefined || (await comesBack(note, now)))
    return { note, left };
  const { foreign: _, ...bare } = note;
  return { note: bare, left: [...left, 'gloss.foreign: does not belong to this note'] };
}

/** Whether a note comes back from its Web Annotation with what it keeps. A file may say anything that it keeps. */
async function comesBack(note: unknown, now: number): Promise<boolean> {
  if (!v.is(Note, note)) return true; // The caller refuses it.
  const written = JSON.parse(JSON.stringify(toAnnotation(note))) as Json;
  try {
    const { note: back } = await fromAnnotation(written, undefined, now);
    return v.is(Note, back) && sameJson(JSON.parse(JSON.stringify(back)), JSON.parse(JSON.stringify(note)));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * An annotation of AnnotatorJS, from which the format of Hypothesis came, in that format: its quote is a member
 * of its own. Its ranges are relative to an element that the file does not name.
 */
function ofAnnotator(value: Json): Json {
  if (!isObject(value) || value.target !== undefined) return value;
  const { quote, ranges, ...others } = value;
  const places = Array.isArray(ranges) ? ranges.length : 0;
  if (places > 1) throw new Refusal('ranges: it has several; a note is on one passage', 'several');
  if (typeof quote !== 'string' || quote.trim() === '') {
    if (places > 0) throw new Refusal('ranges: it does not quote the passage');
    return value;
  }
  const selector = [{ type: 'TextQuoteSelector', exact: quote }];
  return { ...others, ...(ranges && { ranges }), target: [{ source: value.uri, selector }] };
}

const isOfAnnotator = (value: Json): boolean => isObject(value) && 'ranges' in value && !('target' in value);

/** The annotation without members that cannot be used. */
function usable(annotation: JsonObject, left: string[]): JsonObject {
  return only(annotation, (name, value) => {
    const schema = Object.hasOwn(USABLE, name) ? USABLE[name] : undefined;
    const result = schema && v.safeParse(schema, value);
    // Of a list of tags, those that are text are taken.
    if (name === 'tags' && Array.isArray(value)) return true;
    if (result && !result.success) left.push(`${name}: ${result.issues[0].message}`);
    return result === undefined || result.success;
  });
}

function tagsOf(tags: Json | undefined, left: string[]): string[] {
  const taken: string[] = [];
  for (const tag of Array.isArray(tags) ? tags : []) {
    if (typeof tag !== 'string') left.push('tags: one is not text');
    else if (tag.trim() === '') continue;
    else if (tag.trim().length > MOST_TAG) left.push(`tags: one is longer than ${MOST_TAG} characters`);
    else if (taken.length === MOST_TAGS) left.push(`tags: “${tag}”, as a note has ${MOST_TAGS} at most`);
    else if (!taken.includes(tag.trim())) taken.push(tag.trim());
  }
  return taken;
}

function time(text: Json | undefined, name: string, left: string[]): number | undefined {
  if (text === undefined) return undefined;
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  left.push(`${name}: is no date`);
  return undefined;
}

/** What the annotation is on; and its targets, to be kept. */
function onWhat(
  annotation: JsonObject,
  uri: string,
  gloss: GlossPart,
): { target: Target; kept: Json | undefined } {
  const targets = [annotation.target ?? []].flat();
  if (targets.length > 1) throw new Refusal('target: it has several; a note is on one thing', 'several');
  const [first] = targets;
  const term = termOf(uri);
  const { canonical, rival, length } = gloss;
  const page = {
    address: uri,
    title: pageTitle(annotation.document),
    ...(canonical !== undefined && { canonical }),
  };
  const selectors = isObject(first) ? [first.selector ?? []].flat().filter(isObject) : [];
  if (term !== undefined) return { target: { kind: 'term', term }, kept: annotation.target };
  if (selectors.length === 0) return { target: { kind: 'page', page }, kept: annotation.target };
  const { selectors: found, given } = passageOf(selectors, hypothesisRange);
  if (found.quote.exact.trim() === '' && annotation.gloss === undefined)
    throw new Refusal('target.selector: it does not quote the passage, but a blank');
  const more = { ...(rival !== undefined && { rival }), ...(length !== undefined && { length }) };
  return {
    target: { kind: 'passage', page, selectors: { ...found, ...more } },
    kept: withoutQuote(annotation.target ?? [], given),
  };
}

function pageTitle(document: Json | undefined): string {
  const title = isObject(document) ? [document.title].flat()[0] : undefined;
  return typeof title === 'string' ? title.slice(0, MOST_TITLE) : '';
}

/** The maker of the annotation and its address, as a Web Annotation says them. */
function makerOf({ user, links }: JsonObject): JsonObject {
  const via = isObject(links) ? links.html : undefined;
  return { ...(user && { creator: user }), ...(via && { via }) };
}
