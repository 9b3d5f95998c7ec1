import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { begin } from '../../src/background/installed';
import { type FakeTabs, openTabs } from './fake-tabs';

const executeScript = vi.fn(async (_injection: { target: { tabId: number } }) => []);
const create = vi.fn(async (_tab: object) => ({}));
let tabs: FakeTabs;
beforeEach(() => {
  vi.stubEnv('FIREFOX', '');
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  Object.assign(fakeBrowser, { scripting: { executeScript } });
  fakeBrowser.tabs.create = create as never;
  executeScript.mockReset().mockResolvedValue([]);
  create.mockReset().mockResolvedValue({});
  tabs = openTabs(1, 2, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('After the installation, one page opens', async () => {
  await begin();
  expect(create.mock.calls).toEqual([[{ url: '/welcome.html' }]]);
});

it('A tab that was open before gets a reader in all its frames; one that has a reader gets no second', async () => {
  tabs.deaf.add(2);
  await begin();
  expect(tabs.query).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ status: 'complete', url: ['http://*/*', 'https://*/*', 'file:///*'] }),
  );
  expect(executeScript.mock.calls).toEqual([
    [{ target: { tabId: 2, allFrames: true }, files: ['/reader.js'] }],
  ]);
});

it('A tab that the browser keeps to itself does not keep the others from being read', async () => {
  for (const id of [1, 2]) tabs.deaf.add(id);
  executeScript.mockRejectedValueOnce(new Error('Cannot access contents of the page.'));
  await begin();
  expect(executeScript.mock.calls.map(([{ target }]) => target.tabId)).toEqual([1, 2]);
});

it('Neither fails with the other', async () => {
  create.mockRejectedValue(new Error('No window.'));
  tabs.deaf.add(1);
  await begin();
  expect(executeScript).toHaveBeenCalledOnce();
  fakeBrowser.tabs.query = (() => Promise.reject(new Error('shutting down'))) as never;
  create.mockReset().mockResolvedValue({});
  await begin();
  expect(create).toHaveBeenCalledOnce();
});

it('Firefox starts the readers itself', async () => {
  vi.stubEnv('FIREFOX', 'true');
  tabs.deaf.add(1);
  await begin();
  expect(create).toHaveBeenCalledOnce();
  expect(tabs.told).toEqual([]);
  expect(executeScript).not.toHaveBeenCalled();
});
