/**
 * Reads notes from a file: W3C Web Annotations in JSON-LD, or annotations of Hypothesis or AnnotatorJS. The whole
 * file is read and validated before anything is written.
 */
import * as v from 'valibot';
import { pacer } from '../../platform/pace';
import { UNWATCHED, type Watch } from '../../platform/watch';
import { isSamePassage, isSameTarget, merge } from '../merge';
import { Note, problemOf } from '../schema';
import { kindOfBytes, kindOfJson, kindOfText } from './file-kind';
import { fromAnnotation, type Made } from './from-jsonld';
import { fromHypothesis } from './hypothesis';
import { isIri } from './iri';
import { isObject, type Json, type JsonObject } from './json';
import { Refusal, type Why } from './refusal';
import { isGloss } from './to-jsonld';

/** An annotation that was not imported. */
export interface Refused {
  /** Its number in the file, from 1. */
  at: number;
  /** Its id; '' if it has none. */
  id: string;
  /** The reason, in words for the user. */
  reason: string;
  /** The kind of the reason; absent: `unfit`. */
  why?: Why;
}

/**
 * The validated contents of a file; nothing is written yet. It is a JSON value, so that a message can carry
 * it.
 */
export interface Reading {
  /** The notes, each id once: annotations with one id and one target are merged. */
  notes: Note[];
  /** Number of each note in the file, from 1, by note id. */
  places: Record<string, number>;
  /** The annotations that were refused. */
  refused: Refused[];
  /**
   * What is left out of annotations that were taken; `reason` says what and why. Number 0 is the file as a
   * whole.
   */
  left: Refused[];
}

/** Largest file, in UTF-16 units, and most annotations in it: more is a mistake or an attack. */
const MOST_TEXT = 100_000_000;
const MOST_NOTES = 200_000;
/**
 * Latest time (ms since the epoch) and highest revision of an imported note: every later change must be able
 * to exceed them.
 */
const LAST_TIME = Date.UTC(9000);
const LAST_REVISION = 1e12;
/** Longest reason, UTF-16 units: it may quote the file. */
const MOST_REASON = 300;

/** Largest file, bytes. */
const MOST_BYTES = 400_000_000;

/**
 * Reads a file that the user chose. Throws a `Refusal` if it holds no notes, and the browser's error if it
 * cannot be read.
 */
export async function readFile(file: Blob, watch: Watch = UNWATCHED): Promise<Reading> {
  if (file.size > MOST_BYTES) throw new Refusal('The file is larger than any collection of notes.');
  const bytes = await file.arrayBuffer();
  const kind = kindOfBytes(new Uint8Array(bytes.slice(0, 128)));
  if (kind !== undefined) throw new Refusal(unread(kind));
  let text: string;
  try {
    // With `fatal`, other encodings are refused. Without it they would silently be read as wrong letters.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`This file is not text in UTF-8. ${READ} If it is one of these, save it as UTF-8.`);
  }
  watch.signal.throwIfAborted();
  return readNotes(text, Date.now(), watch);
}

/**
 * Reads the text of a file: JSON-LD (an annotation, a list, a page or a collection), an export or answer of
 * Hypothesis, or JSON Lines of either. Throws a `Refusal` if it is none of these.
 */
