import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GUARDS } from './guards';

it.each(GUARDS)('The code of the guard “$name” is in its file, once', ({ file, guard, without }) => {
  const parts = readFileSync(file, 'utf8').split(guard);
  expect(parts).toHaveLength(2);
  expect(without).not.toBe(guard);
});
