// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Lookout } from '../../../src/page/read/lookout';

vi.mock('../../../src/protocol/native', () => ({ native: {} }));

let found: string[];
let lookout: Lookout;
beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllTimers();
  vi.stubGlobal('closed', false);
  vi.stubGlobal('requestIdleCallback', (work: (deadline: object) => void) =>
    setTimeout(() => work({ timeRemaining: () => 8 }), 1),
  );
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 16));
  document.body.innerHTML = '<x-late></x-late><x-never></x-never>';
  found = [];
  lookout = new Lookout(({ host }) => found.push(host.localName));
});
const attach = () => (document.querySelector('x-late') as Element).attachShadow({ mode: 'open' });

describe('a shadow root that comes late', () => {
  it.each([500, 2_000, 6_000, 18_000])('is found if that is %i ms after the load', async (ms) => {
    lookout.look(document.body);
    await vi.advanceTimersByTimeAsync(ms);
    attach();
    await vi.advanceTimersByTimeAsync(1.5 * ms + 700);
    expect(found).toEqual(['x-late']);
  });

  it('is found soon after a press, at any time; the looks end by themselves', async () => {
    lookout.look(document.body);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    lookout.expect();
    attach();
    await vi.advanceTimersByTimeAsync(500);
    expect(found).toEqual(['x-late']);
  });

  it('is not looked for while no frame is drawn, as in a hidden tab', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    lookout.look(document.body);
    await vi.advanceTimersByTimeAsync(1_000);
    attach();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(found).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('costs a page without custom elements no timer', async () => {
    document.body.innerHTML = '<p>Text</p>';
    lookout.look(document.body);
    await vi.advanceTimersByTimeAsync(100);
    lookout.expect();
    expect(vi.getTimerCount()).toBe(0);
  });
});
