/**
 * What was switched off or deleted, while the other digests are joined anew. With a hundred thousand terms that takes many
 * seconds, and the index still knows the terms of the digest until then: their mentions are left out of the answers
 * (decision 28).
 */
import type { KeptDigests } from '../digest/kept-digests';
import { hasContents, type KeptDigest } from '../digest/kept-row';
import { isOwnPage, MADE, rowIdOf } from '../digest/own-ids';
import { type Digest, documentOf, type Term } from '../digest/schema';
import { pacer } from '../platform/pace';
import { areMany } from './own-overlay';

interface SwitchedOffOptions {
  kept: Pick<KeptDigests, 'all' | 'find' | 'terms'>;
  /** Reads what comes with Gloss: the bundled digest, or a pack. */
  withGloss(id: string): Promise<Pick<Digest, 'terms'>>;
  /** A term as it is joined now. */
  term(id: string): Promise<Pick<Term, 'also' | 'claims'> | undefined>;
  /** Called when other mentions are left out. */
  onChanged(): void;
  onProblem(error: unknown): void;
}

/** A digest that was switched off. */
interface Off {
  id: string;
  /** Whether a term has an id of that digest. */
  has(term: string): boolean;
  /** Whether a document of the joined set may be of that digest. */
  says(document: string): boolean;
}

export class SwitchedOff {
  readonly #options: SwitchedOffOptions;
  #off: readonly Off[] = [];
  /** By term: whether only digests that were switched off have it. */
  readonly #known = new Map<string, Promise<boolean>>();
  /** Number of the last change. */
  #change = 0;

  constructor(options: SwitchedOffOptions) {
    this.#options = options;
  }

  /**
   * To be called after digests have changed. `ids`: those that were switched off or deleted. `join` joins the others, and
   * resolves to whether that is done, as this does. Until then, mentions of the terms that only those have are left out,
   * if the others are many. Never rejects for a digest that cannot be read: its mentions go when the others are joined.
   */
  async until(ids: readonly string[], join: () => Promise<boolean>): Promise<boolean> {
    const change = ++this.#change;
    const off = await this.#read(ids).catch((error: unknown) => {
      this.#options.onProblem(error);
      return this.#off;
    });
    if (change === this.#change && off.length + this.#off.length > 0) {
      this.#set(off);
      this.#options.onChanged();
    }
    const done = await join();
    // What a later change has left out, that change brings back.
    if (done && change === this.#change) this.#set([]);
    return done;
  }

  /** Those of the mentions that some digest still has. */
  async without<M extends { term: string }>(mentions: readonly M[]): Promise<readonly M[]> {
    if (this.#off.length === 0) return mentions;
    const gone = await Promise.all(mentions.map(({ term }) => this.#isGone(term)));
    return mentions.filter((_, at) => !gone[at]);
  }

  #set(off: readonly Off[]): void {
    this.#off = off;
    this.#known.clear();
  }

  #isGone(id: string): Promise<boolean> {
    const off = this.#off.filter(({ has }) => has(id));
    if (off.length === 0) return Promise.resolve(false);
    const known = this.#known.get(id) ?? this.#isOnlyOf(off, id);
    this.#known.set(id, known);
    return known;
  }

  async #isOnlyOf(off: readonly Off[], id: string): Promise<boolean> {
    const term = await this.#options.term(id).catch(() => undefined);
    if (!term || term.also?.some((other) => !off.some(({ has }) => has(other)))) return false;
    return term.claims.every((claim) => {
      const document = saidBy(claim);
      return document === undefined || off.some(({ says }) => says(document));
    });
  }

  /** Those that are to be left out: the ones before too, as long as they are off. */
  async #read(ids: readonly string[]): Promise<Off[]> {
    const on = (await this.#options.kept.all()).filter(({ enabled }) => enabled);
    const isOn = (id: string) => on.some((each) => each.id === id);
    const before = this.#off.filter(({ id }) => !isOn(id));
    if (!areMany(on)) return before;
    const fresh = ids.filter((id) => !isOn(id) && !before.some((each) => each.id === id));
    const rows = await Promise.all(fresh.map((id) => this.#options.kept.find(id)));
    const read: Off[] = [...before];
    for (const row of rows) if (row) read.push(await this.#offOf(row));
    return read;
  }

  async #offOf(row: KeptDigest): Promise<Off> {
    const { id } = row;
    const source = `digest-${id}`;
    if (id === MADE)
      return {
        id,
        has: (term) => rowIdOf(term) !== undefined,
        says: (document) => document === source || isOwnPage(document),
      };
    // Where two digests have a document of the same id, the later one gets the digest's id before it (`merge.ts`).
    const documents = new Set([source]);
    const terms = new Set<string>();
    const rest = pacer();
    for await (const term of this.#termsOf(row)) {
      terms.add(term.id);
      for (const claim of term.claims) {
        const document = saidBy(claim);
        if (document !== undefined) documents.add(document).add(`${id}-${document}`);
      }
      const resting = rest();
      if (resting) await resting;
    }
    return { id, has: (term) => terms.has(term), says: (document) => documents.has(document) };
  }

  async *#termsOf(row: KeptDigest): AsyncGenerator<Pick<Term, 'id' | 'claims'>> {
    if (hasContents(row)) yield* this.#options.kept.terms(row);
    else yield* (await this.#options.withGloss(row.id)).terms;
  }
}

/** Id of the document that says it; `undefined` if the digest itself does. */
const saidBy = ({ passage, document }: Term['claims'][number]): string | undefined =>
  passage === undefined ? document : documentOf(passage);
