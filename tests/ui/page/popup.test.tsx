// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Results } from '../../../src/search/entry';
import type { PageState } from '../../../src/ui/page/follow-tab';
import { PopupApp, type PopupAppProps } from '../../../src/ui/page/PopupApp';
import type { FollowedPage, PageTerm } from '../../../src/ui/page/use-page';
import { speakEnglish } from '../english';

const LABELS: Record<string, string> = { igf: 'IGF', un: 'United Nations' };
const RESULTS: Results = [
  {
    kind: 'term',
    hits: [{ kind: 'term', id: 'igf', heading: 'event', title: { text: 'IGF', ranges: [] }, score: 1 }],
  },
  {
    kind: 'passage',
    hits: [
      { kind: 'passage', id: 'a#p01', heading: 'A', title: { text: 'The IGF.', ranges: [] }, score: 0.5 },
    ],
  },
];

const opened: unknown[] = [];
const changes: unknown[] = [];
/** The background. It has no card of a term without a label. */
const background = async ({ kind, data }: { kind: string; data: { query: string; term: string } }) => {
  if (kind === 'search') return data.query === '' ? [] : RESULTS;
  if (kind === 'notes') return { notes: [], damaged: [] };
  if (kind === 'open') return opened.push(data) && null;
  if (kind === 'site') return { site: 'news.example', paused: false };
  if (kind === 'set') return changes.push(data) && null;
  if (kind === 'correct') return { id: '1' };
  if (kind === 'uncorrect') return null;
  const label = LABELS[data.term];
  return label === undefined
    ? null
    : {
        term: { id: data.term, label, kind: 'event' },
        claims: [],
        related: data.term === 'igf' ? [{ id: 'un', label: LABELS.un, kind: 'organisation' }] : [],
      };
};

let onDone: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  fakeBrowser.runtime.sendMessage = background as unknown as typeof fakeBrowser.runtime.sendMessage;
  speakEnglish();
  localStorage.clear();
  opened.length = 0;
  changes.length = 0;
  onDone = vi.fn();
});
afterEach(cleanup);

/** A page that was read. `went` collects where it was scrolled to. */
const read = (went: (number | string)[][], ...terms: PageTerm[]): FollowedPage => ({
  state: {
    is: 'read',
    address: 'https://news.example/a',
    frames: new Map([
      [
        0,
        {
          viewer: false,
          terms: terms.map(({ term, count }) => ({ term, count, headings: 0 })),
          mentions: [],
          address: 'https://news.example/a',
          title: 'News',
          passages: [],
        },
      ],
    ]),
  },
  terms,
  go: (frame, mention) => went.push([frame, mention]),
});
const IGF: PageTerm = {
  term: 'igf',
  label: 'IGF',
  count: 3,
  mentions: [{ frame: 2, id: 7, term: 'igf', surface: 'IGF', before: 'The ', after: ' met.' }],
};

const draw = (props: Partial<PopupAppProps> = {}) =>
  render(<PopupApp page={read([])} onPanel={undefined} remembers onDone={onDone} {...props} />);
const box = () => screen.getByRole('combobox');
const find = async () => {
  fireEvent.input(box(), { target: { value: 'igf' } });
  await screen.findAllByRole('option');
};
const card = (name: string) => screen.findByRole('heading', { level: 1, name });
const leave = () => fireEvent.keyDown(document.activeElement as Element, { key: 'Escape', bubbles: true });

