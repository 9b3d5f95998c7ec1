import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileIndex, IndexError, openIndex } from '../../src/mentions/index';
import { stepA } from '../../src/mentions/sequence';
import { tokenise } from '../../src/mentions/tokenise';
import { createTokens } from '../../src/mentions/tokens';
import { form, indexOf, marked, term } from './lexicon';

const terms = [
  term('igf', [form('IGF', 'en', true), form('Internet Governance Forum')], {
    cues: ['internet', 'delegat*'],
    rivals: [{ sense: 'growth factor', forms: ['IGF'], names: ['growth factor'], cues: ['serum'] }],
  }),
  term('un', [form('UN'), form('Организация Объединённых Наций', 'ru')]),
];

describe('The index', () => {
  it('has the same bytes for the same terms', () => {
    expect(compileIndex(terms)).toEqual(compileIndex(structuredClone(terms)));
  });

  it('opens from bytes at any alignment', () => {
    const bytes = compileIndex(terms);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(marked(openIndex(shifted), 'the UN')).toEqual(['UN=un']);
  });

  it('may be empty', () => {
    expect(marked(indexOf(), 'the UN and the Internet Governance Forum')).toEqual([]);
  });

  it('leaves out forms without a word and forms that are too long', () => {
    const long = Array.from({ length: 40 }, () => 'word').join(' ');
    expect(marked(indexOf(term('x', [form('—'), form(''), form(long)])), `— ${long}`)).toEqual([]);
  });

  it('is refused if any byte is changed, removed or added', () => {
    const bytes = compileIndex(terms);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] as number) ^ flip;
        expect(() => openIndex(damaged)).toThrow(IndexError);
      }),
    );
    expect(() => openIndex(bytes.slice(0, -4))).toThrow(IndexError);
    expect(() => openIndex(bytes.slice(0, 9))).toThrow(IndexError);
    expect(() => openIndex(new Uint8Array(0))).toThrow(IndexError);
    expect(() => openIndex(new Uint8Array([...bytes, 0, 0, 0, 0]))).toThrow(IndexError);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
    ['too short', (bytes) => bytes.slice(0, 9), /too short: 9 bytes/],
    ['no index', (bytes) => bytes.with(0, 0), /no index of terms/],
    ['of another version', (bytes) => bytes.with(4, 9), /has version 9, this program reads 4/],
    ['cut off', (bytes) => bytes.slice(0, -4), /should have \d+ bytes and has \d+/],
    ['changed', (bytes) => bytes.with(-1, 1 ^ (bytes.at(-1) as number)), /damaged: its checksum is wrong/],
  ])('that is %s is refused with an error that says so', (_, damage, message) => {
    expect(() => openIndex(damage(compileIndex(terms)))).toThrow(message);
  });

  it('finds each of ten thousand terms', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => term(`t${i}`, [form(`thing number${i} of many`)]));
    const index = indexOf(...many);
    const blocks = many.map((_, i) => `Thing number${i} of many.`);
    expect(marked(index, blocks).map((mark) => mark.split('=')[1])).toEqual(many.map(({ id }) => id));
  });

  it('filters out about nine in ten unknown tokens and pairs, and no known ones', () => {
    const index = indexOf(
      ...Array.from({ length: 10_000 }, (_, i) => term(`t${i}`, [form(`word${i}x of${i}x`)])),
    );
    const shareOf = (text: (i: number) => string): { first: number; pair: number } => {
      let first = 0;
      let pair = 0;
      for (let i = 0; i < 10_000; i++) {
        const { a, gap } = tokenise(text(i), createTokens(8));
        const begun = a[0] as number;
        if (index.mayBegin(begun)) first++;
        if (index.mayContinue(stepA(begun, a[1] as number, gap[1] as number))) pair++;
      }
      return { first: first / 10_000, pair: pair / 10_000 };
    };
    expect(shareOf((i) => `word${i}x of${i}x`)).toEqual({ first: 1, pair: 1 });
    const others = shareOf((i) => `word${i}y of${i}y`);
    expect(others.first).toBeLessThan(0.15);
    expect(others.pair).toBeLessThan(0.15);
  });
});
