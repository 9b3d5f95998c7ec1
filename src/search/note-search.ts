/**
 * The search over notes. They change with every letter that the user writes, and an index cannot be changed; so there are two: one of
 * all notes, which is kept on disk, and a small one of those that were changed since, which hides them in the other. When the small one
 * grows, all are built anew, in slices beside other work: at 10,000 notes about two seconds, which nobody waits for.
 */

import type { NotesDatabase } from '../notes/database';
import type { Note } from '../notes/schema';
import { Notes, read } from '../notes/store';
import { buildIndex } from './build';
import { type Counts, sumOf } from './combine';
import type { Group } from './entry';
import { noteEntry } from './note-entries';
import type { KeptIndex, NoteIndexDatabase } from './note-index';
import { isWorthShowing, SearchIndex } from './search';

/** Changed notes from which on all are built anew: an index of so many takes about 20 ms. */
const MANY = 200;
/** ms. A change whose stamp is older than this cannot be found by it later: a backup was restored, or an import undone. */
const STALE = 60_000;

/** ms. A note that was stamped just before the reading began may have been written after it. */
const OVERLAP = 5_000;

/** What a query finds among all notes. Thousands of ids take longer to send than to find, and so they are sent once. */
export interface FoundNotes {
  /** The best first: where its id is in the list, or the id itself of one that was changed since that was made. */
  found: (number | string)[];
  /** Names the list: that of another name is another one. */
  list: string;
  /** The list itself, where who asked has none of this name. */
  ids?: readonly string[];
}

export interface NoteSearchOptions {
  notes: NotesDatabase;
  kept: NoteIndexDatabase;
  /** Names the format of an index, and the digest whose terms' names are in it. */
  format: string;
  /** Names of terms, for those that a digest has. */
  labels(terms: string[]): Promise<Record<string, string>>;
  /** Awaited between slices of work. */
  pause(): Promise<unknown>;
  /** Told when an index cannot be kept, or a rebuild fails: the search goes on with what it has. */
  onProblem(error: unknown): void;
}

export class NoteSearch {
  readonly #options: NoteSearchOptions;
  readonly #labels = new Map<string, string>();
  /** The index of all notes; absent until it is first needed. */
  #whole: Promise<SearchIndex> | undefined;
  /** Notes that were changed since that was built, and are to be read before the next answer. */
  readonly #unread = new Set<string>();
  /** Those that were read. */
  #changed = new Map<string, Note | undefined>();
  /** The index of those that are not deleted. */
  #recent: SearchIndex | undefined;
  /** Notes that were changed since the build that is under way began; absent while there is none. */
  #since: Set<string> | undefined;
  /** The name of the list of ids in an index of all notes. */
  #list: { of: SearchIndex; name: string } | undefined;
  /** Answers wait for it, one after the other. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(options: NoteSearchOptions) {
    this.#options = options;
  }

  /** Takes note of changes. Cheap: nothing is read before the next query. */
  changed(notes: readonly Pick<Note, 'id' | 'modified'>[]): void {
    for (const { id } of notes) {
      this.#unread.add(id);
      this.#since?.add(id);
    }
    if (notes.some(({ modified }) => modified < Date.now() - STALE)) this.#forgetKept();
    if (this.#whole && this.#unread.size + this.#changed.size > MANY) this.rebuild();
  }

  /** Builds the index of all notes anew, beside other work. Queries go on meanwhile, with what there is. */
  rebuild(): void {
    if (this.#since) return;
    this.#forgetKept();
    this.#build().then((built) => {
      // Not while an answer is between reading the changes and hiding them in the index that it has.
      this.#reading = this.#reading.then(() => {
        this.#whole = Promise.resolve(this.#install(built));
      });
    }, this.#options.onProblem);
  }

  /** Gets everything ready for a query. Resolves with whether there is anything to find. */
  async ready(): Promise<boolean> {
    return (await this.#indexes()).some((index) => (index?.size ?? 0) > 0);
  }

  /** The notes that a query finds, at most `limit`. `beside`: how common its words are in the digest, so that both are judged alike. */
  async search(text: string, limit: number, beside: Counts): Promise<Group | null> {
    const [whole, recent] = await this.#indexes();
    const others = recent ? sumOf(beside, recent.counts(text)) : beside;
    const groups = whole.search(text, limit, others);
    if (recent) groups.push(...recent.search(text, limit, sumOf(beside, whole.counts(text))));
    const hits = groups.flatMap((group) => group.hits).sort((a, b) => b.score - a.score);
    const shown = hits.filter(({ score }) => isWorthShowing(score, hits[0]?.score)).slice(0, limit);
    return shown.length === 0 ? null : { kind: 'note', hits: shown };
  }

  /** All notes that answer every word of a query. `known`: the name of the list of ids that who asks has. */
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

  /** The index of all notes, with those that were changed since read anew. */
  async #readChanges(): Promise<SearchIndex> {
    if (!this.#whole) {
      this.#whole = this.#load();
      this.#whole.catch(() => {
        this.#whole = undefined; // The next query tries again.
      });
    }
    const whole = await this.#whole;
    if (this.#unread.size === 0) return whole;
    const ids = [...this.#unread];
    this.#unread.clear();
    // Of more, those that come last are found when the build has ended.
    const read = ids.slice(0, MANY);
    try {
      const notes = await this.#read(read);
      for (const id of ids) this.#changed.set(id, notes.get(id));
    } catch (error) {
      for (const id of ids) this.#unread.add(id);
      throw error;
    }
    await this.#indexChanged(whole);
    if (this.#changed.size > MANY) this.rebuild();
    return whole;
  }

  async #indexChanged(whole: SearchIndex): Promise<void> {
    const notes = [...this.#changed.values()].filter((note) => note !== undefined && !note.deleted);
    this.#recent = notes.length === 0 ? undefined : new SearchIndex(await this.#bytesOf(notes as Note[]));
    whole.hide(new Set(this.#changed.keys()));
  }

  /** The index that was kept, with what was changed since then; a new one where none was, or notes have come or gone unseen. */
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

  async #build(): Promise<KeptIndex> {
    const { notes, format, pause } = this.#options;
    this.#since = new Set();
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
      return { format, begun, rows, bytes: await this.#bytesOf(all) };
    } catch (error) {
      this.#since = undefined;
      throw error;
    }
  }

  /** Puts an index in the place of all that there was. */
  #install(index: KeptIndex): SearchIndex {
    this.#unread.clear();
    for (const id of this.#since ?? []) this.#unread.add(id);
    this.#since = undefined;
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
