// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Hit, Results } from '../../../src/search/entry';
import { SearchBox } from '../../../src/ui/search/SearchBox';
import { speakEnglish } from '../english';

const hit = (kind: Hit['kind'], id: string, text: string): Hit => ({
  kind,
  id,
  heading: kind === 'term' ? 'event' : 'A report',
  title: { text, ranges: [[0, 3]] },
  score: 1,
});
const RESULTS: Results = [
  { kind: 'term', hits: [hit('term', 'igf', 'IGF'), hit('term', 'igf-formation', 'IGF formation')] },
  { kind: 'passage', hits: [hit('passage', 'report#p02', 'IGF <b>every</b> year')] },
];

/** The background: answers each search when the test says so. */
const waiting: { query: string; reply(results: Results): void; fail(): void }[] = [];
const background = ({ data }: { data: { query: string } }) =>
  data.query === ''
    ? Promise.resolve([])
    : new Promise<Results>((reply, reject) => {
        waiting.push({ query: data.query, reply, fail: () => reject(new Error('gone')) });
      });
const answer = (query: string) => waiting.find((each) => each.query === query)!;

let onOpen: ReturnType<typeof vi.fn<(hit: Hit, inNewTab: boolean) => void>>;
beforeEach(() => {
  fakeBrowser.runtime.sendMessage = background as typeof fakeBrowser.runtime.sendMessage;
  speakEnglish();
  waiting.length = 0;
  onOpen = vi.fn();
  render(
    <SearchBox autofocus onOpen={onOpen}>
      <p>nothing asked</p>
    </SearchBox>,
  );
});
afterEach(cleanup);

const box = () => screen.getByRole('combobox');
const type = (value: string) => fireEvent.input(box(), { target: { value } });
const press = (key: string, more: object = {}) => fireEvent.keyDown(box(), { key, ...more });
const options = () => screen.findAllByRole('option');
const chosen = () =>
  document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.querySelector('.name, .words')
    ?.textContent;

describe('the search box', () => {
  it('has the focus from the start, and shows its children until something is typed', async () => {
    expect(document.activeElement).toBe(box());
    const given = () => screen.getByText('nothing asked').closest('[hidden]') === null;
    expect(given()).toBe(true);
    type('igf');
    await waitFor(() => expect(given()).toBe(false));
    type('');
    await waitFor(() => expect(given()).toBe(true));
  });

  it('shows the hits in named groups, with the matched words marked and markup as text', async () => {
    type('igf');
    answer('igf').reply(RESULTS);
    expect(await options()).toHaveLength(3);
    expect(screen.getByRole('group', { name: 'Terms' }).querySelectorAll('[role=option]')).toHaveLength(2);
    expect(screen.getByRole('group', { name: 'Passages' }).textContent).toContain('IGF <b>every</b> year');
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'IGF',
      'IGF',
      'IGF',
    ]);
    expect(screen.getByRole('status').textContent).toBe('Results: 3');
    expect(box().getAttribute('aria-expanded')).toBe('true');
  });

  it('opens the first hit with Enter, another after the arrow keys, which wrap around', async () => {
    type('igf');
    answer('igf').reply(RESULTS);
    await options();
    expect(chosen()).toBe('IGF');
    press('Enter');
    press('ArrowDown');
    await waitFor(() => expect(chosen()).toBe('IGF formation'));
    press('Enter');
    press('ArrowUp');
    await waitFor(() => expect(chosen()).toBe('IGF'));
    press('ArrowUp');
    await waitFor(() => expect(chosen()).toBe('IGF <b>every</b> year'));
    press('Enter', { ctrlKey: true });
    expect(onOpen.mock.calls.map(([{ id }, inNewTab]) => [id, inNewTab])).toEqual([
      ['igf', false],
      ['igf-formation', false],
      ['report#p02', true],
    ]);
  });

  it('opens what is clicked, in a new tab with the middle button', async () => {
    type('igf');
    answer('igf').reply(RESULTS);
    const [, second] = await options();
    fireEvent.click(second!);
    fireEvent(second!, new MouseEvent('auxclick', { button: 1, bubbles: true }));
    expect(onOpen.mock.calls.map(([{ id }, inNewTab]) => [id, inNewTab])).toEqual([
      ['igf-formation', false],
      ['igf-formation', true],
    ]);
  });

  it('remembers an Enter that came before the answer, for that query only', async () => {
    type('ig');
    press('Enter');
    type('igf');
    answer('ig').reply(RESULTS);
    await Promise.resolve();
    answer('igf').reply(RESULTS);
    await options();
    expect(onOpen).not.toHaveBeenCalled();
    type('igf f');
    press('Enter');
    answer('igf f').reply(RESULTS);
    await waitFor(() => expect(onOpen).toHaveBeenCalledTimes(1));
  });

  it('ignores a stale answer', async () => {
    type('i');
    type('igf');
    answer('igf').reply(RESULTS);
    await options();
    answer('i').reply([]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(await options()).toHaveLength(3);
  });

  it('is cleared by Escape, and does not handle Escape when it is empty', async () => {
    type('igf');
    answer('igf').reply(RESULTS);
    await options();
    expect(press('Escape')).toBe(false);
    await waitFor(() => expect(screen.queryAllByRole('option')).toEqual([]));
    expect((box() as HTMLInputElement).value).toBe('');
    expect(press('Escape')).toBe(true);
  });

  it('ignores keys while an input method composes', async () => {
    type('igf');
    answer('igf').reply(RESULTS);
    await options();
    press('Enter', { isComposing: true });
    expect(onOpen).not.toHaveBeenCalled();
    expect(press('Escape', { isComposing: true })).toBe(true);
    expect((box() as HTMLInputElement).value).toBe('igf');
  });

  it('says that nothing was found, and what may help', async () => {
    type(`\u202ezzz${'z'.repeat(500)}`);
    waiting[0]!.reply([]);
    expect((await screen.findByText(/^Nothing found for “z{60}…”\.$/)).textContent).toBeTruthy();
    expect(screen.getByText(/another spelling/)).toBeTruthy();
  });

  it('says that it could not search', async () => {
    type('igf');
    answer('igf').fail();
    expect((await screen.findByRole('alert')).textContent).toMatch(/could not search/);
  });
});
