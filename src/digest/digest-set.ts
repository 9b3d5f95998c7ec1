/** The digests that are switched on, as the cache is made of them. */
import { inSlices } from '../platform/pace';
import { type DigestContent, sha256 } from './canonical';
import type { NewIndexes } from './generation';
import { BUNDLED, hasContents, type KeptDigest, type KeptDigests } from './kept-digests';
import { type Member, merging } from './merge';
import type { DigestSet } from './repair';
import type { Digest } from './schema';

export interface SetSources {
  kept: Pick<KeptDigests, 'all' | 'content'>;
  /** Content hash of the bundled digest: the key of the set that has only that. */
  bundledHash: string;
  /** Reads what comes with Gloss: the bundled digest, or a pack. */
  withGloss(id: string): Promise<Digest>;
  indexes(content: DigestContent): Promise<NewIndexes>;
  /** Told of a digest whose contents cannot be read. The others are joined without it. */
  onProblem(error: unknown): void;
}

/** The set that is switched on now; `undefined` if that is the bundled digest alone. */
export async function currentSet(sources: SetSources): Promise<DigestSet | undefined> {
  const { kept, bundledHash } = sources;
  const members = (await kept.all()).filter(({ enabled }) => enabled);
  const [first] = members;
  if (members.length === 1 && first?.id === BUNDLED) return undefined;
  const said = JSON.stringify([bundledHash, members.map(({ id, name, hash }) => [id, name, hash])]);
  return {
    key: await sha256(new TextEncoder().encode(said) as Uint8Array<ArrayBuffer>),
    hasBundled: members.some(({ id }) => id === BUNDLED),
    content: async () => {
      const read: Member[] = [];
      for (const row of members) {
        const content = await contentOf(row, sources);
        if (content) read.push({ id: row.id, name: row.name, content });
      }
      return inSlices(merging(read));
    },
    indexes: sources.indexes,
  };
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
