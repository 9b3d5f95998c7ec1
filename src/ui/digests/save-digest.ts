/** Saves a digest as a `.gloss` file, whatever it came from. */
import * as v from 'valibot';
import { writeGloss } from '../../digest/gloss-file/write';
import { BUNDLED, type KeptDigest, KeptDigests } from '../../digest/kept-digests';
import { Digest } from '../../digest/schema';
import { ownJson } from '../../platform/own-file';
import { pacer } from '../../platform/pace';
import { save } from '../data/save';

/** Resolves to the name of the file. Rejects if the contents cannot be read. */
export async function saveDigest(row: KeptDigest): Promise<string> {
  const digest = await contentOf(row);
  const about = digest.about ?? { id: row.id, name: row.name, version: '1' };
  const bytes = await writeGloss({ ...digest, about }, undefined, pacer());
  const name = `${about.id}-${about.version.replace(/[^\w.-]+/g, '-')}.gloss`;
  save(name, new Blob([bytes], { type: 'application/zip' }));
  return name;
}

async function contentOf(row: KeptDigest): Promise<Digest> {
  if (row.origin.kind === 'file') return new KeptDigests(__WITH_GLOSS__).content(row);
  return v.parse(Digest, await ownJson(row.id === BUNDLED ? '/digest.json' : `/packs/${row.id}.json`));
}
