/** All notes in short, read in pieces: the background answers others between two of them. */
import { type Brief, briefOf } from './brief';
import type { NotesDatabase } from './database';
import { idOf, Notes, read } from './store';

/** Rows of one piece: about 30 ms. */
const PIECE = 1_000;
/** Rows that are looked through, newest first, for the beginning of the list. */
const NEWEST = 200;

/** A piece of all notes, deleted ones too. */
export interface Piece {
  notes: Brief[];
  /** How many rows of the piece cannot be read. */
  damaged: number;
  /** Where the next piece begins; absent with the last. */
  next?: string;
}

/** Which notes in short: the beginning of the list as it is first shown, a piece of all in the order of ids, or these. */
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
 * The beginning of the list as it is first shown, at least `most` notes where there are so many: those on the page or term with the
 * newest change, then those on the next one. Deleted ones are left out.
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
    const key = `${kind === 'term'} ${place}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const rows = await db.notes
      .where(kind === 'term' ? 'target.term' : 'place')
      .equals(place)
      .toArray();
    found.push(
      ...rows
        .flatMap((each) => read(each) ?? [])
        .map(briefOf)
        .filter(({ deleted }) => !deleted),
    );
  }
  return found;
}
