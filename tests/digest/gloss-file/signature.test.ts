import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/digest/canonical';
import {
  fingerprintOf,
  fromBase64url,
  signatureOf,
  signerOf,
} from '../../../src/digest/gloss-file/signature';
import { writeGloss } from '../../../src/digest/gloss-file/write';
import { changedDigest, newKey, read, refusalOf, smallDigest, smallJson } from './files';
import { bytesOf, zipOf } from './made-zip';

/** The file of the small digest with this `signature.json`. */
async function signedBy(signature: string | Uint8Array) {
  return zipOf([
    { name: 'digest.json', content: await smallJson() },
    { name: 'signature.json', content: signature },
  ]);
}

describe('A signed .gloss file', () => {
  it('says by the fingerprint of its key who signed it', async () => {
    const key = await newKey();
    const { digest, signedBy } = await read(await writeGloss(await smallDigest(), key));
    expect(digest).toEqual(await smallDigest());
    expect(signedBy).toBe(await fingerprintOf(key.publicKey));
    expect(signedBy).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says nothing of a signer if there is none', async () => {
    expect(await read(await writeGloss(await smallDigest()))).not.toHaveProperty('signedBy');
  });

  it('is told from the same file with another key', async () => {
    const digest = await smallDigest();
    const signers = await Promise.all(
      [await newKey(), await newKey()].map(
        async (key) => (await read(await writeGloss(digest, key))).signedBy,
      ),
    );
    expect(new Set(signers).size).toBe(2);
  });

  it('is the vector of RFC 8032, section 7.1, test 2', async () => {
    const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
    const raw = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
    const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
    // RFC 8410: the private key is the seed in a fixed frame.
    const pkcs8 = bytes(`302e020100300506032b657004220420${seed}`);
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
    const text = await signatureOf(bytes('72'), { privateKey, publicKey: bytes(raw) });
    const { algorithm, key, signature } = JSON.parse(text) as Record<string, string>;
    expect(algorithm).toBe('Ed25519');
    expect(Buffer.from(fromBase64url(key ?? '')).toString('hex')).toBe(raw);
    expect(Buffer.from(fromBase64url(signature ?? '')).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    await expect(signerOf(bytes('72'), bytesOf(text))).resolves.toBe(await fingerprintOf(bytes(raw)));
  });

  it('is refused if its content is not what was signed', async () => {
    const other = await changedDigest((digest) => {
      digest.terms.pop();
      for (const term of digest.terms) term.related = [];
    });
    const signature = await signatureOf(await smallJson(), await newKey());
    const file = zipOf([
      { name: 'digest.json', content: canonicalJson(other) },
      { name: 'signature.json', content: signature },
    ]);
    expect((await refusalOf(file)).reason).toBe('bad-signature');
    // A signature is checked before anything is parsed.
    const broken = zipOf([
      { name: 'digest.json', content: '{' },
      { name: 'signature.json', content: signature },
    ]);
    expect((await refusalOf(broken)).reason).toBe('bad-signature');
  });

  it('is refused if key, signature or algorithm are not its own', async () => {
    const [key, another] = [await newKey(), await newKey()];
    const sound = JSON.parse(await signatureOf(await smallJson(), key)) as Record<string, string>;
    const { key: foreign } = JSON.parse(await signatureOf(await smallJson(), another)) as Record<
      string,
      string
    >;
    expect(await read(await signedBy(JSON.stringify(sound)))).toHaveProperty('signedBy');
    for (const change of [
      { key: foreign },
      { key: undefined },
      { key: 'A'.repeat(43) },
      { key: `${sound.key}=` },
      { key: sound.key?.slice(1) },
      { key: 7 },
      { signature: 'A'.repeat(86) },
      { signature: sound.signature?.slice(2) },
      { signature: sound.signature?.replace(/^./, '+') },
      { signature: null },
      { algorithm: 'ed25519' },
      { algorithm: 'HS256' },
      { extra: 1 },
    ])
      expect((await refusalOf(await signedBy(JSON.stringify({ ...sound, ...change })))).reason).toBe(
        'bad-signature',
      );
    for (const text of ['', '{', '[]', 'null', '"x"'])
      expect((await refusalOf(await signedBy(text))).reason).toBe('bad-signature');
    expect((await refusalOf(await signedBy(new Uint8Array([0xff])))).reason).toBe('bad-signature');
  });
});
