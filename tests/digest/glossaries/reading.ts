/** Files of terms for tests, and how they are read. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Format, ReadEntry, ReadGlossary, ReadOptions } from '../../../src/digest/glossaries/entry';
import type { Why } from '../../../src/digest/glossaries/left';
import { readAs, readGlossaryFile } from '../../../src/digest/glossaries/read';
import { GlossaryRefusal } from '../../../src/digest/glossaries/refusal';

/** Rests never: tests are in a hurry. */
const pause = () => undefined;

/** Reads a file of `files/`. */
export function readSample(name: string, options: ReadOptions = {}): Promise<ReadGlossary> {
  const bytes = readFileSync(new URL(`files/${name}`, import.meta.url));
  return readGlossaryFile(name, new Uint8Array(bytes), { pause, ...options });
}

/** Reads a text as a file in UTF-8. */
export function readText(name: string, text: string, options: ReadOptions = {}): Promise<ReadGlossary> {
  return readGlossaryFile(name, new TextEncoder().encode(text), { pause, ...options });
}

export function readTextAs(format: Format, text: string, options: ReadOptions = {}): Promise<ReadGlossary> {
  return readAs(format, text, { pause, ...options });
}

/** The reason why a file is refused. Fails if it is read, or if anything else goes wrong. */
export async function refusalOf(reading: Promise<unknown>): Promise<GlossaryRefusal> {
  const error = await reading.then(
    () => new Error('The file was read.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GlossaryRefusal);
  return error as GlossaryRefusal;
}

/** What a term says, in few letters: `label [lang]`, its forms, and what defines it. */
export function summary({ label, lang, forms, gists, definitions, statements }: ReadEntry) {
  return {
    label: `${label} ${lang}`,
    forms: forms.map((form) => `${form.text} ${form.lang}${form.preferred ? ' !' : ''}`),
    says: [...gists, ...definitions, ...statements].map((each) => `${each.text} ${each.lang}`),
  };
}

/** How many things were left out, by reason. */
export function leftOf({ left }: ReadGlossary): Partial<Record<Why, number>> {
  return Object.fromEntries(left.map(({ why, count }) => [why, count]));
}
