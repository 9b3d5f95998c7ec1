/** Saves a digest as a `.gloss` file, whatever it came from. */
import { writeGloss } from '../../digest/gloss-file/write';
import { hasContents, type KeptDigest, KeptDigests } from '../../digest/kept-digests';
import type { Digest } from '../../digest/schema';
import { readWithGloss } from '../../digest/with-gloss';
import { pacer } from '../../platform/pace';
import { save } from '../data/save';
import { digestOfOwn } from '../own/own-files';

/** Resolves to the name of the file. Rejects if the contents cannot be read. */
export async function saveDigest(row: KeptDigest): Promise<string> {
  const digest = await digestOf(row);
  const about = digest.about ?? { id: row.id, name: row.name, version: '1' };
  const bytes = await writeGloss({ ...digest, about }, undefined, pacer());
  const name = `${about.id}-${about.version.replace(/[^\w.-]+/g, '-')}.gloss`;
  save(name, new Blob([bytes], { type: 'application/zip' }));
  return name;
}

function digestOf(row: KeptDigest): Promise<Digest> {
  if (hasContents(row)) return new KeptDigests(__WITH_GLOSS__).content(row);
  return row.origin.kind === 'made' ? digestOfOwn(row.name) : readWithGloss(row.id);
}
