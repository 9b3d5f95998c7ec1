/**
 * The reader's own terms beside the others, while a large set of digests is joined anew. Then a term of one's own is
 * marked at once, and not after the many seconds that this takes (decision 28).
 */
import type { SetSources } from '../digest/digest-set';
import type { KeptDigests } from '../digest/kept-digests';
import type { KeptDigest } from '../digest/kept-row';
import { DigestLookup } from '../digest/lookup';
import { type Member, merging } from '../digest/merge';
import { ownMembers } from '../digest/own-digest';
import { rowIdOf } from '../digest/own-ids';
import type { Digest } from '../digest/schema';
import { compilingIndex } from '../mentions/compile';
import { openIndex } from '../mentions/index';
import type { Overlay } from '../mentions/overlay';
import { inSlices } from '../platform/pace';
import type { Digest as Reading } from './library';

/** Terms of all digests from which joining them takes so long that nobody would wait for it. */
export const MANY_TERMS = 2_000;

/** Whether the digests have so many terms together. */
export const areMany = (digests: readonly Pick<KeptDigest, 'terms'>[]): boolean =>
  digests.reduce((sum, { terms }) => sum + terms, 0) >= MANY_TERMS;

interface OverlayOptions extends Pick<SetSources, 'own' | 'ownName'> {
  kept: Pick<KeptDigests, 'all' | 'made'>;
  /** Called when other own terms are in effect. */
  onChanged(): void;
  onProblem(error: unknown): void;
}

interface Laid extends Overlay {
  /** Cards of own terms, and of terms that extend others. */
  own: DigestLookup;
  extensions: DigestLookup;
}

export class OwnOverlay {
  readonly #options: OverlayOptions;
  #laid: Laid | undefined;
  /** Number of the last change. */
  #change = 0;

  constructor(options: OverlayOptions) {
    this.#options = options;
  }

  /** What readers are answered from beside the index; `undefined` where the index has everything. */
  get now(): Overlay | undefined {
    return this.#laid;
  }

  /**
   * To be called after own terms have changed. `join` joins them with the others, and resolves to whether that is done.
   * Until then they are beside the others, if these are many. Never rejects.
   */
  async until(join: () => Promise<boolean>): Promise<void> {
    const change = ++this.#change;
    const laid = await this.#lay().catch((error: unknown) => {
      this.#options.onProblem(error);
      return undefined;
    });
    if (change === this.#change && laid) {
      this.#laid = laid;
      this.#options.onChanged();
    }
    // What is joined has the terms of a later change too, or that change waits for its own turn.
    if ((await join()) && this.#laid === laid) this.#laid = undefined;
  }

  /** The digests as they are read meanwhile. */
  over(digest: Reading): Reading {
    const read = async <T>(
      id: string,
      inOverlay: (own: DigestLookup) => T | undefined,
      others: () => Promise<T | undefined>,
    ) => {
      const laid = this.#laid;
      if (laid?.replaces(id)) return inOverlay(laid.own);
      return (await others()) ?? (laid && inOverlay(laid.extensions));
    };
    return {
      term: (id) =>
        read(
          id,
          (own) => own.term(id),
          () => digest.term(id),
        ),
      card: (id) =>
        read(
          id,
          (own) => own.card(id),
          () => digest.card(id),
        ),
      documents: () => digest.documents(),
      passages: (id) => digest.passages(id),
    };
  }

  async #lay(): Promise<Laid | undefined> {
    const { kept, own, ownName } = this.#options;
    const digest = await own();
    await kept.made({ hash: digest.hash, terms: digest.terms, name: ownName });
    const on = (await kept.all()).filter(({ enabled }) => enabled);
    const made = on.find(({ origin }) => origin.kind === 'made');
    if (!made || !areMany(on)) return undefined;
    const [mine, added] = ownMembers(made.name, digest);
    const content = { own: await joined(mine), extensions: await joined(added) };
    const terms = [...content.own.terms, ...content.extensions.terms];
    return {
      index: openIndex(await inSlices(compilingIndex(terms))),
      terms: new Set(terms.map(({ id }) => id)),
      replaces: (term) => rowIdOf(term) !== undefined,
      own: new DigestLookup(content.own),
      extensions: new DigestLookup(content.extensions),
    };
  }
}

/** A digest by itself, each of its statements with its source. */
const joined = async (member: Member): Promise<Digest> => ({
  ...{ format: 1, hash: '' },
  ...(await inSlices(merging([member]))),
});
