import { runInThisContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { changesOf } from './changes';
import { instrument } from './instrument';
import type { Mutant } from './mutant';
import { interval, sampleOf } from './sample';
import { SWITCH, Switch } from './switch';

/** A function of that body with all its mutants, and what it returns with one of them, or with none (0). */
function mutated(body: string) {
  const code = `const whole = () => { ${body} };`;
  const { changes, loops } = changesOf(code, 'program.ts');
  const mutants: Mutant[] = changes.map((change, index) => ({
    ...change,
    id: index + 1,
    room: 'notes',
    file: 'program.ts',
    line: 1,
    source: code.slice(change.start, change.end),
  }));
  const found = new Switch(mutants.length);
  Object.assign(globalThis, { [SWITCH]: found });
  const program = `(() => { ${instrument(code, mutants, loops)} return whole(); })()`;
  const run = (mutant: number, rounds?: number): unknown => {
    found.start(mutant, rounds);
    return runInThisContext(program);
  };
  return { mutants, found, run };
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, SWITCH);
});

describe('A mutant', () => {
  it.each<[string, string, unknown, unknown[]]>([
    [
      'a comparison',
      'return [1, 2, 3].map((n) => n < 2)',
      [true, false, false],
      [
        [true, true, false],
        [false, true, true],
      ],
    ],
    ['a condition', 'if (Date.now() > 0) return 1; return 2', 1, [2]],
    ['logic', 'const a = null, b = 0; return a ?? (b || 4)', 4, [null, 0]],
    ['arithmetic', 'const n = 6; return n * 2', 12, [3]],
    ['a boolean', 'return [true]', [true], [[false], []]],
    ['a text', "return { a: 'x' }", { a: 'x' }, [{ a: '' }, {}]],
    ['a returned value', 'const f = () => 3; return f()', 3, [undefined]],
    ['a statement', 'let n = 1; n = 2; return n', 2, [1]],
    ['a method', 'return Math.min(1, 2)', 1, [2]],
    ['a call', 'return [2, 1].sort()', [1, 2], [[2, 1]]],
  ])('of %s is chosen while the program runs', (_, code, without, others) => {
    const { mutants, run } = mutated(code);
    expect(run(0)).toEqual(without);
    const with1 = mutants.map(({ id }) => run(id));
    for (const other of others) expect(with1).toContainEqual(other);
  });

  it('leaves a chain of optional members whole', () => {
    const { mutants, run } = mutated('const a = undefined; return a?.b.filter(Boolean).length');
    expect(run(0)).toBeUndefined();
    const optional = mutants.filter(({ kind }) => kind === 'optional');
    expect(optional.map(({ text }) => text)).toEqual(['a.b.filter(Boolean).length']);
    expect(() => run(optional[0]?.id ?? 0)).toThrow(TypeError);
  });

  it('is not made of types, imports, keys, numbers and what is said to people', () => {
    const code = [
      "import { a } from './a';",
      "type T = 'x' | 'y';",
      'const MOST = 4 * 1024;',
      "if (a) throw new Error('There is no a.');",
      "console.warn('Hm.');",
    ].join('\n');
    expect(changesOf(code, 'program.ts').changes.map(({ kind, text }) => [kind, text])).toEqual([
      ['condition', 'true'],
      ['condition', 'false'],
      ['removed', ''],
      ['removed', ''],
    ]);
  });

  it('leaves an `else` with its `if`', () => {
    const { run } = mutated('let n = 0; if (Date.now() < 0) n = 1; else n = 2; return n');
    expect(run(0)).toBe(2);
  });

  it('that makes a loop go round for ever is stopped', () => {
    const { mutants, found, run } = mutated('let i = 0; while (i < 9) i++; return i');
    expect(run(0, 20)).toBe(9);
    const back = mutants.find(({ text }) => text === 'i--');
    expect(() => run(back?.id ?? 0, 20)).toThrow(/for ever/);
    expect(found.isOver).toBe(true);
  });

  it('is known to be reached once its place was run', () => {
    const { mutants, found, run } = mutated("const f = (a) => a ? 'x' : 'y'; return f(1)");
    found.taken();
    run(0);
    const reached = found.taken().map((id) => mutants[id - 1]?.source);
    expect(reached).toContain("'x'");
    expect(reached).not.toContain("'y'");
  });
});

describe('A sample', () => {
  const all = Array.from({ length: 100 }, (_, i) => i);

  it('is the same for one seed, and another for another', () => {
    expect(sampleOf(all, 10, 1)).toEqual(sampleOf(all, 10, 1));
    expect(sampleOf(all, 10, 1)).not.toEqual(sampleOf(all, 10, 2));
    expect(new Set(sampleOf(all, 10, 1)).size).toBe(10);
    expect(sampleOf(all, 1_000, 1)).toEqual(all);
  });

  it('has an interval that is the narrower the more of all it is', () => {
    expect(interval(80, 100, 100)).toEqual([0.8, 0.8]);
    const width = ([least, most]: [number, number]) => most - least;
    expect(width(interval(80, 100, 150))).toBeLessThan(width(interval(80, 100, 100_000)));
    // Wilson's interval for 80 of 100 of very many.
    const [least, most] = interval(80, 100, 1e9);
    expect([least.toFixed(3), most.toFixed(3)]).toEqual(['0.711', '0.867']);
  });
});
