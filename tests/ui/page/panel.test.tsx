// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PanelApp } from '../../../src/ui/page/PanelApp';
import type { FollowedPage, PageTerm } from '../../../src/ui/page/use-page';
import { speakEnglish } from '../english';

let went: (number | string)[][];
let onLeave: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  speakEnglish();
  localStorage.clear();
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: { kind: string; data: { term?: string } }) => {
    if (kind === 'notes') return { notes: [], damaged: [] };
    if (kind === 'own-terms') return { terms: [], damaged: 0 };
    return kind === 'card' ? (CARDS[data.term ?? ''] ?? null) : null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
  went = [];
  onLeave = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A term with mentions of these ids. Those above 100 are in a frame, and those above 1,000 in view. */
const term = (id: string, label: string, ids: number[], count = ids.length): PageTerm => ({
  term: id,
  label,
  kind: id === 'itu' ? 'organisation' : 'event',
  count,
  place: ids[0] ?? 0,
  mentions: ids.map((mention) => ({
    frame: mention > 100 && mention < 1_000 ? 5 : 0,
    id: mention,
    term: id,
    surface: label,
    before: `before ${mention} `,
    after: ' after',
    at: mention * 10,
    seen: mention > 1_000,
  })),
});
const page = (...terms: PageTerm[]): FollowedPage => ({
  state: { is: 'read', address: 'https://news.example/', frames: new Map() },
  terms,
  go: (frame, mention) => went.push([frame, mention]),
});
const draw = (...terms: PageTerm[]) => render(<PanelApp page={page(...terms)} remembers onLeave={onLeave} />);
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true });
};
const here = () => document.activeElement?.textContent;

const CARDS: Record<string, unknown> = Object.fromEntries(
  ['igf', 'itu'].map((id) => [
    id,
    {
      term: { id, label: id.toUpperCase(), kind: 'event', gist: { en: 'A meeting' } },
      claims: [],
      related: [],
      names: [],
    },
  ]),
);
const terms = () =>
  [...document.querySelectorAll('[aria-labelledby=page-terms] .terms button')].map(
    (each) => each.textContent,
  );
