/** The digests that are switched on, as the cache is made of them. */
import { inSlices } from '../platform/pace';
import { type DigestContent, sha256 } from './canonical';
import type { NewIndexes } from './generation';
import type { KeptDigests } from './kept-digests';
import { BUNDLED, hasContents, type KeptDigest } from './kept-row';
import { type Member, merging } from './merge';
import { type OwnDigest, ownMembers } from './own-digest';
import type { DigestSet } from './repair';
import type { Digest } from './schema';

export interface SetSources {
  kept: Pick<KeptDigests, 'all' | 'content' | 'made'>;
  /** Content hash of the bundled digest: the key of the set that has only that. */
  bundledHash: string;
  /** Reads what comes with Gloss: the bundled digest, or a pack. */
  withGloss(id: string): Promise<Digest>;
  /** The digest of the reader's own terms as it is now. Where it rejects, the others are joined without it. */
  own(): Promise<OwnDigest>;
  /** Name of that digest, until the reader gives it another. */
  ownName: string;
  indexes(content: DigestContent): Promise<NewIndexes>;
  /** Told of a digest whose contents cannot be read. The others are joined without it. */
  onProblem(error: unknown): void;
}

/** The set that is switched on now; `undefined` if that is the bundled digest alone. */
export async function currentSet(sources: SetSources): Promise<DigestSet | undefined> {
  const { kept, bundledHash } = sources;
  const own = await ownOf(sources);
  const members = (await kept.all()).filter(
    ({ enabled, origin }) => enabled && (origin.kind !== 'made' || (own?.terms ?? 0) > 0),
  );
  const [first] = members;
  if (members.length === 1 && first?.id === BUNDLED) return undefined;
  const said = JSON.stringify([bundledHash, members.map(({ id, name, hash }) => [id, name, hash])]);
  return {
    key: await sha256(new TextEncoder().encode(said) as Uint8Array<ArrayBuffer>),
    hasBundled: members.some(({ id }) => id === BUNDLED),
    content: async () => {
      const read: Member[] = [];
      const last: Member[] = [];
      for (const row of members) {
        if (row.origin.kind === 'made') {
          const [mine, added] = ownMembers(row.name, own as OwnDigest);
          read.push(mine);
          last.push(added);
          continue;
        }
        const content = await contentOf(row, sources);
        if (content) read.push({ id: row.id, name: row.name, content });
      }
      return inSlices(merging([...read, ...last]));
    },
    indexes: sources.indexes,
  };
}

/** The reader's own terms, and the list of digests brought up to date with them. */
async function ownOf({ kept, own, ownName, onProblem }: SetSources): Promise<OwnDigest | undefined> {
  try {
    const digest = await own();
    await kept.made({ hash: digest.hash, terms: digest.terms, name: ownName });
    return digest;
  } catch (error) {
    onProblem(error);
    return undefined;
  }
}

async function contentOf(
  row: KeptDigest,
  { kept, withGloss, onProblem }: SetSources,
): Promise<Digest | undefined> {
  try {
    return await (hasContents(row) ? kept.content(row) : withGloss(row.id));
  } catch (error) {
    onProblem(error);
    return undefined;
  }
}
