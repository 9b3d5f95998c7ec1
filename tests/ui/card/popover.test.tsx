// @vitest-environment happy-dom

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Card } from '../../../src/digest/card';
import type { FromPopover, ToPopover } from '../../../src/protocol/letters';
import { PopoverApp } from '../../../src/ui/card/PopoverApp';
import type { CardSight } from '../../../src/ui/card/sight';
import { speakEnglish } from '../english';

const NAMES: Record<string, string> = { igf: 'IGF', wsis: 'WSIS', un: 'United Nations' };

function cardOf(id: string): Card {
  const others = Object.keys(NAMES).filter((other) => other !== id);
  return {
    term: { id, label: NAMES[id] as string, kind: 'organisation', gist: { en: 'A body' } },
    claims: [],
    names: [],
    related: others.map((other) => ({ id: other, label: NAMES[other] as string, kind: 'organisation' })),
  };
}

/** The background: has no notes, and answers each request for a card when the test says so. */
const waiting: { term: string; reply(card?: Card | null): void; fail(): void }[] = [];
const background = ({ kind, data }: { kind: string; data: { term: string } }) =>
  new Promise<unknown>((resolve, reject) => {
    if (kind === 'notes') return resolve({ notes: [], damaged: [] });
    if (kind === 'own-terms') return resolve({ terms: [], damaged: 0 });
    waiting.push({
      term: data.term,
      reply: (card = cardOf(data.term)) => resolve(card),
      fail: () => reject(new Error('gone')),
    });
  });
const answer = (term: string) =>
  waiting.splice(
    waiting.findIndex((each) => each.term === term),
    1,
  )[0]!;

let tell: ReturnType<typeof vi.fn<(message: FromPopover) => void>>;
let hear: (message: ToPopover, page: string) => void;
beforeEach(() => {
  fakeBrowser.runtime.sendMessage = background as typeof fakeBrowser.runtime.sendMessage;
  speakEnglish();
  waiting.length = 0;
  tell = vi.fn();
  render(<PopoverApp tell={tell} listen={(listener) => (hear = listener)} />);
});
afterEach(cleanup);

const show = (term: string, turn: number) =>
  hear({ kind: 'show', turn, term, notes: [], width: 420, why: [] }, 'https://news.example/');
const shown = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the popover', () => {
  it('is empty until the reader asks for a term', () => {
    expect(document.body.textContent).toBe('');
    expect(tell).not.toHaveBeenCalled();
  });

  it('shows the card and tells the reader that it is drawn, with the turn it is for', async () => {
    show('igf', 3);
    answer('igf').reply();
    await shown('IGF');
    expect(tell).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'drawn', turn: 3 }));
  });

  it('ignores a late card of an earlier hover', async () => {
    show('igf', 1);
    show('wsis', 2);
    answer('wsis').reply();
    await shown('WSIS');
    answer('igf').reply();
    await Promise.resolve();
    await shown('WSIS');
    expect(tell).not.toHaveBeenCalledWith(expect.objectContaining({ turn: 1 }));
  });

  it('opens a related term, and goes back the same way', async () => {
    show('igf', 1);
    answer('igf').reply();
    await shown('IGF');
    hear({ kind: 'focus' }, 'https://news.example/');
    fireEvent.click(await screen.findByRole('button', { name: 'WSIS' }));
    answer('wsis').reply();
    await shown('WSIS');
    fireEvent.click(screen.getByRole('button', { name: 'United Nations' }));
    answer('un').reply();
    await shown('United Nations');
    fireEvent.click(screen.getByRole('button', { name: 'Back to WSIS' }));
    await shown('WSIS');
    fireEvent.click(screen.getByRole('button', { name: 'Back to IGF' }));
    await shown('IGF');
    expect(screen.queryByRole('button', { name: /^Back/ })).toBeNull();
  });

  it('forgets the cards before when the reader asks for another term', async () => {
    show('igf', 1);
    answer('igf').reply();
    await shown('IGF');
    show('wsis', 2);
    answer('wsis').reply();
    await shown('WSIS');
    expect(screen.queryByRole('button', { name: /^Back/ })).toBeNull();
  });

  it('reports a missing card, and a background that does not answer', async () => {
    show('igf', 1);
    answer('igf').reply(null);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch('no longer in Gloss'));
    show('igf', 2);
    answer('igf').fail();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch('could not load this card'));
  });

  it('asks to be closed on Escape, but not while a word is being composed', () => {
    fireEvent.keyDown(document.body, { key: 'Escape', isComposing: true });
    expect(tell).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(tell).toHaveBeenCalledExactlyOnceWith({ kind: 'close' });
  });

  it('announces what it is about once it is seen, unless it has the keyboard', async () => {
    cleanup();
    let covered: (is: boolean) => void = () => undefined;
    const sight: CardSight = {
      heard: () => undefined,
      moved: () => undefined,
      listen: (hear) => {
        covered = hear;
      },
    };
    render(<PopoverApp tell={tell} listen={(listener) => (hear = listener)} sight={sight} />);
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const said = () => document.querySelector('[role=status].visually-hidden')?.textContent;
    show('igf', 1);
    answer('igf').reply();
    await shown('IGF');
    expect(said()).toBe(''); // The pointer may only pass.
    covered(false);
    await waitFor(() => expect(said()).toBe('IGF: A body'));
    covered(true);
    await waitFor(() => expect(said()).toBe(''));
    hasFocus.mockReturnValue(true);
    show('wsis', 2);
    answer('wsis').reply();
    await shown('WSIS');
    covered(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(said()).toBe('');
    hasFocus.mockRestore();
  });
});
