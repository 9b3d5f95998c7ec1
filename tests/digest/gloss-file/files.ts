/** Digests and files for the tests of `.gloss`. */
import { expect } from 'vitest';
import { canonicalJson, hashOf } from '../../../src/digest/canonical';
import { compile } from '../../../src/digest/compile';
import { type GlossFile, readGloss } from '../../../src/digest/gloss-file/read';
import { GlossRefusal } from '../../../src/digest/gloss-file/refusal';
import type { SigningKey } from '../../../src/digest/gloss-file/signature';
import type { Digest } from '../../../src/digest/schema';
import { sources } from '../sources';
import { bytesOf, zipOf } from './made-zip';

export const ABOUT = {
  id: 'small',
  name: 'A small digest',
  version: '2026-11',
  licence: 'CC-BY-4.0',
  attribution: 'Nobody',
  home: 'https://example.org/',
};

/** A small digest with a document, two terms, and everything that a term may have. */
export async function smallDigest(): Promise<Digest> {
  return { ...(await compile(sources())), about: ABOUT };
}

export function read(bytes: Uint8Array<ArrayBuffer>, pause = () => undefined): Promise<GlossFile> {
  return readGloss(bytes, pause, new AbortController().signal);
}

/** The refusal of a file. Its message is a sentence or two of bounded length. */
export async function refusalOf(bytes: Uint8Array<ArrayBuffer>): Promise<GlossRefusal> {
  let refusal: unknown;
  try {
    await read(bytes);
  } catch (error) {
    refusal = error;
  }
  if (!(refusal instanceof GlossRefusal)) throw refusal ?? new Error('The file was read.');
  expect(refusal.message).toMatch(/^[\w ].*\.$/s);
  expect(refusal.message.length).toBeLessThan(500);
  return refusal;
}

/** A file with this text or value as its `digest.json`. A value is written canonically. */
export function glossOf(json: unknown): Uint8Array<ArrayBuffer> {
  const content = typeof json === 'string' || json instanceof Uint8Array ? json : canonicalJson(json);
  return zipOf([{ name: 'digest.json', content }]);
}

/** A changed copy of the small digest, with the right hash. */
export async function changedDigest(change: (digest: Digest) => void): Promise<Digest> {
  const digest = structuredClone(await smallDigest());
  change(digest);
  return { ...digest, hash: await hashOf(digest) };
}

/** The canonical JSON of the small digest with a text in it replaced, which must be there. */
export async function changedJson(from: string | RegExp, to: string): Promise<string> {
  const json = canonicalJson(await smallDigest());
  const changed = json.replace(from, () => to);
  if (changed === json) throw new Error(`there is no ${from} to change`);
  return changed;
}

/** The bytes of the small digest's JSON. */
export async function smallJson(): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(canonicalJson(await smallDigest()));
}

/** A publisher's new key. */
export async function newKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}
