/**
 * How an entry of the copy is written, so that damage is noticed. Chromium shows `storage.local` to pages of
 * the extension only, once it is told to (`setAccessLevel`). Firefox 153 has no such setting: there, a
 * content script could read the copy, and so could a page that took over its process. So Firefox gets entries
 * that are encrypted.
 */

export interface Seal {
  seal(text: string): Promise<string>;
  /** The text; `undefined` if what was written is damaged or of another key. */
  open(sealed: unknown): Promise<string | undefined>;
}

/** A text after its CRC-32, in hex. */
export const checksummed: Seal = {
  seal: async (text) => crc32(text) + text,
  open: async (sealed) => {
    if (typeof sealed !== 'string') return undefined;
    const text = sealed.slice(8);
    return crc32(text) === sealed.slice(0, 8) ? text : undefined;
  },
};

/** The part of `localStorage` that is used. */
export type KeyStore = Pick<Storage, 'getItem' | 'setItem'>;
const KEY = 'copy key';

/**
 * Encrypts with AES-256-GCM, which also notices damage. The key is made once and kept in `localStorage`: it
 * is outside the databases, and no content script reaches it. Without the key the copy is worthless, and is
 * written anew from the database.
 */
export function encrypted(keys: KeyStore): Seal {
  let key: Promise<CryptoKey> | undefined;
  const known = () => {
    key ??= keyFrom(keys);
    return key;
  };
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv },
        await known(),
        new TextEncoder().encode(text),
      );
      return toBase64(iv) + toBase64(new Uint8Array(data));
    },
    async open(sealed) {
      if (typeof sealed !== 'string') return undefined;
      const loaded = await known();
      try {
        // 12 bytes are 16 letters.
        const [iv, data] = [fromBase64(sealed.slice(0, 16)), fromBase64(sealed.slice(16))];
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, loaded, data));
      } catch {
        return undefined;
      }
    },
  };
}

async function keyFrom(keys: KeyStore): Promise<CryptoKey> {
  let stored = keys.getItem(KEY);
  if (stored === null || fromBase64(stored).length !== 32) {
    stored = toBase64(crypto.getRandomValues(new Uint8Array(32)));
    keys.setItem(KEY, stored);
  }
  return crypto.subtle.importKey('raw', fromBase64(stored), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Bytes turned into letters at a time: a call takes only so many arguments. */
const AT_ONCE = 8_192;

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    letters += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(letters);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 (ISO 3309) of the UTF-16 units of a text, low byte first, as eight hex digits. O(length). */
export function crc32(text: string): string {
  let sum = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    sum = (sum >>> 8) ^ (TABLE[(sum ^ unit) & 255] as number);
    sum = (sum >>> 8) ^ (TABLE[(sum ^ (unit >>> 8)) & 255] as number);
  }
  return (~sum >>> 0).toString(16).padStart(8, '0');
}