const card = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the side panel', () => {
  it('lists the terms in the order of the page, by weight or by kind, and keeps the order', () => {
    const given = [term('un', 'UN', [3]), term('itu', 'ITU', [1]), term('igf', 'IGF', [2])];
    draw(...given);
    expect(terms()).toEqual(['ITU 1 (mentions)', 'IGF 1 (mentions)', 'UN 1 (mentions)']);
    const sort = (order: string) =>
      fireEvent.change(screen.getByRole('combobox', { name: 'Sort by' }), { target: { value: order } });
    sort('weight');
    expect(terms()).toEqual(['UN 1 (mentions)', 'ITU 1 (mentions)', 'IGF 1 (mentions)']);
    sort('kind');
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
      'Organisation',
      'Event',
    ]);
    cleanup();
    draw(...given);
    expect(terms()).toEqual(['ITU 1 (mentions)', 'UN 1 (mentions)', 'IGF 1 (mentions)']);
  });

  it('opens the card of a term with its mentions under it; a mention is shown in its frame', async () => {
    draw(term('igf', 'IGF', [1, 101]), term('itu', 'ITU', [2]));
    const first = screen.getByRole('button', { name: 'IGF 2 (mentions)' });
    first.focus();
    fireEvent.click(first);
    await vi.waitFor(async () => expect(document.activeElement).toBe(await card('IGF')));
    const mentions = screen.getByRole('region', { name: '2 mentions on this page' });
    const all = [...mentions.querySelectorAll('button')];
    expect(all.map((each) => each.textContent)).toEqual(['before 1 IGF after', 'before 101 IGF after']);
    fireEvent.click(all[1]!);
    expect(went).toEqual([[5, 101]]);
    expect(onLeave).not.toHaveBeenCalled();
    // Back, to where it was opened.
    press('Escape');
    await vi.waitFor(() => expect(document.activeElement).toBe(first));
    expect(onLeave).not.toHaveBeenCalled();
    press('Escape');
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it('shows a card from its top, and goes back to where the list was', async () => {
    draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2]));
    const scrolls: unknown[] = [];
    vi.stubGlobal('scrollY', 300);
    vi.stubGlobal('scrollTo', (...to: unknown[]) => scrolls.push(to));
    fireEvent.click(screen.getByRole('button', { name: 'IGF 1 (mentions)' }));
    await card('IGF');
    await vi.waitFor(() => expect(scrolls).toEqual([[0, 0]]));
    vi.stubGlobal('scrollY', 0);
    press('Escape');
    await vi.waitFor(() => expect(scrolls.at(-1)).toEqual([0, 300]));
  });

  it('goes through its list by arrow keys, and Tab reaches one term only', () => {
    draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2]), term('un', 'UN', [3]));
    const rows = [...document.querySelectorAll<HTMLElement>('.terms button')];
    rows[0]?.focus();
    press('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(here()).toBe('UN 1 (mentions)');
    press('ArrowUp');
    expect(rows.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
    press('End');
    expect(here()).toBe('UN 1 (mentions)');
    press('Home');
    expect(here()).toBe('IGF 1 (mentions)');
  });

  it('keeps the focus on its term when the page changes', () => {
    const { rerender } = draw(term('igf', 'IGF', [1]), term('itu', 'ITU', [2, 3]));
    const row = screen.getByRole('button', { name: 'ITU 2 (mentions)' });
    row.focus();
    const next = page(term('un', 'UN', [9]), term('itu', 'ITU', [2, 3]), term('igf', 'IGF', [12]));
    rerender(<PanelApp page={next} remembers onLeave={onLeave} />);
    expect(document.activeElement).toBe(row);
    rerender(<PanelApp page={page(term('igf', 'IGF', [12]))} remembers onLeave={onLeave} />);
    expect(here()).toBe('IGF 1 (mentions)');
  });

  it('marks the terms and mentions that are in view on the page', async () => {
    draw(term('igf', 'IGF', [1, 1_001]), term('itu', 'ITU', [2]));
    const seen = () => [...document.querySelectorAll('li.seen')].map((each) => each.textContent);
    expect(seen()).toEqual(['IGF 2 (mentions)']);
    fireEvent.click(screen.getByRole('button', { name: 'IGF 2 (mentions)' }));
    await card('IGF');
    const current = document.querySelector('.mentions [aria-current=location]');
    expect(current?.textContent).toBe('before 1001 IGF after');
  });

  it('shows where on the page the mentions stand; a press goes to the nearest', async () => {
    draw(term('igf', 'IGF', [10, 90]));
    fireEvent.click(screen.getByRole('button', { name: 'IGF 2 (mentions)' }));
    await card('IGF');
    const strip = screen.getByRole('img', { name: /^Where the mentions are/ });
    expect(strip.querySelectorAll('path')).toHaveLength(2);
    strip.getBoundingClientRect = () => ({ left: 0, right: 100, width: 100 }) as DOMRect;
    fireEvent.click(strip, { clientX: 60 });
    fireEvent.click(strip, { clientX: 40 });
    expect(went).toEqual([
      [0, 90],
      [0, 10],
    ]);
  });

  it('says how many mentions are not listed', async () => {
    draw(term('igf', 'IGF', [1, 2], 1_500));
    fireEvent.click(screen.getByRole('button', { name: 'IGF 1500 (mentions)' }));
    expect(await screen.findByText('More mentions that are not listed: 1,498')).toBeTruthy();
  });

  it('has tabs that arrow keys change', async () => {
    draw(term('igf', 'IGF', [1]));
    const [first, second] = screen.getAllByRole('tab');
    expect([first, second].map((each) => each?.textContent)).toEqual(['Terms 1', 'Notes ']);
    first?.focus();
    press('ArrowRight');
    expect(document.activeElement).toBe(second);
    expect(second?.getAttribute('aria-selected')).toBe('true');
    expect(screen.getByRole('tabpanel', { name: /Notes/ }).textContent).toContain(
      'No notes on this page yet',
    );
    press('ArrowRight');
    expect(document.activeElement).toBe(first);
    expect(screen.getByRole('tabpanel', { name: 'Terms 1' })).toBeTruthy();
  });

  it('has its help for the keyboard behind a button', () => {
    draw(term('igf', 'IGF', [1]));
    const help = screen.getByRole('button', { name: 'Keyboard help' });
    expect(document.querySelector<HTMLElement>('dl')?.hidden).toBe(true);
    fireEvent.click(help);
    expect(document.querySelector<HTMLElement>('dl')?.hidden).toBe(false);
    expect(help.getAttribute('aria-expanded')).toBe('true');
  });

  it('closes on Escape', () => {
    draw(term('igf', 'IGF', [1]));
    document.querySelector<HTMLElement>('.terms button')?.focus();
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
    expect(screen.getByText('No terms found on this page.')).toBeTruthy();
    expect(terms()).toEqual([]);
  });
});