describe('the popup', () => {
  it('opens the card of a term with the focus on its heading; Escape leads back to the same results', async () => {
    draw();
    await find();
    fireEvent.keyDown(box(), { key: 'Enter' });
    await waitFor(async () => expect(document.activeElement).toBe(await card('IGF')));
    expect(leave()).toBe(false);
    await waitFor(() => expect(document.activeElement).toBe(box()));
    expect(screen.getAllByRole('option')).toHaveLength(2);
  });

  it('keeps its card at an Escape while a word is being composed', async () => {
    draw();
    await find();
    fireEvent.keyDown(box(), { key: 'Enter' });
    await waitFor(async () => expect(document.activeElement).toBe(await card('IGF')));
    expect(fireEvent.keyDown(document.body, { key: 'Escape', isComposing: true })).toBe(true);
    expect(fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(false);
  });

  it('opens related terms and goes back, card by card', async () => {
    draw();
    await find();
    fireEvent.keyDown(box(), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('button', { name: 'United Nations' }));
    await card('United Nations');
    fireEvent.click(screen.getByRole('button', { name: 'Back to IGF' }));
    await card('IGF');
    fireEvent.click(screen.getByRole('button', { name: 'Back to the search' }));
    await waitFor(() => expect(document.activeElement).toBe(box()));
  });

  it('opens passages, and terms opened in a new tab, in the library', async () => {
    draw();
    await find();
    fireEvent.keyDown(box(), { key: 'Enter', metaKey: true });
    fireEvent.click(screen.getAllByRole('option')[1]!);
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(2));
    expect(opened).toEqual([{ term: 'igf' }, { passage: 'a#p01' }]);
  });

  it('lists recent look-ups, the newest first, until the user clears them', async () => {
    draw();
    expect(screen.getByText(/^Type a name/)).toBeTruthy();
    await find();
    fireEvent.keyDown(box(), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('button', { name: 'United Nations' }));
    await card('United Nations');
    cleanup();
    draw();
    const section = screen.getByRole('region', { name: 'Looked up lately' });
    expect([...section.querySelectorAll('li')].map((each) => each.textContent)).toEqual([
      'United Nations',
      'IGF',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Forget these' }));
    await screen.findByText(/^Type a name/);
    expect(localStorage.length).toBe(0);
  });

  it('remembers no look-ups in a private window', async () => {
    draw({ remembers: false });
    await find();
    fireEvent.keyDown(box(), { key: 'Enter' });
    await card('IGF');
    expect(localStorage.length).toBe(0);
  });

  it('reports that a looked-up term is gone, and leads back', async () => {
    localStorage.setItem('recent-look-ups', JSON.stringify([{ term: 'gone', label: 'Gone' }]));
    draw();
    fireEvent.click(screen.getByRole('button', { name: 'Gone' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/no note on this term/);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the search' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('lists the terms of the page with their counts; their cards offer the first mention and Not this', async () => {
    const went: (number | string)[][] = [];
    draw({ page: read(went, IGF) });
    fireEvent.click(screen.getByRole('button', { name: 'IGF 3 (mentions)' }));
    await card('IGF');
    fireEvent.click(screen.getByText('Not this'));
    fireEvent.click(screen.getByRole('button', { name: 'On this site' }));
    await screen.findByText(/^No longer marked on this site/);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.queryByText(/^No longer marked/)).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Find on this page' }));
    expect(went).toEqual([[2, 7]]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('keeps the undo of a correction that removed the term from the page, and offers nothing for other terms', async () => {
    const { rerender } = draw({ page: read([], IGF) });
    fireEvent.click(screen.getByRole('button', { name: 'IGF 3 (mentions)' }));
    await card('IGF');
    rerender(<PopupApp page={read([])} onPanel={undefined} remembers onDone={onDone} />);
    expect(screen.queryByRole('button', { name: 'Find on this page' })).toBeNull();
    expect(screen.getByText('Not this')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'United Nations' }));
    await card('United Nations');
    expect(screen.queryByText('Not this')).toBeNull();
  });

  it('says why it lists no terms', () => {
    const says = (state: PageState, word: RegExp) => {
      const { unmount } = draw({ page: { state, terms: [], go: () => undefined } });
      expect(screen.getByRole('region', { name: 'On this page' }).textContent).toMatch(word);
      unmount();
    };
    says({ is: 'waiting' }, /is reading/);
    says(read([]).state, /No term of the documents is marked/);
    says({ is: 'unreadable', why: 'pdf' }, /PDF/);
    says({ is: 'unreadable', why: 'web' }, /Reload/);
  });

  it('pauses on the site, says so, and resumes', async () => {
    draw({ page: read([], IGF) });
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Pause on news.example' });
    fireEvent.click(box);
    await screen.findByText('Gloss is paused on this site.');
    expect(box.checked).toBe(true);
    fireEvent.click(box);
    await screen.findByRole('button', { name: 'IGF 3 (mentions)' });
    expect(changes).toEqual([
      { site: 'news.example', paused: true },
      { site: 'news.example', paused: false },
    ]);
  });

  it('reports that the pause could not be stored', async () => {
    draw({ page: read([], IGF) });
    const box = await screen.findByRole('checkbox');
    fakeBrowser.runtime.sendMessage = () => Promise.reject(new Error('The disk is full.'));
    fireEvent.click(box);
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not read or store the pause/);
  });
});
