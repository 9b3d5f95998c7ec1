import { describe, expect, it } from 'vitest';
import { mayImport } from '../../scripts/house';
import { circlesIn, importsOf } from '../../scripts/imports';

const file = (target: string, isType = false) => ({ target, isPackage: false, isType, line: 1 });
const pack = (target: string, isType = false) => ({ target, isPackage: true, isType, line: 1 });

describe('The plan of the house', () => {
  it.each([
    ['src/ui/card/Card.tsx', 'src/notes/store.ts'],
    ['src/page/marks/marks.ts', 'src/page/read/prose.ts'],
    ['src/page/notes/seek.ts', 'src/notes/anchor/anchor.ts'],
    ['src/mentions/resolve/judge.ts', 'src/mentions/tokens.ts'],
  ])('lets %s import %s', (path, target) => {
    expect(mayImport(path, file(target))).toBe(true);
  });

  it.each([
    ['src/notes/store.ts', 'src/protocol/messages.ts'],
    ['src/page/read/walk.ts', 'src/page/marks/marks.ts'],
    ['src/page/reader.ts', 'src/protocol/extension.ts'],
    ['src/page/reader.ts', 'src/notes/store.ts'],
    ['src/mentions/find.ts', 'src/digest/schema.ts'],
    ['src/page/reader.ts', 'src/ui/card/Card.tsx'],
    ['src/elsewhere/new.ts', 'src/platform/pace.ts'],
  ])('keeps %s from importing %s, a type or not', (path, target) => {
    expect([mayImport(path, file(target)), mayImport(path, file(target, true))]).toEqual([false, false]);
  });

  it('lets the protocol import types only', () => {
    const of = (isType: boolean) =>
      mayImport('src/protocol/messages.ts', file('src/notes/schema.ts', isType));
    expect([of(true), of(false)]).toEqual([true, false]);
  });

  it('lets a room import its own packages', () => {
    expect(mayImport('src/notes/store.ts', pack('dexie'))).toBe(true);
    expect(mayImport('src/mentions/find.ts', pack('dexie'))).toBe(false);
    expect(mayImport('src/page/reader.ts', pack('wxt/browser', true))).toBe(false);
  });
});

describe('A circle of imports', () => {
  it('is found, with further imports attached to it', () => {
    const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: [] };
    expect(circlesIn(new Map(Object.entries(graph)))).toEqual([['a', 'b', 'c']]);
  });

  it('is not reported if two paths lead to one file', () => {
    const graph = { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] };
    expect(circlesIn(new Map(Object.entries(graph)))).toEqual([]);
  });
});

describe('The imports of a file', () => {
  it('are all listed, with their kind', () => {
    const told = importsOf('tests/scripts/imports-sample.ts').map(
      ({ target, isType, isPackage }) => `${isType ? 'type ' : ''}${target}${isPackage ? ' (package)' : ''}`,
    );
    expect(told).toEqual([
      'type scripts/house.ts',
      'type scripts/imports.ts',
      'scripts/packages.ts',
      'scripts/build.ts',
      'vitest (package)',
      'type scripts/serve.ts',
    ]);
  });
});
