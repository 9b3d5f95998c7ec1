/**
 * A publisher's key in a file: PKCS#8 (RFC 8410), as text (PEM) or as bytes, as `openssl genpkey -algorithm ed25519`
 * writes it; or a JWK (RFC 8037).
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { fingerprintOf, type SigningKey } from '../src/digest/gloss-file/signature';

/** Why a key file cannot be used, in words for the publisher. */
export class KeyError extends Error {
  override name = 'KeyError';
}

const HEAD = '-----BEGIN PRIVATE KEY-----';
const FOOT = '-----END PRIVATE KEY-----';

/**
 * Makes a key and writes it to a new file that only its owner can read. Resolves to its fingerprint. Rejects with a
 * `KeyError` if there is a file of that name: a lost key cannot be made again.
 */
export async function newKey(path: string): Promise<string> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  try {
    await writeFile(path, `${HEAD}\n${bytes.toString('base64')}\n${FOOT}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new KeyError(`${path} cannot be written: ${reasonOf(error)}. Name a file that does not exist yet.`);
  }
  return fingerprintOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}

/** Reads a key. `warn` is told if others can read the file. Rejects with a `KeyError`. */
export async function readKey(path: string, warn: (warning: string) => void): Promise<SigningKey> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
    // Windows says nothing useful here.
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
      warn(`${path} can be read by others: chmod 600 ${path}`);
  } catch (error) {
    throw new KeyError(
      `The key ${path} cannot be read: ${reasonOf(error)}. Make one with --new-key ${path}.`,
    );
  }
  try {
    const privateKey = await importPrivate(bytes);
    const { x } = await crypto.subtle.exportKey('jwk', privateKey);
    return { privateKey, publicKey: new Uint8Array(Buffer.from(x ?? '', 'base64url')) };
  } catch {
    throw new KeyError(
      `${path} is no private Ed25519 key. It must be PKCS#8 (PEM or DER) or a JWK; --new-key makes one.`,
    );
  }
}

async function importPrivate(bytes: Buffer): Promise<CryptoKey> {
  const text = bytes.toString('latin1').trim();
  if (text.startsWith('{')) {
    const { kty, crv, d, x } = JSON.parse(text) as JsonWebKey;
    return crypto.subtle.importKey('jwk', { kty, crv, d, x }, 'Ed25519', true, ['sign']);
  }
  const [, inside] = text.split(HEAD);
  const der = inside === undefined ? bytes : Buffer.from(inside.split(FOOT)[0] ?? '', 'base64');
  return crypto.subtle.importKey('pkcs8', new Uint8Array(der), 'Ed25519', true, ['sign']);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