export async function readNotes(text: string, now = Date.now(), watch: Watch = UNWATCHED): Promise<Reading> {
  if (text.length > MOST_TEXT) throw new Refusal('The file is larger than any collection of notes.');
  const { items, context, left } = contents(parsed(text.replace(/^\uFEFF/, '')));
  if (items.length > MOST_NOTES)
    throw new Refusal(`The file has ${items.length} annotations; ${MOST_NOTES} are too many.`);
  const byId = new Map<string, Note>();
  const reading: Omit<Reading, 'notes'> = {
    places: {},
    refused: [],
    left: left.map((what) => at(0, null, what)),
  };
  const rest = pacer();
  for (const [i, item] of items.entries()) {
    await rest();
    watch.signal.throwIfAborted();
    watch.tell(i, items.length);
    try {
      const made = await converted(item, context, now);
      const note = validated(made);
      const twin = byId.get(note.id);
      if (twin && !(isSameTarget(twin, note) && isSamePassage(twin, note)))
        throw new Refusal('id: another annotation of the file has it', 'twice');
      byId.set(note.id, twin ? merge(twin, note) : note);
      reading.places[note.id] = i + 1;
      reading.left.push(...made.left.map((what) => at(i + 1, item, what)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, why } = error;
      reading.refused.push({ ...at(i + 1, item, message), ...(why !== 'unfit' && { why }) });
    }
  }
  return { notes: [...byId.values()], ...reading };
}

async function converted(item: Json | BrokenLine, context: Json | undefined, now: number): Promise<Made> {
  if (item instanceof BrokenLine) throw new Refusal('The line is not JSON.', 'alien');
  if (typeof item === 'string' && isIri(item))
    throw new Refusal('It is the address of an annotation that is not in the file.', 'alien');
  return isHypothesis(item) ? fromHypothesis(item, now) : fromAnnotation(item, context, now);
}

function at(number: number, item: unknown, reason: string): Refused {
  return { at: number, id: nameOf(item), reason: reason.slice(0, MOST_REASON) };
}

function validated({ note }: Made): Note {
  const result = v.safeParse(Note, note);
  if (!result.success) {
    const isLarge = result.issues[0].type === 'max_length';
    throw new Refusal(problemOf(note) ?? 'It is not a note.', isLarge ? 'large' : 'unfit');
  }
  const { modified, stamps, revision } = result.output;
  if (Math.max(modified, ...Object.values(stamps)) > LAST_TIME)
    throw new Refusal('modified: is too far in the future');
  if (revision > LAST_REVISION) throw new Refusal('revision: is too high');
  return result.output;
}

const READ = 'Gloss imports JSON-LD (W3C Web Annotations) and Hypothesis JSON.';
const unread = (kind: string): string => `This is ${kind}. ${READ}`;

/** A line of a file of JSON Lines that is not JSON. */
class BrokenLine {}

/** The JSON value of a file. A file with a JSON value on each line is the list of these. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (text.trim() === '') throw new Refusal('The file is empty.');
    const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
    const values = lines.slice(0, MOST_NOTES + 1).map(lineOf);
    // In a file that is one broken value, the first line is none.
    if (lines.length > 1 && isObject(values[0]) && !(values[0] instanceof BrokenLine)) return values;
    const kind = kindOfText(text.trimStart());
    throw new Refusal(
      kind === undefined
        ? `The file is not JSON: ${error instanceof Error ? error.message : error}`
        : unread(kind),
    );
  }
}

function lineOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return new BrokenLine();
  }
}

interface Contents {
  items: (Json | BrokenLine)[];
  /** The context of the collection around the items. */
  context: Json | undefined;
  /** What is said of the collection, for which no note has a place. */
  left: string[];
}

/** Members of a collection or page that say nothing but where its annotations are. */
const STRUCTURE = /^(?:@context|id|type|total|first|last|items|startIndex|partOf|prev|next)$/;

/** The annotations of a file. */
function contents(file: unknown): Contents {
  if (typeof file !== 'object' || file === null) throw new Refusal(`This file has no notes in it. ${READ}`);
  const kind = kindOfJson(file as Json);
  if (kind !== undefined) throw new Refusal(unread(kind));
  if (Array.isArray(file)) return { items: file, context: undefined, left: [] };
  const one = file as JsonObject;
  // Hypothesis answers a search with the replies beside the annotations, if asked to.
  const listed = one.annotations ?? one.rows;
  if (Array.isArray(listed)) {
    const replies = Array.isArray(one.replies) ? one.replies : [];
    return { items: [...listed, ...replies], context: one['@context'], left: [] };
  }
  if (Array.isArray(one['@graph'])) return { items: one['@graph'], context: one['@context'], left: [] };
  const types = [one.type].flat();
  // Readium writes the annotations of a book as a set.
  const isPage = types.includes('AnnotationPage') || types.includes('AnnotationSet');
  if (!isPage && !types.includes('AnnotationCollection'))
    return { items: [one], context: undefined, left: [] };
  const page = isPage ? one : one.first;
  if (!isObject(page) || !Array.isArray(page.items))
    throw new Refusal('The notes of this collection are in other files.');
  if (page.next !== undefined)
    throw new Refusal('This collection continues in another file. Export it as one file.');
  const context = one['@context'] ?? page['@context'];
  // The label of a collection of Gloss says only that it is one.
  const own = [context].flat().some(isGloss) ? ['label'] : [];
  const said = Object.keys({ ...page, ...one }).filter(
    (name) => !STRUCTURE.test(name) && !own.includes(name),
  );
  const left = said.map((name) => `${name}: is said of the whole collection`);
  const { total } = one;
  if (typeof total === 'number' && total > page.items.length)
    left.push(`The collection has ${total} annotations, and ${page.items.length} of them are in the file.`);
  return { items: page.items, context, left };
}

/** Whether an item is in the format of Hypothesis: it names its page in `uri`. */
function isHypothesis(item: unknown): boolean {
  return isObject(item) && 'uri' in item && !('type' in item);
}

function nameOf(item: unknown): string {
  return isObject(item) && typeof item.id === 'string' ? item.id.slice(0, 200) : '';
}
