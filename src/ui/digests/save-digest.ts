/** Saves a digest as a `.gloss` file, whatever it came from. */
import { writeGloss } from '../../digest/gloss-file/write';
import { hasContents, type KeptDigest, KeptDigests } from '../../digest/kept-digests';
import { readWithGloss } from '../../digest/with-gloss';
import { pacer } from '../../platform/pace';
import { save } from '../data/save';

/** Resolves to the name of the file. Rejects if the contents cannot be read. */
export async function saveDigest(row: KeptDigest): Promise<string> {
  const digest = await (hasContents(row)
    ? new KeptDigests(__WITH_GLOSS__).content(row)
    : readWithGloss(row.id));
  const about = digest.about ?? { id: row.id, name: row.name, version: '1' };
  const bytes = await writeGloss({ ...digest, about }, undefined, pacer());
  const name = `${about.id}-${about.version.replace(/[^\w.-]+/g, '-')}.gloss`;
  save(name, new Blob([bytes], { type: 'application/zip' }));
  return name;
}
