// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Report } from '../../../src/protocol/report';
import type { Results } from '../../../src/search/entry';
import type { PageState } from '../../../src/ui/page/follow-tab';
import { PopupApp, type PopupAppProps } from '../../../src/ui/page/PopupApp';
import { speakEnglish } from '../english';
import { IGF, many, read } from './followed';

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
/** The background. It has no card of a term without a label. */
const background = async ({
  kind,
  data,
}: {
  kind: string;
  data: { query: string; term: string; page?: unknown };
}) => {
  if (kind === 'search') return data.query === '' ? [] : RESULTS;
  if (kind === 'notes') return { notes: [], damaged: [] };
  if (kind === 'own-terms') return { terms: [], damaged: 0 };
  if (kind === 'open') return opened.push(data) && null;
  if (kind === 'site') return { site: 'news.example', paused: false };
  if (kind === 'correct') return { id: '1' };
  if (kind === 'uncorrect') return null;
  const label = LABELS[data.term];
  return label === undefined
    ? null
    : {
        term: { id: data.term, label, kind: 'event', gist: { en: 'A body' } },
        claims: [],
        names: [],
        related: data.term === 'igf' ? [{ id: 'un', label: LABELS.un, kind: 'organisation' }] : [],
      };
};

let onDone: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  fakeBrowser.runtime.sendMessage = background as unknown as typeof fakeBrowser.runtime.sendMessage;
  speakEnglish();
  localStorage.clear();
  opened.length = 0;
  onDone = vi.fn();
});
afterEach(cleanup);

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
    fireEvent.click(screen.getByRole('button', { name: 'Back to search' }));
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
    const section = screen.getByRole('region', { name: 'Recent' });
    expect([...section.querySelectorAll('li')].map((each) => each.textContent)).toEqual([
      'United Nations',
      'IGF',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
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
    expect((await screen.findByRole('alert')).textContent).toMatch(/no longer in Gloss/);
    fireEvent.click(screen.getByRole('button', { name: 'Back to search' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('lists the terms of the page with their counts; their cards offer the first mention and Wrong meaning here', async () => {
    const went: (number | string)[][] = [];
    draw({ page: read(went, IGF) });
    fireEvent.click(screen.getByRole('button', { name: 'IGF 3 (mentions)' }));
    await card('IGF');
    fireEvent.click(screen.getByText('Wrong meaning here'));
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
    expect(screen.getByText('Wrong meaning here')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'United Nations' }));
    await card('United Nations');
    expect(screen.queryByText('Wrong meaning here')).toBeNull();
  });

  it('says why it lists no terms', () => {
    const says = (state: PageState, word: RegExp) => {
      const { unmount } = draw({ page: { state, terms: [], go: () => undefined } });
      expect(screen.getByRole('region', { name: 'On this page' }).textContent).toMatch(word);
      unmount();
    };
    const of = (kind: Report['kind']): PageState => {
      const { state } = read([]);
      const [report] = state.is === 'read' ? [...state.frames.values()] : [];
      return { ...state, frames: new Map([[0, { ...report, kind }]]) } as PageState;
    };
    says({ is: 'waiting' }, /Reading this page/);
    says(read([]).state, /No terms found on this page/);
    says(of('editor'), /This page is an editor/);
    says(of('code'), /code or data/);
    says(of('xml'), /XML file/);
    says(of('svg'), /SVG image/);
    says(of('media'), /an image, a video/);
    says({ is: 'unreadable', why: 'pdf' }, /PDF/);
    says({ is: 'unreadable', why: 'web' }, /[Rr]eload/);
  });

  it.each([
    [1, '1 term on this page'],
    [40, '40 terms on this page'],
  ])('says that there are %i terms', (count, heading) => {
    draw({ page: read([], ...many(count)) });
    const list = screen.getByRole('region', { name: heading });
    expect(list.querySelectorAll('li')).toHaveLength(count);
  });

  it('lists the terms that fit into three rows, and leads to all of them in the side panel', async () => {
    // Nine chips fit into a row.
    const tops = vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (
      this: HTMLElement,
    ) {
      return Math.floor([...(this.parentElement?.children ?? [])].indexOf(this) / 9) * 36;
    });
    const onPanel = vi.fn();
    draw({ page: read([], ...many(31)), onPanel });
    const list = screen.getByRole('region', { name: '31 terms on this page' });
    await waitFor(() => expect(list.querySelectorAll('li')).toHaveLength(27));
    fireEvent.click(screen.getByRole('button', { name: 'All 31 in the side panel' }));
    expect(onPanel).toHaveBeenCalledOnce();
    cleanup();
    // A browser without a side panel shows them here.
    draw({ page: read([], ...many(31)) });
    fireEvent.click(await screen.findByRole('button', { name: 'Show all 31' }));
    const all = screen.getByRole('region', { name: '31 terms on this page' });
    await waitFor(() => expect(all.querySelectorAll('li')).toHaveLength(31));
    tops.mockRestore();
  });
});
