/** Copies of the build of Gloss that a scenario may change. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Which } from '../../scripts/browsers';

/**
 * Copies the build for a browser into a folder, with an empty page of the extension, `bare.html`, that asks the
 * background nothing. Returns the folder of the copy.
 */
export function copyOfBuild(which: Which, scratch: string): string {
  const folder = join(scratch, `${which}-build`);
  cpSync(resolve(`.output/${which}-mv3`), folder, { recursive: true });
  writeFileSync(join(folder, 'bare.html'), '<!doctype html><title>Bare</title>');
  return folder;
}

/** The code of the background, as it was built. */
export const backgroundOf = (folder: string): string => readFileSync(join(folder, 'background.js'), 'utf8');

/** Replaces the code of the background. The browser takes it in when the extension is installed again. */
export function setBackground(folder: string, code: string): void {
  writeFileSync(join(folder, 'background.js'), code);
}

/** Gives the build another version. */
export function setVersion(folder: string, version: string): void {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version }));
}
