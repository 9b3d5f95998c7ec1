// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { tagsIn } from '../../../src/ui/notes/NoteBoxes';
import { NoteList } from '../../../src/ui/notes/NoteList';
import { onPassage, onTerm } from '../../notes/database';
import { speakEnglish } from '../english';
import { type NotesBackground, startNotes } from '../notes-background';

const IGF = { kind: 'term', term: 'igf' } as const;
const list = (editing?: string) =>
  render(<NoteList of={{ term: 'igf' }} heading="Your notes" adds={IGF} editing={editing} />);

let background: NotesBackground;
beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  background = startNotes();
});
afterEach(cleanup);

const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Your note/ });
const type = async (text: string) => fireEvent.input(await box(), { target: { value: text } });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const texts = async () => (await background.notes.onTerm('igf')).notes.map(({ text }) => text);
const stored = (...expected: string[]) => waitFor(async () => expect(await texts()).toEqual(expected));

describe('Notes on a term', () => {
  it('are listed, the newest first, and keep their order while they are edited', async () => {
    await background.notes.create({ ...onTerm(), text: 'older' });
    await new Promise((resolve) => setTimeout(resolve, 2));
    await background.notes.create({ ...onTerm(), text: 'newer' });
    list();
    await screen.findByText('older');
    const shown = () => [...document.querySelectorAll('.note .words')].map(({ textContent }) => textContent);
    expect(shown()).toEqual(['newer', 'older']);
    const [, edit] = screen.getAllByRole('button', { name: 'Edit' });
    fireEvent.click(edit as HTMLElement);
    await type('older, edited');
    await stored('older, edited', 'newer');
    await press('Done');
    await screen.findByText('older, edited');
    expect(shown()).toEqual(['newer', 'older, edited']);
  });

  it('are stored with the first letter, and keep the same text box', async () => {
    list();
    await press('Add note');
    const element = await box();
    expect(document.activeElement).toBe(element);
    expect(await texts()).toEqual([]);
    await type('a');
    await stored('a');
    await type('ab');
    await stored('ab');
    expect(await box()).toBe(element);
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('are not stored if nothing was written; the focus returns to Add note', async () => {
    list();
    await press('Add note');
    await press('Done');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(document.activeElement?.textContent).toBe('Add note');
    expect(await texts()).toEqual([]);
  });

  it('merge in what another window writes, and keep the caret in its place', async () => {
    const { id } = await background.notes.create({ ...onTerm(), text: 'One two' });
    list(id);
    const element = await box();
    await waitFor(() => expect(document.activeElement).toBe(element));
    element.setSelectionRange(7, 7);
    await background.notes.update(id, { text: 'Zero. One two' });
    background.tell([id]);
    await waitFor(() => expect(element.value).toBe('Zero. One two'));
    expect(element.selectionStart).toBe(13);
  });

  it('say why they are not saved, keep the typed text, and are saved by Try again', async () => {
    list();
    await press('Add note');
    background.fault = new Error('The disk is full.');
    await type('kept');
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect((await box()).value).toBe('kept');
    background.fault = undefined;
    await press('Try again');
    await stored('kept');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that were unsaved when the list was closed are there when it is opened again', async () => {
    const { unmount } = list();
    await press('Add note');
    background.fault = new Error('The disk is full.');
    await type('kept');
    await screen.findByRole('alert');
    unmount();
    background.fault = undefined;
    list();
    expect((await box()).value).toBe('kept');
    await press('Try again');
    await stored('kept');
  });

  it('are replaced by Undo when deleted, with the focus on it', async () => {
    await background.notes.create({ ...onTerm(), text: 'gone' });
    list();
    await press('Delete');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Undo'));
    await stored();
    await press('Undo');
    await screen.findByText('gone');
    await stored('gone');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Edit'));
  });

  it('that cannot be loaded are reported, and those already listed stay', async () => {
    await background.notes.create(onTerm());
    list();
    await screen.findByText('A note');
    background.fault = new Error('no disk');
    background.tell([]);
    expect((await screen.findByRole('alert')).textContent).toContain('could not read your notes');
    expect(screen.getByText('A note')).toBeTruthy();
  });
});

describe('A note on a passage', () => {
  it('leads from its colour and its tags to all notes that have them', async () => {
    const { id } = await background.notes.create({ ...onPassage(), colour: 'green', tags: ['a & b'] });
    render(<NoteList of={{ ids: [id] }} heading="Your notes" />);
    const to = async (name: string) => (await screen.findByRole('link', { name })).getAttribute('href');
    expect(await to('Green')).toBe('/notes.html?colour=green');
    expect(await to('a & b')).toBe('/notes.html?tag=a+%26+b');
  });

  it('shows its quote, can change colour, and is kept without text', async () => {
    const { id } = await background.notes.create({ ...onPassage('the forum'), text: '', tags: [] });
    render(<NoteList of={{ ids: [id] }} heading="Notes" editing={id} />);
    await screen.findByText('the forum');
    const colours = within(await screen.findByRole('group', { name: 'Highlight colour' }));
    expect((colours.getByRole('radio', { name: 'Green' }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(colours.getByRole('radio', { name: 'Pink' }));
    await waitFor(async () => expect((await background.notes.get(id))?.colour).toBe('pink'));
    await press('Done');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect((await background.notes.get(id))?.deleted).toBe(false);
    expect(screen.queryByRole('button', { name: 'Add note' })).toBeNull();
  });
});

describe('A line of tags', () => {
  it.each([
    ['a, b', ['a', 'b']],
    ['  a,,b ,', ['a', 'b']],
    ['a, a', ['a']],
    ['کیوتو، حکمرانی', ['کیوتو', 'حکمرانی']],
    ['京都、治理，网络', ['京都', '治理', '网络']],
    ['two words', ['two words']],
    ['', []],
  ])('%j holds the tags %j', (line, tags) => {
    expect(tagsIn(line)).toEqual(tags);
  });

  it('splits a tag that is too long, and loses no letter', () => {
    const line = Array.from({ length: 150 }, (_, i) => i).join('.');
    expect(tagsIn(line).every((tag) => tag.length <= 200)).toBe(true);
    expect(tagsIn(line).join('')).toBe(line);
  });
});
