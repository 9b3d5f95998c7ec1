// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ListedCorrection } from '../../../src/protocol/messages';
import { DEFAULTS, type Settings } from '../../../src/settings/settings';
import { OptionsApp } from '../../../src/ui/settings/OptionsApp';
import { speakEnglish } from '../english';

let now: Settings;
let corrections: ListedCorrection[];
let broken = false;
const openShortcutSettings = vi.fn(async () => undefined);
const KEYS = [
  { name: '_execute_action', description: '', shortcut: 'Alt+Shift+G' },
  { name: 'next-mention', description: 'Go to the next mention and open its card', shortcut: 'Alt+Period' },
  { name: 'highlight', description: 'Highlight the selected text', shortcut: '' },
];
beforeEach(() => {
  speakEnglish();
  broken = false;
  corrections = [];
  now = { ...DEFAULTS, paused: ['a.example', 'file:'] };
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: { kind: string; data: never }) => {
    if (kind === 'corrections') return corrections;
    if (kind !== 'settings' && kind !== 'set') throw new Error(`not of this test: ${kind}`);
    if (broken) throw new Error('The disk is full.');
    if (kind === 'settings') return now;
    const { site, paused: _, barless: __, ...changed } = data as Partial<Settings> & { site?: string };
    const without = (sites: string[]) => sites.filter((each) => each !== site);
    now = { ...now, ...changed, paused: without(now.paused), barless: without(now.barless) };
    return null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Gloss', version: '0.1.0' });
  Object.assign(fakeBrowser, { commands: { getAll: async () => KEYS, openShortcutSettings } });
});
afterEach(cleanup);

const box = (name: RegExp) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const badge = () => box(/number of terms/);
const hear = (from: object) =>
  fakeBrowser.runtime.onMessage.trigger({ notice: 'settings' }, from, () => undefined);
const section = (name: string) => screen.findByRole('region', { name });
const radio = (name: string) => screen.findByRole<HTMLInputElement>('radio', { name });

describe('the settings', () => {
  it('stand in sections, and a list leads to each', async () => {
    render(<OptionsApp />);
    await section('Reading');
    const list = screen.getByRole('navigation', { name: 'Sections of the settings' });
    const links = within(list).getAllByRole<HTMLAnchorElement>('link');
    expect(links.map(({ textContent }) => textContent)).toEqual([
      'Reading',
      'Appearance',
      'Shortcuts',
      'Sites',
      'Corrections',
      'Data',
      'About',
    ]);
    for (const { hash } of links) expect(document.querySelector(`h2${hash}`)).not.toBeNull();
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ id }) => `#${id}`);
    expect(headings).toEqual(links.map(({ hash }) => hash));
  });

  it('list the paused sites, and resume them', async () => {
    render(<OptionsApp />);
    fireEvent.click(await screen.findByRole('button', { name: 'Resume on “files on this computer”' }));
    await screen.findByText('Gloss reads the pages of this site again: files on this computer.');
    const sites = within(screen.getByRole('list', { name: 'Paused sites' })).getAllByRole('listitem');
    expect(sites.map((each) => each.textContent)).toEqual(['a.exampleResume']);
    expect(document.activeElement?.textContent).toBe('Paused sites');
    fireEvent.click(screen.getByRole('button', { name: 'Resume on “a.example”' }));
    await within(await section('Sites')).findByText(/^None\./);
  });

  it('switch the number off and on', async () => {
    render(<OptionsApp />);
    fireEvent.click(await badge());
    await waitFor(() => expect(now.badge).toBe(false));
    expect((await badge()).checked).toBe(false);
  });

  it('mark names only, and draw solid lines after saying what pages then learn', async () => {
    const before = now;
    render(<OptionsApp />);
    fireEvent.click(await box(/Mark concepts too/));
    await waitFor(() => expect(now).toEqual({ ...before, concepts: false }));
    fireEvent.click(await box(/solid line.*The pages you open can then find out/));
    await waitFor(() => expect(now).toEqual({ ...before, concepts: false, remembers: true }));
  });

  it('list the sites without the bar, and bring it back', async () => {
    now = { ...now, barless: ['b.example'] };
    render(<OptionsApp />);
    fireEvent.click(await screen.findByRole('button', { name: 'Show the bar again on “b.example”' }));
    await screen.findByText('The bar comes again on this site: b.example.');
    expect(now.barless).toEqual([]);
  });

  it('switch the bar at selected text off, and change nothing else', async () => {
    const before = now;
    render(<OptionsApp />);
    fireEvent.click(await box(/highlight selected text/));
    await waitFor(() => expect(now).toEqual({ ...before, offers: false }));
    expect((await box(/highlight selected text/)).checked).toBe(false);
    expect((await badge()).checked).toBe(true);
  });

  it.each([
    ['Short (0.15 s)', { delay: 150 }],
    ['Long (0.6 s)', { delay: 600 }],
    ['Very large', { size: 'largest' }],
    ['Dark', { theme: 'dark' }],
    ['Every mention of a term', { marks: 'every' }],
    ['None until you hold Alt', { marks: 'held' }],
  ])('offer “%s”', async (name, changed) => {
    const before = now;
    render(<OptionsApp />);
    fireEvent.click(await radio(name));
    await waitFor(() => expect(now).toEqual({ ...before, ...changed }));
    expect((await radio(name)).checked).toBe(true);
  });

  it('follow a change that was made in another window', async () => {
    render(<OptionsApp />);
    expect((await radio('Light')).checked).toBe(false);
    now = { ...now, theme: 'light' };
    await hear({});
    await waitFor(async () => expect((await radio('Light')).checked).toBe(true));
  });

  it('report that a change was not stored, and show the stored state', async () => {
    render(<OptionsApp />);
    const number = await badge();
    broken = true;
    fireEvent.click(number);
    expect(await screen.findByText(/could not save that/)).not.toBeNull();
    expect(number.checked).toBe(true);
  });
});

