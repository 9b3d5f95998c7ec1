/** Briefs of all notes, read in pieces so that the background can answer other requests in between. */
import { type Brief, briefOf } from './brief';
import type { NotesDatabase } from './database';
import { rowsWith } from './readable';
import type { NoteRow } from './rows';
import { idOf, Notes, read } from './store';

/** Rows in one piece: about 30 ms of work. */
const PIECE = 1_000;
/** Most rows read, newest first, to find the beginning of the list. */
const NEWEST = 200;

/** A piece of all notes, deleted ones included. */
export interface Piece {
  notes: Brief[];
  /** How many rows of the piece are damaged. */
  damaged: number;
  /** The `after` of the next piece; absent with the last piece. */
  next?: string;
}

/**
 * Which briefs: the beginning of the list as it is first shown (at least `first` notes), a piece of all notes
 * in the order of their ids, or those with these ids.
 */
export type BriefsOf = { first: number } | { after?: string } | { ids: string[] };

export async function briefs(db: NotesDatabase, of: BriefsOf): Promise<Piece> {
  if ('first' in of) return { notes: await beginningOf(db, of.first), damaged: 0 };
  if ('ids' in of) return pieceOf((await db.notes.bulkGet(of.ids)).filter((row) => row !== undefined));
  const { value: rows } = await new Notes(db).everything(of.after, PIECE).next();
  const piece = pieceOf(rows ?? []);
  return rows && rows.length === PIECE ? { ...piece, next: idOf(rows.at(-1)) } : piece;
}

function pieceOf(rows: unknown[]): Piece {
  const notes = rows.flatMap((row) => read(row) ?? []);
  return { notes: notes.map(briefOf), damaged: rows.length - notes.length };
}

/**
 * The beginning of the list in its default order: all notes on the page or term with the newest change, then
 * all on the next one, until there are at least `most` notes. Deleted notes are left out.
 */
async function beginningOf(db: NotesDatabase, most: number): Promise<Brief[]> {
  const newest = await db.notes.orderBy('modified').reverse().limit(NEWEST).toArray();
  const seen = new Set<string>();
  const found: Brief[] = [];
  for (const row of newest) {
    if (found.length >= most) break;
    const note = read(row);
    if (!note || note.deleted) continue;
    const { kind, place } = briefOf(note);
    const isTerm = kind === 'term';
    // A stored key may have been made in another way than today's (`stored-keys.ts`).
    const keys = isTerm ? [place] : [...new Set([place, (row as NoteRow).place ?? place])];
    const unseen = keys.filter((key) => !seen.has(`${isTerm} ${key}`));
    for (const key of unseen) seen.add(`${isTerm} ${key}`);
    const rows = await rowsWith(db.notes, isTerm ? 'target.term' : 'place', unseen);
    found.push(
      ...rows
        .flatMap((each) => read(each) ?? [])
        .map(briefOf)
        .filter(({ deleted }) => !deleted),
    );
  }
  return found;
}
