import { expect, it, vi } from 'vitest';
import { digestHandlers, takesSeconds } from '../../src/background/digests';

it('A change of the digests is answered once it is in effect, and says whether it is', async () => {
  for (const good of [true, false]) {
    const changed = vi.fn(async () => good);
    expect(await digestHandlers(changed)['digests-changed']({ off: ['words'] }, {})).toEqual({ good });
    expect(changed).toHaveBeenCalledExactlyOnceWith(['words']);
  }
});

it.each([
  [{ kind: 'digests-changed', data: { off: [] } }, true],
  [{ kind: 'write', data: {} }, false],
  [{ kind: 'search', data: { query: 'digests-changed', limit: 1 } }, false],
  [{}, false],
  [null, false],
  ['digests-changed', false],
])('The work of pages waits for a request, unless it takes seconds: %j', (message, is) => {
  expect(takesSeconds(message)).toBe(is);
});
