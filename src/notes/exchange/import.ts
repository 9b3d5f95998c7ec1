/**
 * Notes from a file, into the store. Everything is read and checked before anything is written; what is written is written in one
 * transaction; and what was there is never replaced but merged with, so that the newer change of each field holds.
 */
import * as v from 'valibot';
import type { NotesDatabase } from '../database';
import { isSame, merge } from '../merge';
import { Note, problemOf } from '../schema';
import { read, rowOf } from '../store';
import { fromAnnotation } from './from-jsonld';
import { fromHypothesis } from './hypothesis';
import { Refusal } from './refusal';

/** An annotation that was not imported. */
interface Refused {
  /** Its place in the file, from 1. */
  at: number;
  /** Its id, as far as it has one. */
  id: string;
  /** Why, in words for the user. */
  reason: string;
}

/** What a file says, checked; nothing is written yet. */
export interface Reading {
  notes: Note[];
  /** Place of each note in the file, from 1. */
  places: Map<string, number>;
  refused: Refused[];
}

/** What an import comes to. */
export interface Outcome {
  added: number;
  /** Notes that were there, and that the import knows more of. */
  updated: number;
  /** Notes that were there, and that it knows nothing new of. */
  equal: number;
  refused: Refused[];
}

/** What is needed to take an import back. */
export interface Undo {
  /** The notes that it added, as it wrote them. */
  added: Note[];
  /** Those that it changed: before, and as it wrote them. */
  updated: { before: Note; after: Note }[];
}

/** UTF-16 units of a file, and annotations in it: more is a mistake, or an attack. */
const MOST_TEXT = 100_000_000;
const MOST_NOTES = 200_000;

/** Reads a file of JSON-LD (an annotation, a list, a page or a collection) or of Hypothesis. Throws a `Refusal` if it is neither. */
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
  const places = new Map<string, number>();
  const refused: Refused[] = [];
  for (const [i, item] of items.entries()) {
    try {
      const note = await sound(item, convert);
      const twin = byId.get(note.id);
      if (twin && !isSameTarget(twin, note)) throw new Refusal('id: another annotation of the file has it');
      byId.set(note.id, twin ? merge(twin, note) : note);
      places.set(note.id, i + 1);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ at: i + 1, id: nameOf(item), reason: error.message });
    }
  }
  return { notes: [...byId.values()], places, refused };
}

type Convert = (item: unknown) => Promise<unknown>;

async function sound(item: unknown, convert: Convert): Promise<Note> {
  const value = await convert(item);
  const result = v.safeParse(Note, value);
  if (result.success) return result.output;
  throw new Refusal(problemOf(value) ?? 'It is no note.');
}

/** The annotations of a file, and what makes notes of them. */
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

function isSameTarget(a: Note, b: Note): boolean {
  if (a.target.kind === 'term') return b.target.kind === 'term' && a.target.term === b.target.term;
  return (
    a.target.kind === b.target.kind && a.target.page.address === (b.target as typeof a.target).page.address
  );
}

/** What importing would come to. Writes nothing. */
export async function previewImport(db: NotesDatabase, reading: Reading): Promise<Outcome> {
  return (await plan(db, reading)).outcome;
}

/** Imports, all or nothing, and says what takes it back. */
export function importNotes(db: NotesDatabase, reading: Reading): Promise<{ outcome: Outcome; undo: Undo }> {
  return db.transaction('rw', db.notes, async () => {
    const { outcome, undo } = await plan(db, reading);
    const rows = [...undo.added, ...undo.updated.map(({ after }) => after)].map(rowOf);
    await db.notes.bulkPut(rows);
    return { outcome, undo };
  });
}

async function plan(
  db: NotesDatabase,
  { notes, places, refused }: Reading,
): Promise<{ outcome: Outcome; undo: Undo }> {
  const there = await db.notes.bulkGet(notes.map(({ id }) => id));
  const undo: Undo = { added: [], updated: [] };
  const outcome: Outcome = { added: 0, updated: 0, equal: 0, refused: [...refused] };
  const refuse = ({ id }: Note, reason: string) =>
    outcome.refused.push({ at: places.get(id) ?? 0, id, reason });
  for (const [i, note] of notes.entries()) {
    const row = there[i];
    const before = read(row);
    if (row === undefined) undo.added.push(note);
    else if (!before) refuse(note, 'The note that is there is damaged, and is left as it is.');
    else if (!isSameTarget(before, note)) refuse(note, 'There is a note with this id on something else.');
    else {
      const after = merge(before, note);
      if (isSame(after, before)) outcome.equal++;
      else
        undo.updated.push({
          before,
          after: { ...after, revision: Math.max(after.revision, before.revision + 1) },
        });
    }
  }
  outcome.added = undo.added.length;
  outcome.updated = undo.updated.length;
  return { outcome, undo };
}

/**
 * Takes an import back: what it added goes, what it changed is as before. What the user has changed since stays as it is; the
 * number of these is returned.
 */
export function undoImport(db: NotesDatabase, { added, updated }: Undo): Promise<number> {
  return db.transaction('rw', db.notes, async () => {
    let kept = 0;
    const written = [...added, ...updated.map(({ after }) => after)];
    const rows = await db.notes.bulkGet(written.map(({ id }) => id));
    const isUntouched = (note: Note, i: number): boolean => {
      const now = read(rows[i]);
      return now !== undefined && now.revision === note.revision && isSame(now, note);
    };
    const gone: string[] = [];
    const back: Note[] = [];
    for (const [i, note] of written.entries()) {
      if (!isUntouched(note, i)) kept++;
      else if (i < added.length) gone.push(note.id);
      else back.push(returned(note, updated[i - added.length]?.before ?? note));
    }
    await db.notes.bulkDelete(gone);
    await db.notes.bulkPut(back.map(rowOf));
    return kept;
  });
}

/** What was before, stamps and all, so that the same file can be imported again; its revision is still a later one. */
function returned(now: Note, before: Note): Note {
  return { ...before, revision: now.revision + 1 };
}
