/** What a digest that is made of a glossary file says of itself. Pure. */
import type { About } from '../schema';
import type { ReadAbout } from './entry';
import { Ids } from './ids';

/** Browsers add this to the name of a file that they download again. */
const AGAIN = / ?\(\d{1,3}\)$/;

/**
 * The id is made of the file's name, so that the next version of the file replaces it. `version`: taken where the file
 * says none.
 */
export function aboutFile(file: string, read: ReadAbout, version: string): About {
  const bare = file.replace(/\.[^.]+$/, '').trim();
  const base = bare.replace(AGAIN, '') || bare || file;
  const { name, licence, attribution, home } = read;
  return {
    id: new Ids().idOf(base, 'glossary'),
    name: (name ?? base).slice(0, 120),
    version: (read.version ?? version).slice(0, 40),
    ...(licence !== undefined && { licence: licence.slice(0, 200) }),
    ...(attribution !== undefined && { attribution: attribution.slice(0, 500) }),
    ...(home !== undefined && { home }),
  };
}
