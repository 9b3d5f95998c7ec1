// @vitest-environment happy-dom

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Note } from '../../../src/notes/schema';
import type { FromPopover, ToPopover } from '../../../src/protocol/letters';
import { PopoverApp } from '../../../src/ui/card/PopoverApp';
import { onPassage, onTerm } from '../../notes/database';
import { speakEnglish } from '../english';
import { type NotesBackground, startNotes } from '../notes-background';

let background: NotesBackground;
let passage: Note;
let tell: ReturnType<typeof vi.fn<(message: FromPopover) => void>>;
let hear: (message: ToPopover, page: string) => void;
beforeEach(async () => {
  fakeBrowser.reset();
  speakEnglish();
  background = startNotes({
    card: async ({ term }) => ({
      term: { id: term, label: term.toUpperCase(), kind: 'organisation', gist: { en: 'A body' } },
      claims: [],
      names: [],
      related: [],
    }),
  });
  await background.notes.create({ ...onTerm(), text: 'on the term' });
  passage = await background.notes.create({ ...onPassage('the forum'), text: 'on the passage' });
  tell = vi.fn();
  render(<PopoverApp tell={tell} listen={(listener) => (hear = listener)} />);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const tellPopover = (message: ToPopover) => hear(message, 'https://news.example/');
const show = (given: { term?: string; notes?: string[] }, turn = 1) =>
  tellPopover({ kind: 'show', turn, notes: [], width: 420, why: [], ...given });
const held = () => tell.mock.calls.flatMap(([message]) => (message.kind === 'held' ? [message.held] : []));
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
/** Opens the card fully. */
const whole = async () => fireEvent.click(await screen.findByRole('button', { name: /statements$/ }));
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Your note/ });

