// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Note, Target } from '../../../src/notes/schema';
import type { ReportedPassage } from '../../../src/protocol/report';
import { PanelApp } from '../../../src/ui/page/PanelApp';
import type { FollowedPage } from '../../../src/ui/page/use-page';
import { speakEnglish } from '../english';

let went: (number | string)[][];
/** What the background has stored, and the writes that it received. */
let notes: Note[];
let written: unknown[];
let onLeave: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  speakEnglish();
  localStorage.clear();
  notes = [];
  written = [];
  fakeBrowser.runtime.sendMessage = (async ({
    kind,
    data,
  }: {
    kind: string;
    data: { ids?: string[]; term?: string };
  }) => {
    if (kind === 'notes')
      return {
        notes: data.term !== undefined ? [] : notes.filter(({ id }) => data.ids?.includes(id) ?? true),
        damaged: [],
      };
    if (kind === 'write') return written.push(data) && null;
    return null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
  went = [];
  onLeave = vi.fn();
});
afterEach(cleanup);

const page = (): FollowedPage => ({
  state: { is: 'read', address: 'https://news.example/', frames: new Map() },
  terms: [],
  go: (frame, mention) => went.push([frame, mention]),
});

describe('the notes on the page, in the side panel', () => {
  const PAGE = { address: 'https://news.example/', title: 'News' };
  const note = (n: number, target: Target, text = ''): Note => ({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    revision: 1,
    created: n,
    modified: n,
    target,
    text,
    format: 'text/plain',
    tags: [],
    colour: 'green',
    deleted: false,
    stamps: { text: n, format: n, tags: n, colour: n, deleted: n },
  });
  const onPassage = (n: number, exact: string) =>
    note(n, { kind: 'passage', page: PAGE, selectors: { quote: { exact, prefix: '', suffix: '' } } });
  const told = (frame: number, passages: ReportedPassage[]): FollowedPage => ({
    ...page(),
    state: {
      is: 'read',
      address: PAGE.address,
      frames: new Map([[frame, { kind: 'page', terms: [], mentions: [], ...PAGE, passages }]]),
    },
  });
  const toNotes = () => fireEvent.click(screen.getByRole('tab', { name: /^Notes/ }));
  const idOf = (n: number) => note(n, { kind: 'page', page: PAGE }).id;

  it('are in page order, and scroll to their passages; orphans are in a group of their own', async () => {
    notes = [
      onPassage(1, 'The first words'),
      onPassage(2, 'The second'),
      onPassage(3, 'The gone'),
      note(4, { kind: 'page', page: PAGE }, 'All of it'),
    ];
    const passages: ReportedPassage[] = [
      { id: idOf(2), state: 'changed' },
      { id: idOf(1), state: 'sure' },
      { id: idOf(3), state: 'orphan' },
    ];
    render(<PanelApp page={told(0, passages)} remembers onLeave={onLeave} />);
    toNotes();
    const ways = await screen.findAllByRole('button', { name: /^The/ });
    expect(ways.map((each) => each.textContent)).toEqual(['The second', 'The first words']);
    expect(screen.getAllByText(/has changed since/)).toHaveLength(1);
    fireEvent.click(ways[1]!);
    expect(went).toEqual([[0, idOf(1)]]);
    const orphans = screen.getByRole('region', { name: 'Not found on this page' });
    expect(orphans.textContent).toContain('The gone');
    expect(screen.getByRole('tabpanel', { name: 'Notes 4' }).textContent).toContain('All of it');
  });

  it('include those in frames', async () => {
    notes = [onPassage(1, 'In a frame')];
    const both = told(0, []);
    const within = told(7, [{ id: idOf(1), state: 'sure' }]);
    if (both.state.is !== 'read' || within.state.is !== 'read') throw new Error('not read');
    const frames = new Map([...both.state.frames, ...within.state.frames]);
    render(<PanelApp page={{ ...both, state: { ...both.state, frames } }} remembers onLeave={onLeave} />);
    toNotes();
    fireEvent.click(await screen.findByRole('button', { name: 'In a frame' }));
    expect(went).toEqual([[7, idOf(1)]]);
  });

  it('that are not yet searched for are neither links nor orphans', async () => {
    notes = [onPassage(1, 'Somewhere')];
    render(<PanelApp page={told(0, [])} remembers onLeave={onLeave} />);
    await screen.findByText('Somewhere');
    expect(screen.queryByRole('button', { name: 'Somewhere' })).toBeNull();
    expect(screen.queryByText('Not found on this page')).toBeNull();
  });

  it('can be added to the page as a whole; Escape in the editor does not close the panel', async () => {
    render(<PanelApp page={told(0, [])} remembers onLeave={onLeave} />);
    toNotes();
    fireEvent.click(screen.getByRole('button', { name: 'Note on this page' }));
    const box = await screen.findByRole('textbox', { name: /Your note/ });
    fireEvent.keyDown(box, { key: 'Escape', bubbles: true });
    expect(onLeave).not.toHaveBeenCalled();
    fireEvent.input(box, { target: { value: 'Read again' } });
    await vi.waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]).toMatchObject({
      target: { kind: 'page', page: PAGE },
      changes: { text: 'Read again' },
    });
  });
});
