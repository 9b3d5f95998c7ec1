/** The bundled sources, as the build reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../src/digest/parse-document';

const root = join(import.meta.dirname, '../..');

function read(folder: string, ending: string): SourceFile[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));
}

export const documents = read('assets/documents', '.md');
export const glossary = read('assets/glossary', '.yaml');
