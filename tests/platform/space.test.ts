import { afterEach, describe, expect, it, vi } from 'vitest';
import { askToKeep, space } from '../../src/platform/space';

const disk = (storage: object) => vi.stubGlobal('navigator', { storage });
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('the space on the disk', () => {
  const storage = (estimate: object, persisted: boolean) =>
    disk({ estimate: async () => estimate, persisted: async () => persisted });

  it('is what is used, and what the browser would still grant', async () => {
    storage({ usage: 30, quota: 100 }, true);
    expect(await space()).toEqual({ used: 30, free: 70, isKept: true });
    storage({ usage: 120, quota: 100 }, true);
    expect((await space()).free).toBe(0);
    storage({}, true);
    expect(await space()).toMatchObject({ used: 0, free: 0 });
  });

  it('is kept in Chromium, and in Firefox when that says so', async () => {
    storage({}, false);
    vi.stubEnv('FIREFOX', '');
    expect((await space()).isKept).toBe(true);
    vi.stubEnv('FIREFOX', 'true');
    expect((await space()).isKept).toBe(false);
    storage({}, true);
    expect((await space()).isKept).toBe(true);
  });
});

describe('the browser, asked to keep the databases', () => {
  it('says whether it does', async () => {
    disk({ persist: async () => true });
    expect(await askToKeep()).toBe(true);
    disk({ persist: async () => false });
    expect(await askToKeep()).toBe(false);
  });

  it('does not when it cannot be asked', async () => {
    disk({});
    expect(await askToKeep()).toBe(false);
  });
});
