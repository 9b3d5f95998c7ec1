// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Note } from '../../../src/notes/schema';
import { SETTINGS_CHANGED } from '../../../src/protocol/notices';
import { PopupApp, type PopupAppProps } from '../../../src/ui/page/PopupApp';
import { speakEnglish } from '../english';
import { IGF, noteOn, read } from './followed';

let changes: unknown[];
/** The notes on the page. */
let notes: Note[];
const background = async ({ kind, data }: { kind: string; data: { term?: string; page?: unknown } }) => {
  if (kind === 'notes') return { notes: data.page ? notes : [], damaged: [] };
  if (kind === 'own-terms') return { terms: [], damaged: 0 };
  if (kind === 'site') return { site: 'news.example', paused: false };
  if (kind === 'set') return changes.push(data) && null;
  if (kind === 'card')
    return {
      term: { id: data.term, label: 'IGF', kind: 'event', gist: { en: 'A yearly meeting' } },
      claims: [],
      related: [],
    };
  return null;
};
let onDone: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  fakeBrowser.runtime.sendMessage = background as unknown as typeof fakeBrowser.runtime.sendMessage;
  speakEnglish();
  localStorage.clear();
  changes = [];
  notes = [];
  onDone = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const draw = (props: Pick<PopupAppProps, 'page'>) =>
  render(<PopupApp onPanel={undefined} remembers onDone={onDone} {...props} />);

describe('the foot of the popup', () => {
  it('switches the marks of the site off, says so, and switches them on again', async () => {
    draw({ page: read([], IGF) });
    const box = await screen.findByRole<HTMLInputElement>('switch', { name: 'Marks on news.example' });
    expect(box.checked).toBe(true);
    fireEvent.click(box);
    await screen.findByText('Gloss is paused on this site.');
    expect(box.checked).toBe(false);
    fireEvent.click(box);
    await screen.findByRole('button', { name: 'IGF 3 (mentions)' });
    expect(changes).toEqual([
      { site: 'news.example', paused: true },
      { site: 'news.example', paused: false },
    ]);
  });

  it('follows a change of the settings in another window', async () => {
    draw({ page: read([], IGF) });
    const box = await screen.findByRole<HTMLInputElement>('switch', { name: 'Marks on news.example' });
    fakeBrowser.runtime.sendMessage = (async ({ kind }: { kind: string }) =>
      kind === 'site'
        ? { site: 'news.example', paused: true }
        : null) as unknown as typeof fakeBrowser.runtime.sendMessage;
    await fakeBrowser.runtime.onMessage.trigger(SETTINGS_CHANGED, {}, () => undefined);
    await waitFor(() => expect(box.checked).toBe(false));
  });

  it('reports that the switch could not be stored', async () => {
    draw({ page: read([], IGF) });
    const box = await screen.findByRole('switch');
    fakeBrowser.runtime.sendMessage = () => Promise.reject(new Error('The disk is full.'));
    fireEvent.click(box);
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not read or change this setting/);
  });

  it('has the highlights of the page behind their number, and shows one on the page', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const page = { address: 'https://news.example/a', title: 'News' };
    const selectors = { quote: { exact: 'The forum met', prefix: '', suffix: '' } };
    notes = [noteOn(id, { kind: 'passage', page, selectors })];
    const went: (number | string)[][] = [];
    const followed = read(went, IGF);
    if (followed.state.is !== 'read') throw new Error('not read');
    followed.state.frames.get(0)?.passages.push({ id, state: 'sure' });
    draw({ page: followed });
    const number = await screen.findByRole('button', { name: '1 note here' });
    expect(screen.queryByRole('button', { name: 'The forum met' })).toBeNull();
    fireEvent.click(number);
    fireEvent.click(screen.getByRole('button', { name: 'The forum met' }));
    expect(went).toEqual([[0, id]]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('opens the editor of a note on the page with one click', async () => {
    draw({ page: read([], IGF) });
    // In the place of what is open.
    fireEvent.click(screen.getByRole('button', { name: 'Briefing' }));
    fireEvent.click(screen.getByRole('button', { name: 'Note on this page' }));
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull();
    await waitFor(() => expect(document.activeElement?.localName).toBe('textarea'));
    expect(document.activeElement?.closest('[hidden]')).toBeNull();
  });

  it('copies the briefing of the page, and says so; or that the browser did not let it', async () => {
    const copied: string[] = [];
    const writeText = vi.fn(async (text: string) => void copied.push(text));
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    draw({ page: read([], IGF) });
    fireEvent.click(screen.getByRole('button', { name: 'Briefing' }));
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByText('Copied.');
    expect(copied[0]).toMatch(/^# News\n\n<https:\/\/news\.example\/a>/);
    expect(copied[0]).toContain('### IGF');
    writeText.mockRejectedValueOnce(new Error('not allowed'));
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByText(/Save it as a file instead/);
  });
});
