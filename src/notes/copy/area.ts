/**
 * What the second copy looks like: entries by key in `storage.local`. The row `id` of a table has the key
 * `copy TABLE ID`, and a sealed JSON text (`seal.ts`) as its value. The manifest has the key `copy`.
 */
import * as v from 'valibot';

/** The part of `storage.local` that is used. Each call is atomic: `set` stores all of its items, or none. */
export interface Area {
  get(keys: string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
  getKeys(): Promise<string[]>;
}

/** The tables of the database `notes` that are copied. */
export const COPIED = ['notes', 'corrections', 'times', 'terms'] as const;
export type Copied = (typeof COPIED)[number];
/** A row that is copied. */
export interface Place {
  table: Copied;
  id: string;
}

const MANIFEST = 'copy';
const PREFIX = 'copy ';
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How much there was in the database when it was last copied. Kept outside the database. */
const Manifest = v.object({
  /** The format of the copy. A copy in another format is left alone. */
  format: v.literal(1),
  /**
   * Number of the writing of the copy. The database stores it before the copy does. So a database with a
   * lower number is older than the copy: it was lost, or the browser put it back.
   */
  turn: Count,
  /** When the copy was written, ms since the epoch. */
  at: Count,
  /** Whether the copy then held everything. If not, the counts say nothing. */
  whole: v.boolean(),
  /** How many rows each table had, deleted notes included. */
  rows: v.object({
    ...{ notes: Count, corrections: Count, times: Count },
    /** Absent in a copy of an earlier version, which had none. */
    terms: v.optional(Count, 0),
  }),
  /** The latest `modified` of a note, ms since the epoch; 0 without notes. */
  newest: v.number(),
  /** How many backups there were. They are not copied. */
  backups: Count,
});
export type Manifest = v.InferOutput<typeof Manifest>;

/** The key that a place has in the outbox. */
export const outboxKeyOf = ({ table, id }: Place): string => `${table} ${id}`;

export const keyOf = (place: Place): string => `${PREFIX}${outboxKeyOf(place)}`;

/** The place of a key; `undefined` for a key of something else. */
export function placeOf(key: string): Place | undefined {
  if (!key.startsWith(PREFIX)) return undefined;
  const [table, id] = split(key.slice(PREFIX.length));
  return isCopied(table) ? { table, id } : undefined;
}

export const isCopied = (table: string): table is Copied => (COPIED as readonly string[]).includes(table);

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

class CopyNewer extends Error {
  override name = 'CopyNewer';
  constructor() {
    super('A newer version of Gloss has written the second copy. This version leaves it alone.');
  }
}

/** The manifest; `undefined` if there is none or it is damaged. Throws `CopyNewer`. */
export async function readManifest(area: Area): Promise<Manifest | undefined> {
  const value = (await area.get([MANIFEST]))[MANIFEST];
  const result = v.safeParse(Manifest, value);
  if (result.success) return result.output;
  if (v.is(v.object({ format: v.pipe(v.number(), v.minValue(2)) }), value)) throw new CopyNewer();
  return undefined;
}

/** The item that stores a manifest. */
export const manifestItem = (manifest: Manifest): Record<string, unknown> => ({ [MANIFEST]: manifest });
