import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { chosenAddress, listenToAddressBar } from '../../src/background/omnibox';
import type { Results } from '../../src/search/entry';
import { rejecting, unhandledIn } from '../protocol/unhandled';

const NOTE = '00000000-0000-4000-8000-00000000000a';
const isTerm = async (id: string) => id === 'igf';
const found: Results = [
  {
    kind: 'term',
    hits: [{ kind: 'term', id: 'igf', heading: '', title: { text: 'I & G', ranges: [] }, score: 1 }],
  },
];

it.each([
  ['report#p02', '/library.html?document=report#p02'],
  [`note:${NOTE}`, `/notes.html?note=${NOTE}`],
  ['igf', '/library.html?term=igf'],
  ['weather', '/library.html?query=weather'],
  ['cyber diplomacy', '/library.html?query=cyber%20diplomacy'],
])('“%s” leads to %s', async (text, address) => {
  expect(await chosenAddress(text, isTerm)).toBe(address);
});

describe('the address bar', () => {
  const search = vi.fn<(query: string, limit: number) => Promise<Results>>();
  const suggest = vi.fn();
  const setDefaultSuggestion = vi.fn();
  const [update, create] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
  const heard = new Map<string, (...args: never[]) => unknown>();
  const say = (event: string, ...args: unknown[]) => heard.get(event)?.(...(args as never[]));
  const event = (name: string) => ({
    addListener: (listener: (...args: never[]) => unknown) => void heard.set(name, listener),
  });
  const omnibox = fakeBrowser.omnibox;
  beforeEach(() => {
    for (const mock of [suggest, setDefaultSuggestion, update, create]) mock.mockClear();
    search.mockReset().mockResolvedValue(found);
    heard.clear();
    fakeBrowser.i18n.getMessage = ((key: string) => key) as never;
    fakeBrowser.omnibox = {
      setDefaultSuggestion,
      onInputStarted: event('started'),
      onInputChanged: event('changed'),
      onInputEntered: event('entered'),
    } as never;
    Object.assign(fakeBrowser.tabs, { update, create });
    vi.stubEnv('FIREFOX', '');
    listenToAddressBar({ search, isTerm });
  });
  afterEach(() => {
    fakeBrowser.omnibox = omnibox;
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('says what it searches', () => {
    expect(setDefaultSuggestion.mock.calls).toEqual([[{ description: 'omnibox_default' }]]);
  });

  it('gets the index ready when the user begins to type', async () => {
    say('started');
    expect(search.mock.calls).toEqual([['', 0]]);
    listenToAddressBar({ search: rejecting('no index'), isTerm });
    expect(await unhandledIn(() => say('started'))).toEqual([]);
  });

  it('suggests what the search finds, four of a kind, in the XML that Chromium reads', async () => {
    await say('changed', 'igf', suggest);
    expect(search.mock.calls).toEqual([['igf', 4]]);
    expect(suggest.mock.calls).toEqual([[[{ content: 'igf', description: 'I &amp; G' }]]]);
  });

  it('suggests the same as text in Firefox', async () => {
    vi.stubEnv('FIREFOX', 'true');
    await say('changed', 'igf', suggest);
    expect(suggest.mock.calls).toEqual([[[{ content: 'igf', description: 'I & G' }]]]);
  });

  it('suggests nothing when the search fails, and reports the problem', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    search.mockRejectedValueOnce(new Error('no index'));
    await say('changed', 'igf', suggest);
    expect(suggest.mock.calls).toEqual([[[]]]);
    expect(warn.mock.calls).toEqual([['Gloss: the search in the address bar', new Error('no index')]]);
  });

  it('opens what was chosen where the user wants it', async () => {
    const url = '/library.html?term=igf';
    await say('entered', 'igf', 'currentTab');
    expect(update.mock.calls).toEqual([[{ url }]]);
    await say('entered', 'igf', 'newForegroundTab');
    await say('entered', 'igf', 'newBackgroundTab');
    expect(create.mock.calls).toEqual([[{ url, active: true }], [{ url, active: false }]]);
    expect(update).toHaveBeenCalledOnce();
  });

  it('may be missing in a browser', () => {
    fakeBrowser.omnibox = undefined as never;
    expect(() => listenToAddressBar({ search, isTerm })).not.toThrow();
  });
});
