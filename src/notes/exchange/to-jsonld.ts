/**
 * Exports notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD. What the model
 * has no member for stands under `gloss`, a JSON literal. With it, importing gives back exactly the same
 * note.
 */
import type { Selectors, Structure } from '../anchor/selectors';
import type { Note, NotedPage } from '../schema';
import { iriOf, noteIdOf, noteIri, termIri } from './iri';
import { inList, type Json, type JsonObject } from './json';

export const ANNO = 'http://www.w3.org/ns/anno.jsonld';
const CONTEXT = [ANNO, { gloss: { '@id': 'urn:gloss:ns:note', '@type': '@json' } }];

/** Members of an imported annotation for which a note has no field, as `Note.foreign` stores them. */
export interface Foreign {
  /** Members of the annotation; its id is among them if it is not a UUID. */
  annotation?: JsonObject;
  /** Members of its target. */
  target?: JsonObject;
}

/** The annotation of a note, with its JSON-LD context. */
export function toAnnotation(note: Note): JsonObject {
  const { revision, stamps, deleted, colour, format, foreign } = note;
  const bodies = bodiesOf(note);
  const { annotation, target }: Foreign = foreign === undefined ? {} : JSON.parse(foreign);
  return {
    '@context': CONTEXT as Json,
    id: noteIri(note.id),
    type: 'Annotation',
    motivation: note.text === '' ? 'highlighting' : 'commenting',
    created: new Date(note.created).toISOString(),
    modified: new Date(note.modified).toISOString(),
    ...annotation,
    // The model has annotations without a body, but no empty list of bodies.
    ...(bodies.length > 0 ? { body: bodies } : {}),
    target: targetOf(note, target),
    gloss: { revision, stamps, deleted, colour, format, ...known(note) },
  };
}

function bodiesOf({ text, format, tags }: Note): Json[] {
  const comment: Json[] =
    text === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: text, format }];
  return [
    ...comment,
    ...tags.map((value): Json => ({ type: 'TextualBody', purpose: 'tagging', value, format: 'text/plain' })),
  ];
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

function targetOf({ target }: Note, foreign: JsonObject = {}): Json {
  if (target.kind === 'term') return termIri(target.term);
  if (target.kind === 'page')
    return { ...foreign, type: 'SpecificResource', source: iriOf(target.page.address) };
  return {
    ...foreign,
    type: 'SpecificResource',
    source: iriOf(target.page.address),
    selector: selectorsOf(target.selectors),
  };
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

/** XPath of the body: stored paths are relative to it. */
export const BODY = '/html[1]/body[1]';

/** All notes as one collection of one page, in pieces. `id`: the collection's IRI. */
export function toCollection(notes: readonly Note[], label: string, id: string): Generator<string> {
  const frame: JsonObject = {
    '@context': CONTEXT as Json,
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
