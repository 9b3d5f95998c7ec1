import { describe, expect, it } from 'vitest';
import { compile } from '../../src/digest/compile';
import { packed, packedTerms, unpacked } from '../../src/digest/kept-content';
import { gunzipped, gzipped } from '../../src/platform/gzip';
import { sources } from './sources';

const digest = { ...(await compile(sources())), about: { id: 'mine', name: 'Mine\n', version: '1' } };
const { bytes } = await packed(digest);
const text = await gunzipped(bytes);
const packedText = (text: string) => gzipped(new Blob([text]).stream());
const never = () => undefined;

describe('Contents of a digest that are kept', () => {
  it('are read back as they were, one line an entry', async () => {
    expect(await unpacked(bytes, never)).toEqual(digest);
    expect(text.trimEnd().split('\n')).toHaveLength(
      1 + digest.documents.length + digest.passages.length + digest.terms.length,
    );
  });

  it('are the same for the same digest in any order', async () => {
    const turned = { ...digest, terms: [...digest.terms].reverse() };
    expect((await packed(turned)).bytes).toEqual(bytes);
  });

  it('have terms that can be read alone', async () => {
    const labels: string[] = [];
    for await (const { label } of packedTerms(bytes)) labels.push(label);
    expect(labels).toEqual(digest.terms.map(({ label }) => label));
  });

  it.each<[what: string, damage: (text: string) => string]>([
    ['lack a term', (text) => text.replace(/\nt[^\n]*\n$/, '\n')],
    ['have another word', (text) => text.replace('"label":"IGF"', '"label":"IGX"')],
    ['have a term of a wrong shape', (text) => text.replace('"label":"IGF"', '"label":7')],
    ['have a line of no list', (text) => `${text}x{}\n`],
    ['end within a line', (text) => text.slice(0, -5)],
    ['say another hash', (text) => text.replace(digest.hash, 'f'.repeat(64))],
  ])('are refused where they %s', async (_, damage) => {
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    await expect(unpacked(await packedText(damaged), never)).rejects.toThrow();
  });

  it('are refused where they are no gzip, or cut off', async () => {
    await expect(unpacked(bytes.slice(0, bytes.length / 2), never)).rejects.toThrow();
    await expect(unpacked(new Uint8Array([1, 2, 3]), never)).rejects.toThrow();
  });

  it('are not made once the user has cancelled', async () => {
    const watch = { signal: AbortSignal.abort(new Error('cancelled')), tell: never };
    await expect(packed(digest, watch)).rejects.toThrow('cancelled');
  });
});
