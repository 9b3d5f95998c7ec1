/** Reads the digests that come with Gloss. */
import * as v from 'valibot';
import { ownJson } from '../platform/own-file';
import { BUNDLED } from './kept-row';
import { Digest } from './schema';

/** The bundled digest, or the pack of that id. Rejects if it is missing or is no digest. */
export async function readWithGloss(id: string): Promise<Digest> {
  return v.parse(Digest, await ownJson(id === BUNDLED ? '/digest.json' : `/packs/${id}.json`));
}
