/**
 * The publisher's signature: Ed25519 (RFC 8032) over the bytes of `digest.json`, exactly as they stand in the file,
 * by the browser's own WebCrypto. The key is in the file, so the signature says who made the file only to a reader who
 * knows the key: by its fingerprint, remembered from an earlier file or told by the publisher.
 */
import * as v from 'valibot';
import { sha256 } from '../canonical';
import { SIGNATURE_FILE } from './bounds';
import { AGAIN, GlossRefusal, TELL } from './refusal';

type Bytes = Uint8Array<ArrayBuffer>;

/** A publisher's pair of keys. The public key is raw, 32 bytes. */
export interface SigningKey {
  privateKey: CryptoKey;
  publicKey: Bytes;
}

/** `signature.json`. The bytes are written in base64url without padding (RFC 4648, section 5). */
const Signature = v.strictObject({
  algorithm: v.literal('Ed25519'),
  /** The raw public key, 32 bytes. */
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** 64 bytes. */
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
});

/** The text of `signature.json` for these bytes. The same bytes and key give the same text (RFC 8032, 5.1.6). */
export async function signatureOf(bytes: Bytes, { privateKey, publicKey }: SigningKey): Promise<string> {
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes));
  const parts: v.InferOutput<typeof Signature> = {
    algorithm: 'Ed25519',
    key: toBase64url(publicKey),
    signature: toBase64url(signature),
  };
  return JSON.stringify(parts);
}

/**
 * The fingerprint of the key that signed these bytes. Rejects with a `GlossRefusal` if `signature`, the bytes of
 * `signature.json`, is no signature of them. The caller bounds its size.
 */
export async function signerOf(bytes: Bytes, signature: Uint8Array): Promise<string> {
  const read = v.safeParse(Signature, parsed(signature));
  if (!read.success)
    throw new GlossRefusal(
      'bad-signature',
      `${SIGNATURE_FILE} in the file is no Ed25519 signature. ${TELL}.`,
    );
  const key = fromBase64url(read.output.key);
  if (!(await verifies(bytes, key, fromBase64url(read.output.signature))))
    throw new GlossRefusal(
      'bad-signature',
      `The signature in the file is not that of its content: it was changed after it was signed, or signed by another key. Keep the digest that you have. ${AGAIN}.`,
    );
  return fingerprintOf(key);
}

async function verifies(bytes: Bytes, key: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, bytes);
  } catch (error) {
    if (isUnknown(error))
      throw new GlossRefusal(
        'unknown-signature',
        'The file is signed, and this browser cannot check the signature (Ed25519). Update the browser.',
      );
    // 32 bytes that are no key.
    return false;
  }
}

/** Whether the browser does not know the algorithm. */
function isUnknown(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotSupportedError';
}

/** What a person compares: the SHA-256 of the raw public key, 64 hexadecimal digits. */
export function fingerprintOf(publicKey: Bytes): Promise<string> {
  return sha256(publicKey);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Base64url without padding. For short bytes only. */
function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** `text` has only letters of base64url. */
export function fromBase64url(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