describe('the popover with notes', () => {
  it('shows the newest note at first, and how many there are', async () => {
    show({ term: 'igf', notes: [passage.id] });
    await screen.findByRole('heading', { level: 1, name: 'IGF' });
    expect(document.querySelector('.newest')?.textContent).toBe('Your note: on the passage');
    await screen.findByRole('button', { name: '2 notes · 0 statements' });
    expect(document.querySelector('.note')).toBeNull();
  });

  it.each([
    ['its words without Markdown', { text: '**Who** [pays](https://a.example)?' }, 'Who pays?'],
    ['the passage where nothing is written', { text: ' ' }, '“the forum”'],
  ])('shows of the newest note %s', async (_, changes, seen) => {
    const { id } = await background.notes.create({ ...onPassage('the forum'), ...changes });
    show({ term: 'igf', notes: [id] });
    await screen.findByRole('heading', { level: 1, name: 'IGF' });
    expect(document.querySelector('.newest')?.textContent).toBe(`Your note: ${seen}`);
  });

  it.each([
    ['a press on its foot', () => whole()],
    ['a press on it', () => press('Show all about IGF')],
    ['a scroll in it', async () => fireEvent.wheel(document.body)],
    ['the keyboard', async () => tellPopover({ kind: 'focus' })],
  ])(
    'is opened fully by %s, with notes on the passage and on the term before all statements',
    async (_, open) => {
      show({ term: 'igf', notes: [passage.id] });
      await screen.findByRole('heading', { level: 1, name: 'IGF' });
      await open();
      await waitFor(() =>
        expect(
          [...document.querySelectorAll('h2, .note .words, .statements')].map(
            (each) => each.textContent || each.className,
          ),
        ).toEqual([
          'Your notes on this passage',
          'on the passage',
          'Your notes',
          'on the term',
          'statements',
        ]),
      );
    },
  );

  it('is a peek again at the next mention', async () => {
    show({ term: 'igf' });
    await whole();
    await screen.findByText('on the term', { selector: '.note *' });
    show({ term: 'igf' }, 2);
    await waitFor(() => expect(document.querySelector('.note')).toBeNull());
  });

  it('shows only notes on a passage if there is no term', async () => {
    show({ notes: [passage.id] });
    await screen.findByRole('heading', { level: 1, name: 'Your notes on this passage' });
    expect(screen.getByText('the forum')).toBeTruthy();
    expect(screen.getByText('on the passage')).toBeTruthy();
    expect(screen.queryByText('on the term')).toBeNull();
    await press('Close');
    expect(tell).toHaveBeenCalledWith({ kind: 'close' });
  });

  it.each([
    ['cannot be had', () => Promise.reject(new Error('no disk'))],
    ['do not come', () => new Promise<never>(() => undefined)],
  ])('shows the card if the notes %s', async (_, onTerm) => {
    background.notes.onTerm = onTerm;
    show({ term: 'igf' });
    await screen.findByRole('heading', { level: 1, name: 'IGF' });
  });

  it('moves the focus to the note that the reader names, rendered or not yet', async () => {
    show({ notes: [passage.id] });
    tellPopover({ kind: 'focus', note: passage.id });
    expect((await box()).value).toBe('on the passage');
    await waitFor(() => expect(document.activeElement?.localName).toBe('textarea'));
    await waitFor(() => expect(held()).toEqual([true]));
  });

  it('shows a note that is stored only after it was requested', async () => {
    const id = crypto.randomUUID();
    show({ notes: [id] });
    tellPopover({ kind: 'focus', note: id });
    await screen.findByRole('heading', { level: 1 });
    await background.notes.create({ ...onPassage('late'), text: '' }, id);
    background.tell([id]);
    expect((await box()).value).toBe('');
    await screen.findByText('late');
  });

  it('tells the reader when an editor gains and loses the focus', async () => {
    show({ term: 'igf' });
    await press('Add note');
    await box();
    await waitFor(() => expect(held()).toEqual([true]));
    await press('Done');
    await waitFor(() => expect(held()).toEqual([true, false]));
  });

  it('tells the reader that the keyboard is lost also where it was back for a moment only', async () => {
    show({ term: 'igf' });
    await press('Add note');
    await box();
    await waitFor(() => expect(held()).toEqual([true]));
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    fireEvent.focus(window);
    fireEvent.blur(window);
    await waitFor(() => expect(tell).toHaveBeenCalledWith({ kind: 'lost' }));
  });

  it('says that the page took the keyboard, also if it hears of that before it has lost it', async () => {
    show({ term: 'igf' });
    await press('Add note');
    await box();
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    tellPopover({ kind: 'keyboard', taken: true });
    hasFocus.mockReturnValue(false);
    await screen.findByText(/^The page took the keyboard/);
  });

  it('closes on Escape when everything is saved, and not before', async () => {
    show({ term: 'igf' });
    await press('Add note');
    fireEvent.input(await box(), { target: { value: 'last words' } });
    fireEvent.keyDown(await box(), { key: 'Escape' });
    expect(tell).not.toHaveBeenCalledWith({ kind: 'close' });
    await waitFor(() => expect(tell).toHaveBeenCalledWith({ kind: 'close' }));
    const { notes } = await background.notes.onTerm('igf');
    expect(notes.map(({ text }) => text)).toContain('last words');
  });

  it('stays open on Escape if something cannot be saved, and closes the second time', async () => {
    show({ term: 'igf' });
    await press('Add note');
    background.fault = new Error('The disk is full.');
    fireEvent.input(await box(), { target: { value: 'unsaved' } });
    fireEvent.keyDown(await box(), { key: 'Escape' });
    await screen.findByRole('alert');
    expect(tell).not.toHaveBeenCalledWith({ kind: 'close' });
    fireEvent.keyDown(await box(), { key: 'Escape' });
    await waitFor(() => expect(tell).toHaveBeenCalledWith({ kind: 'close' }));
    background.fault = undefined;
    await press('Try again');
    await screen.findByText('Saved');
  });

  it('closes its editors when it is hidden, which deletes emptied notes', async () => {
    show({ notes: [passage.id], term: 'igf' });
    await whole();
    const edit = (await screen.findAllByRole('button', { name: 'Edit' })).at(-1);
    fireEvent.click(edit as HTMLElement);
    fireEvent.input(await box(), { target: { value: '' } });
    tellPopover({ kind: 'hidden' });
    await waitFor(async () => expect((await background.notes.onTerm('igf')).notes).toEqual([]));
    expect(document.body.textContent).toBe('');
  });
});
