/**
 * The search over notes. Notes change with every letter that the user types, and an index cannot be changed.
 * So there are two indexes: one of all notes, which is stored on disk, and a small one of the notes changed
 * since. Changed notes are hidden in the first. When the second grows too large, the first is rebuilt in
 * slices, beside other work. At 10,000 notes this takes about two seconds, and queries are answered
 * meanwhile.
 */

import type { NotesDatabase } from '../notes/database';
import type { Note } from '../notes/schema';
import { Notes, read } from '../notes/store';
import { Once } from '../platform/once';
import { buildIndex } from './build';
import { type Counts, sumOf } from './combine';
import type { Group } from './entry';
import { noteEntry } from './note-entries';
import type { KeptIndex, NoteIndexDatabase } from './note-index';
import { isWorthShowing, SearchIndex } from './search';

/**
 * Number of changed notes from which the index of all notes is rebuilt. An index of this many takes about 20
 * ms.
 */
const MANY = 200;
/**
 * A change with a time stamp older than this (ms) comes from a restored backup or an undone import. The
 * stored index could not find it later by its time, so it is discarded.
 */
const STALE = 60_000;

/** A note stamped up to this long (ms) before the reading began may have been written after it. */
const OVERLAP = 5_000;

/**
 * All notes that a query finds. Sending thousands of ids takes longer than finding them. So the list of all
 * ids is sent once, and hits refer to positions in it.
 */
export interface FoundNotes {
  /**
   * The hits, the best first. A number is a position in the list of ids; a string is the id of a note changed
   * since the list was made.
   */
  found: (number | string)[];
  /** Name of the list. A list with another name is another list. */
  list: string;
  /** The list itself, if the caller does not have it yet. */
  ids?: readonly string[];
}

/** A new index of all notes, and the ids of the notes changed since it was begun. */
interface Built {
  index: KeptIndex;
  since: Set<string>;
}

export interface NoteSearchOptions {
  notes: NotesDatabase;
  kept: NoteIndexDatabase;
  /** Names the format of an index and the digest whose names of terms it contains. */
  format: string;
  /** The names of those terms that a digest has, by id. */
  labels(terms: string[]): Promise<Record<string, string>>;
  /** Awaited between slices of work. */
  pause(): Promise<unknown>;
  /** Called if an index cannot be stored or a rebuild fails. The search continues with what it has. */
  onProblem(error: unknown): void;
}

