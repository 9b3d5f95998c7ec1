// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PanelApp } from '../../src/ui/PanelApp';
import type { FollowedPage, PageTerm } from '../../src/ui/use-page';
import { speakEnglish } from './english';

let went: number[][];
let onLeave: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  speakEnglish();
  fakeBrowser.runtime.sendMessage = (async () => null) as unknown as typeof fakeBrowser.runtime.sendMessage;
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
  it('is a tree that the keyboard goes through; Enter goes to a mention, in its frame', () => {
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

  it('can be reached by Tab at one row only', () => {
    draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2]));
    fireEvent.click(screen.getAllByRole('treeitem')[1]!);
    expect(screen.getAllByRole('treeitem').map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('keeps the keyboard on its mention when the page changes', () => {
    const { rerender } = draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2, 3]));
    fireEvent.click(screen.getAllByRole('treeitem')[1]!);
    press('ArrowDown', 'ArrowDown');
    expect(here()).toBe('before 3 ITU after');
    const row = document.activeElement;
    // Another term has come to weigh more, and the mention was read anew.
    const next = page(term('un', 'UN', [9]), term('itu', 'ITU', [12, 13]), term('igf', 'IGF', [1]));
    rerender(<PanelApp page={next} onLeave={onLeave} />);
    expect(document.activeElement).toBe(row);
    press('Enter');
    expect(went).toEqual([[0, 13]]);
    // The mention is gone: the keyboard goes on from the one that is left.
    rerender(<PanelApp page={page(term('itu', 'ITU', [12]))} onLeave={onLeave} />);
    expect(screen.getAllByRole('treeitem').map((each) => each.tabIndex)).toEqual([-1, 0]);
  });

  it('says how many mentions are not listed', () => {
    draw(term('igf', 'IGF', [1, 2], 1_500));
    fireEvent.click(screen.getAllByRole('treeitem')[0]!);
    expect(screen.getByText('Further mentions on this page: 1498')).toBeTruthy();
  });

  it('is left by Escape', () => {
    draw(term('igf', 'IGF', [1]));
    screen.getAllByRole('treeitem')[0]?.focus();
    press('Escape');
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it('says why it lists nothing', () => {
    draw();
    expect(screen.getByText(/is reading|No term/)).toBeTruthy();
    expect(screen.queryByRole('tree')).toBeNull();
  });
});
