import { chmodSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at, digest, inNewFolder, namesIn, read, write } from './publishing';

inNewFolder();

describe('A key file', () => {
  const sign = (key: string) => digest(at('in'), '-o', at('out'), '--sign', at(key));

  it('is never written over', async () => {
    write('key.pem', 'mine');
    const { status, err } = await digest('--new-key', at('key.pem'));
    expect([status, err]).toEqual([1, expect.stringMatching(/cannot be written: EEXIST/)]);
    expect(readFileSync(at('key.pem'), 'utf8')).toBe('mine');
  });

  it('may be PKCS#8, as text or as bytes, or a JWK, with one fingerprint', async () => {
    const { out } = await digest('--new-key', at('key.pem'));
    const [fingerprint] = /[0-9a-f]{64}/.exec(out) ?? [];
    const pem = readFileSync(at('key.pem'), 'utf8');
    const der = Buffer.from(pem.split('\n')[1] ?? '', 'base64');
    const imported = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
    write('key.der', der);
    write('key.jwk', JSON.stringify(await crypto.subtle.exportKey('jwk', imported)));
    for (const name of ['key.pem', 'key.der', 'key.jwk']) {
      chmodSync(at(name), 0o600);
      const { status, out, err } = await sign(name);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain(`fingerprint ${fingerprint}`);
    }
    expect((await read('small-terms-1.0.0.gloss')).signedBy).toBe(fingerprint);
  });

  it.skipIf(process.platform === 'win32')('is warned of if others can read it', async () => {
    await digest('--new-key', at('key.pem'));
    chmodSync(at('key.pem'), 0o644);
    expect(await sign('key.pem')).toMatchObject({
      status: 0,
      err: expect.stringMatching(/can be read by others: chmod 600/),
    });
  });

  it('is refused if it is not there, or no private Ed25519 key', async () => {
    expect(await sign('nothing')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/cannot be read: ENOENT/),
    });
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const ed = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    for (const content of [
      '',
      'x',
      '{',
      '{"kty":"OKP"}',
      new Uint8Array(await crypto.subtle.exportKey('pkcs8', other.privateKey)),
      JSON.stringify(await crypto.subtle.exportKey('jwk', ed.publicKey)),
      '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    ]) {
      write('key', content);
      chmodSync(at('key'), 0o600);
      expect(await sign('key')).toMatchObject({
        status: 1,
        err: expect.stringMatching(/is no private Ed25519 key/),
      });
    }
    expect(namesIn('.')).not.toContain('out');
  });
});
