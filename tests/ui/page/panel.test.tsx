// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Note, Target } from '../../../src/notes/schema';
import type { ReportedPassage } from '../../../src/protocol/report';
import { PanelApp } from '../../../src/ui/page/PanelApp';
import type { FollowedPage, PageTerm } from '../../../src/ui/page/use-page';
import { speakEnglish } from '../english';

let went: (number | string)[][];
/** What the background has stored, and the writes that it received. */
let notes: Note[];
let written: unknown[];
let onLeave: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  speakEnglish();
  notes = [];
  written = [];
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: { kind: string; data: { ids?: string[] } }) => {
    if (kind === 'notes')
      return { notes: notes.filter(({ id }) => data.ids?.includes(id) ?? true), damaged: [] };
    if (kind === 'write') return written.push(data) && null;
    return null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
  went = [];
  onLeave = vi.fn();
});
afterEach(cleanup);

const term = (id: string, label: string, ids: number[], count = ids.length): PageTerm => ({
  term: id,
  label,
  count,
  mentions: ids.map((mention) => ({
    frame: mention > 100 ? 5 : 0,
    id: mention,
    term: id,
    surface: label,
    before: `before ${mention} `,
    after: ' after',
  })),
});
const page = (...terms: PageTerm[]): FollowedPage => ({
  state: { is: 'read', address: 'https://news.example/', frames: new Map() },
  terms,
  go: (frame, mention) => went.push([frame, mention]),
});
const draw = (...terms: PageTerm[]) => render(<PanelApp page={page(...terms)} onLeave={onLeave} />);
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true });
};
const here = () => document.activeElement?.textContent;

describe('the side panel', () => {
  it('is a tree with keyboard navigation; Enter scrolls to a mention in its frame', () => {
    draw(term('igf', 'IGF', [1, 101]), term('itu', 'ITU', [2]));
    const [first] = screen.getAllByRole('treeitem');
    first?.focus();
    expect(here()).toBe('IGF 2 (mentions)');
    press('ArrowRight', 'ArrowDown', 'ArrowDown');
    expect(here()).toBe('before 101 IGF after');
    press('Enter');
    expect(went).toEqual([[5, 101]]);
    press('ArrowDown');
    expect(here()).toBe('ITU 1 (mentions)');
    press('Home', 'ArrowLeft');
    expect(first?.getAttribute('aria-expanded')).toBe('false');
    expect(screen.getAllByRole('treeitem')).toHaveLength(2);
  });

  it('has a roving tabindex: Tab reaches one row only', () => {
    draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2]));
    fireEvent.click(screen.getAllByRole('treeitem')[1]!);
    expect(screen.getAllByRole('treeitem').map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('keeps the focus on its mention when the page changes', () => {
    const { rerender } = draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2, 3]));
    fireEvent.click(screen.getAllByRole('treeitem')[1]!);
    press('ArrowDown', 'ArrowDown');
    expect(here()).toBe('before 3 ITU after');
    const row = document.activeElement;
    // Another term is heavier now, and the mention has a new id.
    const next = page(term('un', 'UN', [9]), term('itu', 'ITU', [12, 13]), term('igf', 'IGF', [1]));
    rerender(<PanelApp page={next} onLeave={onLeave} />);
    expect(document.activeElement).toBe(row);
    press('Enter');
    expect(went).toEqual([[0, 13]]);
    // The mention is gone: the focus goes to the one that is left.
    rerender(<PanelApp page={page(term('itu', 'ITU', [12]))} onLeave={onLeave} />);
    expect(screen.getAllByRole('treeitem').map((each) => each.tabIndex)).toEqual([-1, 0]);
  });

  it('says how many mentions are not listed', () => {
    draw(term('igf', 'IGF', [1, 2], 1_500));
    fireEvent.click(screen.getAllByRole('treeitem')[0]!);
    expect(screen.getByText('Further mentions on this page: 1498')).toBeTruthy();
  });

  it('closes on Escape', () => {
    draw(term('igf', 'IGF', [1]));
    screen.getAllByRole('treeitem')[0]?.focus();
    press('Escape');
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it('is not left by an Escape while a word is being composed', () => {
    draw(term('igf', 'IGF', [1]));
    fireEvent.keyDown(document.body, { key: 'Escape', isComposing: true });
    expect(onLeave).not.toHaveBeenCalled();
  });

  it('says why it lists nothing', () => {
    draw();
    expect(screen.getByText(/is reading|No term/)).toBeTruthy();
    expect(screen.queryByRole('tree')).toBeNull();
  });

  describe('the notes on the page', () => {
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
        frames: new Map([[frame, { viewer: false, terms: [], mentions: [], ...PAGE, passages }]]),
      },
    });
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
      render(<PanelApp page={told(0, passages)} onLeave={onLeave} />);
      const ways = await screen.findAllByRole('button', { name: /^The/ });
      expect(ways.map((each) => each.textContent)).toEqual(['The second', 'The first words']);
      expect(screen.getAllByText(/have changed since/)).toHaveLength(1);
      fireEvent.click(ways[1]!);
      expect(went).toEqual([[0, idOf(1)]]);
      const orphans = screen.getByRole('region', { name: 'Not found on the page' });
      expect(orphans.textContent).toContain('The gone');
      expect(screen.getByRole('region', { name: 'Notes on this page' }).textContent).toContain('All of it');
    });

    it('include those in frames', async () => {
      notes = [onPassage(1, 'In a frame')];
      const both = told(0, []);
      const within = told(7, [{ id: idOf(1), state: 'sure' }]);
      if (both.state.is !== 'read' || within.state.is !== 'read') throw new Error('not read');
      const frames = new Map([...both.state.frames, ...within.state.frames]);
      render(<PanelApp page={{ ...both, state: { ...both.state, frames } }} onLeave={onLeave} />);
      fireEvent.click(await screen.findByRole('button', { name: 'In a frame' }));
      expect(went).toEqual([[7, idOf(1)]]);
    });

    it('that are not yet searched for are neither links nor orphans', async () => {
      notes = [onPassage(1, 'Somewhere')];
      render(<PanelApp page={told(0, [])} onLeave={onLeave} />);
      await screen.findByText('Somewhere');
      expect(screen.queryByRole('button', { name: 'Somewhere' })).toBeNull();
      expect(screen.queryByText('Not found on the page')).toBeNull();
    });

    it('can be added to the page as a whole; Escape in the editor does not close the panel', async () => {
      render(<PanelApp page={told(0, [])} onLeave={onLeave} />);
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
});
