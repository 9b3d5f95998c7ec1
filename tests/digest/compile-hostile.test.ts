import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/digest/canonical';
import { compile, type Sources } from '../../src/digest/compile';
import { CompileError } from '../../src/digest/problems';
import { Digest } from '../../src/digest/schema';
import { DOCUMENT, GLOSSARY, sources } from './sources';

/** Time limit (ms) that even the slowest machine keeps unless the work never ends. */
const LONG = 60_000;

describe('Hostile sources', () => {
  /** Expects, for any sources, either a digest that fits its schema and hash, or a `CompileError`. */
  async function compilesOrComplains(broken: Sources): Promise<void> {
    let digest: Digest;
    try {
      digest = await compile(broken);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
      for (const { line, file, message } of error.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(file).not.toBe('');
        expect(message.length).toBeLessThan(1000);
      }
      return;
    }
    expect(v.is(Digest, digest)).toBe(true);
    expect(await hashOf(digest)).toBe(digest.hash);
    const texts = new Map(digest.passages.map(({ id, text }) => [id, text]));
    for (const { claims } of digest.terms) {
      for (const { passage, quote } of claims)
        if (passage !== undefined) expect(texts.get(passage)).toContain(quote);
    }
  }

  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '- ',
      '  ',
      '\n',
      ': ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&a ',
      '*a',
      '!!set ',
      '? ',
      '|',
      '>',
      '---\n',
      '#',
      '~',
      '__proto__: ',
      '%YAML 1.1\n',
      '\t',
      '\r',
      '<<: ',
      'id: igf\n',
      'related: [igf]\n',
    ),
  );
  const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), pieces), {
    minLength: 1,
    maxLength: 5,
  });
  const mutate = (text: string, list: [number, number, string][]) =>
    list.reduce((t, [at, cut, put]) => {
      const i = Math.floor(at * t.length);
      return t.slice(0, i) + put + t.slice(i + cut);
    }, text);

  it('give a valid digest or a CompileError after random changes', async () => {
    await fc.assert(
      fc.asyncProperty(edits, edits, fc.boolean(), async (inDocument, inGlossary, both) => {
        await compilesOrComplains(
          sources({
            document: both ? mutate(DOCUMENT, inDocument) : DOCUMENT,
            glossary: mutate(GLOSSARY, inGlossary),
          }),
        );
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    [
      'an alias bomb',
      `- &a [x,x,x,x,x,x,x,x,x]\n- &b [*a,*a,*a,*a,*a,*a,*a,*a]\n- &c [*b,*b,*b,*b,*b,*b,*b]\n- [*c,*c,*c,*c]\n`,
    ],
    ['an alias to itself', '- &a [*a]\n'],
    ['flow nested deep', `- ${'['.repeat(100_000)}`],
    ['maps nested deep', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['100,000 keys in a map', `- ${Array.from({ length: 100_000 }, (_, i) => `k${i}: a`).join('\n  ')}`],
    [
      '30,000 invalid languages',
      `- id: a\n  forms:\n    ${Array.from({ length: 30_000 }, (_, i) => `k${i}: [a]`).join('\n    ')}`,
    ],
    ['30,000 invalid entries', '- x\n'.repeat(30_000)],
    ['a key that objects inherit', '- __proto__: {id: igf}\n  constructor: a\n'],
    ['several YAML documents', `${GLOSSARY}---\n${GLOSSARY}`],
    ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))],
    ['half a character', `- id: igf\n  label: "\uD800"\n`],
    ['nothing', ''],
    ['a comment', '# nothing\n'],
  ])('%s is refused in bounded time', { timeout: LONG }, async (_, glossary) => {
    await expect(compile(sources({ glossary }))).rejects.toThrow(CompileError);
  });

  it.each([
    ['a million spaces in a heading', `# x${' '.repeat(1_000_000)}y`],
    ['a million #', `# ${'#'.repeat(1_000_000)} x`],
    ['a million lines', 'x\n'.repeat(1_000_000)],
    ['a hundred thousand items', '- x\n'.repeat(100_000)],
  ])('%s in a document: linear time', { timeout: LONG }, async (_, body) => {
    await compilesOrComplains({
      documents: [{ path: 'a.md', text: `---\ntitle: A\nlang: en\n---\n${body}\n` }],
      glossary: [],
    });
  });
});
