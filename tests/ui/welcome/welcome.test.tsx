// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULTS } from '../../../src/settings/settings';
import { WelcomeApp } from '../../../src/ui/welcome/WelcomeApp';
import { speakEnglish } from '../english';

const sent = vi.fn<(kind: string, data: unknown) => void>();
let offers = true;
let isOnToolbar: boolean | undefined;
const changed = new Set<() => void>();
const replies: Record<string, unknown> = {
  documents: [{ id: 'report', title: 'A report', date: '2023-08', lang: 'en' }],
};
const PACK = { id: 'field', name: 'The field', hash: 'a'.repeat(64), terms: 170, origin: { kind: 'pack' } };
beforeEach(() => {
  speakEnglish();
  vi.stubGlobal('__WITH_GLOSS__', [PACK]);
  Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
  offers = true;
  isOnToolbar = false;
  sent.mockReset();
  changed.clear();
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: { kind: string; data: unknown }) => {
    sent(kind, data);
    return kind === 'settings' ? { ...DEFAULTS, offers } : (replies[kind] ?? null);
  }) as never;
  Object.assign(fakeBrowser, { commands: { getAll: async () => [] } });
  Object.assign(fakeBrowser.action, {
    getUserSettings: async () => ({ isOnToolbar }),
    onUserSettingsChanged: {
      addListener: (hear: () => void) => changed.add(hear),
      removeListener: (hear: () => void) => changed.delete(hear),
    },
  });
});
afterEach(cleanup);

const section = (name: string) => screen.findByRole('region', { name });

describe('the welcome page', () => {
  it('has a text to try, with names that Gloss knows', async () => {
    render(<WelcomeApp />);
    const text = (await section('Try it here')).querySelector('.live')?.textContent;
    expect(text).toMatch(/Internet Governance Forum \(IGF\)/);
    expect(text).not.toMatch(/\s{2}/);
  });

  it('says that the bar is switched off, where it is', async () => {
    render(<WelcomeApp />);
    await waitFor(() => expect(sent).toHaveBeenCalledWith('settings', null));
    expect(screen.queryByText(/switched off/)).toBeNull();
    cleanup();
    offers = false;
    render(<WelcomeApp />);
    expect((await screen.findByText<HTMLAnchorElement>(/switched off/)).getAttribute('href')).toBe(
      '/options.html#reading',
    );
  });

  it('offers a pack, which is off until it is switched on', async () => {
    replies['digests-changed'] = { good: true };
    render(<WelcomeApp />);
    const packs = await section('More terms');
    const box = within(packs).getByRole<HTMLInputElement>('checkbox', { name: 'The field' });
    expect(box.checked).toBe(false);
    expect(packs.textContent).toContain('170 terms');
    fireEvent.click(box);
    await waitFor(() => expect(sent).toHaveBeenCalledWith('digests-changed', { off: [] }));
    await within(packs).findByText('Done. Open pages are marked anew.');
    cleanup();
    render(<WelcomeApp />);
    const again = await section('More terms');
    expect(within(again).getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
  });

  it('lists the documents, each with its date and a link', async () => {
    render(<WelcomeApp />);
    const inside = within(await section('What is inside'));
    const link = await inside.findByRole('link', { name: 'A report' });
    expect(link.getAttribute('href')).toBe('/library.html?document=report');
    inside.getByText(/August 2023/);
  });

  it('has three lines on privacy', async () => {
    render(<WelcomeApp />);
    expect(within(await section('Your privacy')).getAllByRole('listitem')).toHaveLength(3);
  });
});

describe('the button', () => {
  const status = async () => within(await section('Keep the button in sight')).findByRole('status');

  it('has the way into the toolbar explained, and is said to be there as soon as it is', async () => {
    render(<WelcomeApp />);
    expect((await status()).textContent).toMatch(/^Press the puzzle piece/);
    isOnToolbar = true;
    for (const hear of changed) hear();
    await waitFor(async () =>
      expect((await status()).textContent).toBe('Done. The button is in the toolbar.'),
    );
  });

  it('is looked for again when the page is in front again', async () => {
    render(<WelcomeApp />);
    await status();
    isOnToolbar = true;
    fireEvent.focus(window);
    await waitFor(async () => expect((await status()).textContent).toMatch(/^Done/));
  });

  it('has the way explained where the browser does not tell', async () => {
    Object.assign(fakeBrowser.action, { getUserSettings: undefined, onUserSettingsChanged: undefined });
    render(<WelcomeApp />);
    expect((await status()).textContent).toMatch(/^Press the puzzle piece/);
  });
});