export class NoteSearch {
  readonly #options: NoteSearchOptions;
  readonly #labels = new Map<string, string>();
  /** The index of all notes, loaded at the first query. */
  #whole: Once<SearchIndex> | undefined;
  /** Ids of notes changed since the index of all notes was built, to be read before the next answer. */
  readonly #unread = new Set<string>();
  /** Changed notes that have been read; `undefined` for one that is gone. */
  #changed = new Map<string, Note | undefined>();
  /** The index of the changed notes that are not deleted. */
  #recent: SearchIndex | undefined;
  /** The builds under way: of each, the ids of the notes changed since it began. */
  readonly #builds = new Set<Set<string>>();
  /** Whether all notes are read for a new index, and whether they must be read once more after that. */
  #rebuilding: 'no' | 'once' | 'again' = 'no';
  /** The name of the list of ids of one index of all notes. */
  #list: { of: SearchIndex; name: string } | undefined;
  /** A queue: each answer waits for the previous one's reading of changes. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(options: NoteSearchOptions) {
    this.#options = options;
  }

  /** Records changes. Cheap: nothing is read before the next query. */
  changed(notes: readonly Pick<Note, 'id' | 'modified'>[]): void {
    for (const { id } of notes) {
      this.#unread.add(id);
      for (const since of this.#builds) since.add(id);
    }
    if (notes.some(({ modified }) => modified < Date.now() - STALE)) this.#forgetKept();
    if (this.#whole && this.#unread.size + this.#changed.size > MANY) this.#startRebuild();
  }

  /**
   * Rebuilds the index of all notes beside other work, because notes came or went that `changed` was not told of.
   * Queries are answered meanwhile with the present indexes.
   */
  rebuild(): void {
    if (this.#rebuilding === 'no') this.#startRebuild();
    else this.#rebuilding = 'again';
  }

  #startRebuild(): void {
    if (this.#rebuilding !== 'no') return;
    this.#rebuilding = 'once';
    this.#forgetKept();
    // Queued, so that no answer is between reading the changes and hiding them in the old index, and so that an index
    // that is loaded meanwhile does not replace this one.
    this.#build()
      .then((built) => {
        this.#reading = this.#reading.then(() => {
          const index = this.#install(built);
          this.#whole = new Once(async () => index);
        });
        return this.#reading;
      })
      .catch(this.#options.onProblem)
      .then(() => {
        const isAgain = this.#rebuilding === 'again';
        this.#rebuilding = 'no';
        if (isAgain) this.#startRebuild();
      });
  }

  /** Prepares for a query. Resolves to whether there is anything to find. */
  async ready(): Promise<boolean> {
    return (await this.#indexes()).some((index) => (index?.size ?? 0) > 0);
  }

  /**
   * At most `limit` notes that a query finds, or null. `beside`: the counts of the query in the digest's
   * index, so that both are scored alike.
   */
  async search(text: string, limit: number, beside: Counts): Promise<Group | null> {
    const [whole, recent] = await this.#indexes();
    const others = recent ? sumOf(beside, recent.counts(text)) : beside;
    const groups = whole.search(text, limit, others);
    if (recent) groups.push(...recent.search(text, limit, sumOf(beside, whole.counts(text))));
    const hits = groups.flatMap((group) => group.hits).sort((a, b) => b.score - a.score);
    const shown = hits.filter(({ score }) => isWorthShowing(score, hits[0]?.score)).slice(0, limit);
    return shown.length === 0 ? null : { kind: 'note', hits: shown };
  }

  /** All notes that match every word of a query. `known`: the name of the list of ids that the caller has. */
  async find(text: string, known?: string): Promise<FoundNotes> {
    const [whole, recent] = await this.#indexes();
    if (this.#list?.of !== whole) this.#list = { of: whole, name: crypto.randomUUID() };
    const found: { is: number | string; score: number }[] = whole
      .all(text)
      .map(({ entry, score }) => ({ is: entry, score }));
    for (const { entry, score } of recent?.all(text) ?? [])
      found.push({ is: recent?.ids[entry] as string, score });
    found.sort((a, b) => b.score - a.score);
    const answer = { found: found.map(({ is }) => is), list: this.#list.name };
    return known === answer.list ? answer : { ...answer, ids: whole.ids };
  }

  async #indexes(): Promise<[SearchIndex, SearchIndex | undefined]> {
    const reading = this.#reading.then(() => this.#readChanges());
    this.#reading = reading.catch(() => undefined);
    return [await reading, this.#recent];
  }

  /** The index of all notes, after the changed notes have been read and hidden in it. */
  async #readChanges(): Promise<SearchIndex> {
    this.#whole ??= new Once(() => this.#load());
    const whole = await this.#whole.get();
    if (this.#unread.size === 0) return whole;
    const ids = [...this.#unread];
    this.#unread.clear();
    // If there are more, the rest is found once the rebuild has ended.
    const read = ids.slice(0, MANY);
    try {
      const notes = await this.#read(read);
      for (const id of ids) this.#changed.set(id, notes.get(id));
    } catch (error) {
      for (const id of ids) this.#unread.add(id);
      throw error;
    }
    await this.#indexChanged(whole);
    if (this.#changed.size > MANY) this.#startRebuild();
    return whole;
  }

  async #indexChanged(whole: SearchIndex): Promise<void> {
    const notes = [...this.#changed.values()].filter((note) => note !== undefined && !note.deleted);
    this.#recent = notes.length === 0 ? undefined : new SearchIndex(await this.#bytesOf(notes as Note[]));
    whole.hide(new Set(this.#changed.keys()));
  }

  /**
   * Loads the stored index and queues the notes changed since. Builds a new index if none is stored, or if
   * notes appeared or disappeared without a trace.
   */
  async #load(): Promise<SearchIndex> {
    const { notes, kept, format } = this.#options;
    const rows = await notes.notes.count();
    const index = rows === 0 ? undefined : await kept.read(format).catch(() => undefined);
    if (!index) return this.#install(await this.#build());
    const changed = await notes.notes
      .where('modified')
      .aboveOrEqual(index.begun - OVERLAP)
      .toArray();
    const since = changed.flatMap((row) => read(row) ?? []);
    const came = since.filter(({ created }) => created >= index.begun).length;
    if (rows !== index.rows + came || since.length > MANY) return this.#install(await this.#build());
    for (const { id } of since) this.#unread.add(id);
    return new SearchIndex(index.bytes);
  }

  /** Reads all notes. The build counts as under way until it fails or is installed. */
  async #build(): Promise<Built> {
    const { notes, format, pause } = this.#options;
    const since = new Set<string>();
    this.#builds.add(since);
    try {
      const begun = Date.now();
      const rows = await notes.notes.count();
      const all: Note[] = [];
      for await (const rows of new Notes(notes).everything()) {
        for (const row of rows) {
          const note = read(row);
          if (note && !note.deleted) all.push(note);
        }
        await pause();
      }
      return { index: { format, begun, rows, bytes: await this.#bytesOf(all) }, since };
    } catch (error) {
      this.#builds.delete(since);
      throw error;
    }
  }

  /** Replaces all indexes by a new one, and stores it. */
  #install({ index, since }: Built): SearchIndex {
    this.#builds.delete(since);
    this.#unread.clear();
    for (const id of since) this.#unread.add(id);
    this.#changed = new Map();
    this.#recent = undefined;
    if (index.rows > 0) this.#options.kept.keep(index).catch(this.#options.onProblem);
    return new SearchIndex(index.bytes);
  }

  async #bytesOf(notes: Note[]): Promise<Uint8Array<ArrayBuffer>> {
    const terms = new Set(notes.flatMap(({ target }) => (target.kind === 'term' ? [target.term] : [])));
    const unknown = [...terms].filter((term) => !this.#labels.has(term));
    if (unknown.length > 0) {
      const labels = await this.#options.labels(unknown);
      for (const term of unknown) this.#labels.set(term, labels[term] ?? term);
    }
    const nameOf = (term: string) => this.#labels.get(term) ?? term;
    return buildIndex(
      notes.map((note) => noteEntry(note, nameOf)),
      this.#options.pause,
    );
  }

  async #read(ids: string[]): Promise<Map<string, Note>> {
    const rows = await this.#options.notes.notes.bulkGet(ids);
    return new Map(rows.flatMap((row) => read(row) ?? []).map((note) => [note.id, note]));
  }

  #forgetKept(): void {
    this.#options.kept.forget().catch(this.#options.onProblem);
  }
}
