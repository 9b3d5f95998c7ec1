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
      term: { id: term, label: term.toUpperCase(), kind: 'organisation' },
      claims: [],
      related: [],
    }),
  });
  await background.notes.create({ ...onTerm(), text: 'on the term' });
  passage = await background.notes.create({ ...onPassage('the forum'), text: 'on the passage' });
  tell = vi.fn();
  render(<PopoverApp tell={tell} listen={(listener) => (hear = listener)} />);
});
afterEach(cleanup);

const tellPopover = (message: ToPopover) => hear(message, 'https://news.example/');
const show = (given: { term?: string; notes?: string[] }, turn = 1) =>
  tellPopover({ kind: 'show', turn, notes: [], width: 420, why: [], ...given });
const held = () => tell.mock.calls.flatMap(([message]) => (message.kind === 'held' ? [message.held] : []));
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Your note/ });

describe('the popover with notes', () => {
  it('shows notes on the term with its card, and below them those on the passage', async () => {
    show({ term: 'igf', notes: [passage.id] });
    await screen.findByRole('heading', { level: 1, name: 'IGF' });
    expect([...document.querySelectorAll('h2, .note .words')].map(({ textContent }) => textContent)).toEqual([
      'What the documents say',
      'Your notes',
      'on the term',
      'Your notes on this passage',
      'on the passage',
    ]);
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
    const [edit] = await screen.findAllByRole('button', { name: 'Edit' });
    fireEvent.click(edit as HTMLElement);
    fireEvent.input(await box(), { target: { value: '' } });
    tellPopover({ kind: 'hidden' });
    await waitFor(async () => expect((await background.notes.onTerm('igf')).notes).toEqual([]));
    expect(document.body.textContent).toBe('');
  });
});
