/**
 * Exports notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD. What the model
 * has no member for stands under `gloss`, a JSON literal. With it, importing gives back exactly the same
 * note.
 */
import type { Selectors, Structure } from '../anchor/selectors';
import type { Note, NotedPage } from '../schema';
import { bodyMember } from './bodies';
import { type Foreign, foreignOf } from './foreign';
import { iriOf, noteIdOf, noteIri, termIri } from './iri';
import { inList, type Json, type JsonObject, sameJson } from './json';
import { BODY, withQuote } from './passage';

export const ANNO = 'http://www.w3.org/ns/anno.jsonld';
/** The JSON-LD context of the member `gloss`. */
const GLOSS: JsonObject = { gloss: { '@id': 'urn:gloss:ns:note', '@type': '@json' } };
/** Whether that is that context. */
export const isGloss = (context: Json | undefined): boolean => sameJson(context, GLOSS);
const CONTEXT: Json[] = [ANNO, GLOSS];

/** The annotation of a note, with its JSON-LD context. */
export function toAnnotation(note: Note): JsonObject {
  const foreign = foreignOf(note.foreign);
  const { annotation, context = [], dates = {}, id, hypothesis } = foreign;
  return {
    '@context': [ANNO, ...context, GLOSS],
    id: noteIri(note.id),
    type: 'Annotation',
    motivation: motivationOf(note.text),
    created: dateOf(note.created, dates.created),
    modified: dateOf(note.modified, dates.modified),
    ...annotation,
    ...bodyMember(note, foreign),
    target: target(note.target, foreign),
    gloss: { ...glossOf(note), id, hypothesis },
  };
}

/** The motivation that Gloss gives a note of its own. */
export function motivationOf(text: string): string {
  return text === '' ? 'highlighting' : 'commenting';
}

/** A time, as it came if it still is that time. */
export function dateOf(time: number, came: string | undefined): string {
  return came !== undefined && Date.parse(came) === time ? came : new Date(time).toISOString();
}

/** What the note says that the formats have no member for. */
export function glossOf(note: Note): JsonObject {
  const { revision, stamps, deleted, colour, format } = note;
  return { revision, stamps, deleted, colour, format, ...known(note) };
}

/** Facts about the page and the passage that the model has no member for. */
function known({ target }: Note): JsonObject {
  if (target.kind === 'term') return {};
  const { title, canonical, address }: NotedPage = target.page;
  const page = { title, canonical, address: iriOf(address) === address ? undefined : address };
  if (target.kind === 'page') return page;
  const { rival, length } = target.selectors;
  return { ...page, rival, length };
}

function target(target: Note['target'], { target: members, given }: Foreign): Json {
  if (given?.target !== undefined)
    return target.kind === 'passage' ? withQuote(given.target, target.selectors.quote.exact) : given.target;
  const ours = targetOf(target);
  return members === undefined || typeof ours === 'string' ? ours : { ...members, ...ours };
}

/** The target of a note of Gloss: the IRI of a term, or a page or a passage as a specific resource. */
export function targetOf(target: Note['target']): string | JsonObject {
  if (target.kind === 'term') return termIri(target.term);
  const page = { type: 'SpecificResource', source: iriOf(target.page.address) };
  return target.kind === 'page' ? page : { ...page, selector: selectorsOf(target.selectors) };
}

function selectorsOf({ quote, position, structure }: Selectors): Json[] {
  const list: Json[] = [{ type: 'TextQuoteSelector', ...quote }];
  if (position) list.push({ type: 'TextPositionSelector', ...position });
  if (structure) list.push(rangeOf(structure));
  return list;
}

function rangeOf({ startPath, startOffset, endPath, endOffset }: Structure): Json {
  const point = (path: string, offset: number): Json => ({
    type: 'XPathSelector',
    value: `${BODY}${path}`,
    refinedBy: { type: 'TextPositionSelector', start: offset, end: offset },
  });
  return {
    type: 'RangeSelector',
    startSelector: point(startPath, startOffset),
    endSelector: point(endPath, endOffset),
  };
}

/** All notes as one collection of one page, in pieces. `id`: the collection's IRI. */
export function toCollection(notes: readonly Note[], label: string, id: string): Generator<string> {
  const frame: JsonObject = {
    '@context': CONTEXT,
    id,
    type: 'AnnotationCollection',
    label,
    total: notes.length,
    first: { id: `${id}#1`, type: 'AnnotationPage', startIndex: 0, items: [] },
  };
  return inList(frame, notes, toAnnotation);
}

/** An IRI for exactly these notes in this state, so that the same notes give the same file. */
export async function collectionIri(notes: readonly Note[]): Promise<string> {
  const names = notes.map(({ id, revision, modified }) => `${id} ${revision} ${modified}`);
  return noteIri(await noteIdOf(names.join()));
}
