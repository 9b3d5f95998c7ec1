/** Reads notes from a file. The whole file is read and validated before anything is written. */
import * as v from 'valibot';
import { pacer } from '../../platform/pace';
import { isSameTarget, merge } from '../merge';
import { Note, problemOf } from '../schema';
import { fromAnnotation } from './from-jsonld';
import { fromHypothesis } from './hypothesis';
import { Refusal } from './refusal';

/** An annotation that was not imported. */
export interface Refused {
  /** Its number in the file, from 1. */
  at: number;
  /** Its id; '' if it has none. */
  id: string;
  /** The reason, in words for the user. */
  reason: string;
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
export async function readFile(file: Blob): Promise<Reading> {
  if (file.size > MOST_BYTES) throw new Refusal('The file is larger than any collection of notes.');
  const bytes = await file.arrayBuffer();
  let text: string;
  try {
    // With `fatal`, other encodings are refused. Without it they would silently be read as wrong letters.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('The file is not text in UTF-8. If it was saved by another program, save it as UTF-8.');
  }
  return readNotes(text);
}

/**
 * Reads the text of a file: JSON-LD (an annotation, a list, a page or a collection) or a Hypothesis export.
 * Throws a `Refusal` if it is neither.
 */
export async function readNotes(text: string, now = Date.now()): Promise<Reading> {
  if (text.length > MOST_TEXT) throw new Refusal('The file is larger than any collection of notes.');
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refusal(`The file is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { items, convert } = contents(file, now);
  if (items.length > MOST_NOTES)
    throw new Refusal(`The file has ${items.length} annotations; ${MOST_NOTES} are too many.`);
  const byId = new Map<string, Note>();
  const places: Record<string, number> = {};
  const refused: Refused[] = [];
  const rest = pacer();
  for (const [i, item] of items.entries()) {
    await rest();
    try {
      const note = await sound(item, convert);
      const twin = byId.get(note.id);
      if (twin && !isSameTarget(twin, note)) throw new Refusal('id: another annotation of the file has it');
      byId.set(note.id, twin ? merge(twin, note) : note);
      places[note.id] = i + 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ at: i + 1, id: nameOf(item), reason: error.message.slice(0, MOST_REASON) });
    }
  }
  return { notes: [...byId.values()], places, refused };
}

type Convert = (item: unknown) => Promise<unknown>;

async function sound(item: unknown, convert: Convert): Promise<Note> {
  const value = await convert(item);
  const result = v.safeParse(Note, value);
  if (!result.success) throw new Refusal(problemOf(value) ?? 'It is no note.');
  const { modified, stamps, revision } = result.output;
  if (Math.max(modified, ...Object.values(stamps)) > LAST_TIME)
    throw new Refusal('modified: is too far in the future');
  if (revision > LAST_REVISION) throw new Refusal('revision: is too high');
  return result.output;
}

/** The annotations of a file, and the function that makes a note from each. */
function contents(file: unknown, now: number): { items: unknown[]; convert: Convert } {
  const annotations = (items: unknown[], context: boolean) => ({
    items,
    convert: (item: unknown) => fromAnnotation(item, context, now),
  });
  if (Array.isArray(file)) {
    const isHypothesis = file.some((item) => isObject(item) && 'uri' in item && !('type' in item));
    return isHypothesis
      ? { items: file, convert: (item) => fromHypothesis(item, now) }
      : annotations(file, true);
  }
  if (!isObject(file)) throw new Refusal('The file holds no annotations: it is not an object or a list.');
  const listed = file.annotations ?? file.rows;
  if (Array.isArray(listed)) return { items: listed, convert: (item) => fromHypothesis(item, now) };
  const type = [file.type].flat();
  if (type.includes('AnnotationPage') || type.includes('AnnotationCollection')) {
    const page = type.includes('AnnotationPage') ? file : file.first;
    if (!isObject(page) || !Array.isArray(page.items))
      throw new Refusal('The collection’s annotations are not in the file.');
    if (page.next !== undefined)
      throw new Refusal('The collection goes on in another file; export it as one.');
    return annotations(page.items, file['@context'] === undefined);
  }
  return annotations([file], true);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(item: unknown): string {
  return isObject(item) && typeof item.id === 'string' ? item.id.slice(0, 200) : '';
}
