import { afterEach, expect, it, vi } from 'vitest';
import { ownJson } from '../../src/platform/own-file';

afterEach(() => vi.unstubAllGlobals());

/** Answers what is fetched. Returns the addresses that are fetched. */
function inExtension(): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return new Response('{"a":1}');
  });
  return asked;
}

it('A file of the extension is read', async () => {
  const asked = inExtension();
  expect(await ownJson('/digest.json')).toEqual({ a: 1 });
  expect(asked).toEqual(['/digest.json']);
});

it.each([
  'https://evil.example/x',
  '//evil.example/x',
  '/\\evil.example/x',
  'digest.json',
  'data:,1',
  '/\t/evil.example/x',
  '/\n\\evil.example',
])('Any other address is refused: %j', async (path) => {
  const asked = inExtension();
  await expect(ownJson(path)).rejects.toThrow(TypeError);
  expect(asked).toEqual([]);
});
