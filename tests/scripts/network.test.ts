import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, sources } from '../../scripts/imports';
import { root } from '../../scripts/packages';

it('Only three files may name an API of the network, and only subscriptions ask it', () => {
  const { plugins } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as {
    plugins: { path: string; includes: string[] }[];
  };
  const guard = plugins.find(({ path }) => path.endsWith('network.grit'));
  expect(guard?.includes).toEqual([
    '**/src/**',
    '**/entrypoints/**',
    '!**/src/platform/own-file.ts',
    '!**/src/platform/network.ts',
    '!**/src/platform/worker.ts',
  ]);
  const importers = sources('src', 'entrypoints').filter((path) =>
    importsOf(path).some(({ target, isType }) => target === 'src/platform/network.ts' && !isType),
  );
  expect(importers.sort()).toEqual([
    'src/digest/subscription/check.ts',
    'src/digest/subscription/fetch-digest.ts',
  ]);
});