describe('the shortcuts', () => {
  it('are listed with what they are set to', async () => {
    render(<OptionsApp />);
    const keys = within(await section('Shortcuts'));
    await keys.findByText('Alt+Shift+G');
    expect(keys.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
      'Open the popup of Gloss',
      'Go to the next mention and open its card',
      'Highlight the selected text',
    ]);
    expect(keys.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
      'Alt+Shift+G',
      'Alt+.',
      'No key',
    ]);
  });

  it('are changed on a page of the browser', async () => {
    render(<OptionsApp />);
    fireEvent.click(await screen.findByRole('button', { name: 'Change the keys in the browser' }));
    expect(openShortcutSettings).toHaveBeenCalledOnce();
  });
});

describe('the corrections', () => {
  const ADDRESS = `https://www.example.org/${'reports/'.repeat(35)}?id=1`;
  const listed = (scope: 'page' | 'site' | 'everywhere', place: string): ListedCorrection => ({
    label: 'مجمع حکمرانی اینترنت',
    correction: {
      ...{ id: scope, term: 'igf', kind: 'never', scope, place, deleted: false },
      ...{ created: 1_700_000_000_000, modified: 1_700_000_000_000, revision: 1 },
    },
  });

  it('say where each holds, and lead to the page', async () => {
    corrections = [listed('page', ADDRESS), listed('site', 'example.org'), listed('everywhere', '')];
    render(<OptionsApp />);
    const table = within(await within(await section('Corrections')).findByRole('table'));
    expect(table.getAllByRole('rowheader').map((each) => each.querySelector('bdi')?.textContent)).toEqual(
      Array(3).fill('مجمع حکمرانی اینترنت'),
    );
    expect(table.getByRole<HTMLAnchorElement>('link').href).toBe(ADDRESS);
    for (const text of ['One page', 'One site', 'example.org', 'Everywhere']) table.getByText(text);
  });

  it.each(['javascript:alert(1)', 'file:///home/me/a.html', 'nonsense'])(
    'have no link to %s',
    async (place) => {
      corrections = [listed('page', place)];
      render(<OptionsApp />);
      const table = within(await within(await section('Corrections')).findByRole('table'));
      table.getByText(place);
      expect(table.queryByRole('link')).toBeNull();
    },
  );
});
