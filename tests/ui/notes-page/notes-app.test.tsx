// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Note } from '../../../src/notes/schema';
import { NotesApp } from '../../../src/ui/notes-page/NotesApp';
import type { Tools } from '../../../src/ui/notes-page/NotesTools';
import { onPassage, onTerm } from '../../notes/database';
import { speakEnglish } from '../english';
import { type NotesBackground, startNotes } from '../notes-background';

let background: NotesBackground;
let copied: string[];
let shownTools: Tools | undefined;
beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  background = startNotes({
    labels: async ({ terms }) => Object.fromEntries(terms.map((term) => [term, term.toUpperCase()])),
    'find-notes': async () => ({ found: [], list: '', ids: [] }),
    safety: async () => ({ database: { is: 'well' }, recoveries: [] }),
  });
  copied = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal(
    'ClipboardItem',
    class {
      constructor(readonly data: Record<string, Promise<Blob>>) {}
    },
  );
  vi.stubGlobal('navigator', {
    clipboard: {
      write: async ([item]: { data: Record<string, Promise<Blob>> }[]) =>
        void copied.push((await (await item?.data['text/plain'])?.text()) ?? ''),
    },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Shows the page with these notes, the first one first. */
const show = async (...drafts: Parameters<NotesBackground['notes']['create']>[0][]): Promise<Note[]> => {
  const notes: Note[] = [];
  for (const draft of drafts.toReversed()) {
    notes.unshift(await background.notes.create(draft));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  render(<NotesApp first={{ grouping: 'none' }} note={null} onTools={(tools) => (shownTools = tools)} />);
  await screen.findByText(`Notes: ${drafts.length}`);
  return notes;
};
const rows = () => [...document.querySelectorAll('.row .words')].map(({ textContent }) => textContent);
const lists = (...texts: string[]) => waitFor(() => expect(rows()).toEqual(texts));
const rowOf = (text: string) =>
  within(screen.getByText(text, { selector: '.words' }).closest('article') as HTMLElement);
const press = (name: string | RegExp, where: { getByRole: typeof screen.getByRole } = screen) =>
  fireEvent.click(where.getByRole('button', { name }));
const choose = (...texts: string[]) => {
  for (const text of texts) fireEvent.click(rowOf(text).getByRole('checkbox'));
};
const stored = async (notes: Note[]) =>
  Promise.all(notes.map(async ({ id }) => background.notes.get(id) as Promise<Note>));

const TAGGED = { ...onTerm(), text: 'Tagged', tags: ['a', 'b'] };
const GREEN = { ...onPassage(), text: 'Green', tags: ['b'] };
const PINK = { ...onPassage(), text: 'Pink', tags: [], colour: 'pink' as const };

describe('A click on a label of a note', () => {
  it('shows only notes with all of the tags that were clicked, until they are taken out', async () => {
    await show(TAGGED, GREEN, PINK);
    press('b', rowOf('Tagged'));
    await lists('Tagged', 'Green');
    await screen.findByText('Found: 2');
    expect(shownTools?.tags).toEqual(['b']);
    press('a', rowOf('Tagged'));
    await lists('Tagged');
    expect(rowOf('Tagged').getByRole('button', { name: 'a' }).getAttribute('aria-pressed')).toBe('true');
    const line = within(screen.getByText(/^Only notes with/));
    press('a', line);
    await lists('Tagged', 'Green');
    press('Clear filters', line);
    await lists('Tagged', 'Green', 'Pink');
  });

  it('shows only highlights in a colour, which has its name', async () => {
    await show(TAGGED, GREEN, PINK);
    expect(rowOf('Tagged').queryByRole('button', { name: 'Yellow' })).toBeNull();
    press('Green', rowOf('Green'));
    await lists('Green');
    press('Green', rowOf('Green'));
    await lists('Tagged', 'Green', 'Pink');
  });

  it('says so where no note is left', async () => {
    const [tagged] = await show(TAGGED, PINK);
    press('a', rowOf('Tagged'));
    await lists('Tagged');
    await background.notes.remove(tagged?.id ?? '');
    background.tell([tagged?.id ?? '']);
    await screen.findByText('No notes match. Remove a filter, or try other words.');
  });
});

describe('The selected notes', () => {
  it('are tagged together, and Undo takes the tag only from those that got it', async () => {
    const notes = await show(TAGGED, GREEN, PINK);
    choose('Tagged', 'Pink');
    press('Tags…');
    const box = screen.getByRole('combobox', { name: 'Tags, separated by commas' });
    fireEvent.input(box, { target: { value: 'a, new' } });
    press('Add tags');
    await screen.findByText('Notes with changed tags: 2.');
    expect((await stored(notes)).map(({ tags }) => tags)).toEqual([['a', 'b', 'new'], ['b'], ['a', 'new']]);
    press('Undo');
    await screen.findByText('Notes changed back: 2.');
    expect((await stored(notes)).map(({ tags }) => tags)).toEqual([['a', 'b'], ['b'], []]);
    screen.getByText('Selected: 2');
  });

  it('lose a tag together', async () => {
    const notes = await show(TAGGED, GREEN, PINK);
    choose('Tagged', 'Green', 'Pink');
    press('Tags…');
    fireEvent.input(screen.getByRole('combobox', { name: /^Tags/ }), { target: { value: 'b' } });
    press('Remove tags');
    await screen.findByText('Notes with changed tags: 2.');
    expect((await stored(notes)).map(({ tags }) => tags)).toEqual([['a'], [], []]);
  });

  it('get a colour, as far as they are highlights', async () => {
    const notes = await show(TAGGED, GREEN, PINK);
    choose('Tagged', 'Green', 'Pink');
    press('Colour…');
    screen.getByText('Only highlights have a colour. Highlights selected: 2');
    press('Pink', within(screen.getByRole('group', { name: 'Selected notes' })));
    await screen.findByText('Highlights with a new colour: 1.');
    expect((await stored(notes)).map(({ colour }) => colour)).toEqual(['yellow', 'pink', 'pink']);
    press('Undo');
    await screen.findByText('Notes changed back: 1.');
    expect((await stored(notes)).map(({ colour }) => colour)).toEqual(['yellow', 'green', 'pink']);
    press('Pink', within(screen.getByRole('group', { name: 'Selected notes' })));
    await waitFor(() => expect(document.querySelectorAll('.row.pink')).toHaveLength(2));
    press('Pink', within(screen.getByRole('group', { name: 'Selected notes' })));
    await screen.findByText('Nothing to change. The selected notes are like that already.');
  });

  it('have no colour to choose if none is a highlight', async () => {
    await show(TAGGED, GREEN);
    choose('Tagged');
    expect(screen.queryByRole('button', { name: 'Colour…' })).toBeNull();
  });

  it('are copied whole as Markdown, in the order of the list', async () => {
    const long = `Long ${'word '.repeat(200)}`.trim();
    await show({ ...onTerm(), text: 'Not this' }, { ...onTerm('itu'), text: long }, PINK);
    choose('Pink', rows()[1] ?? '');
    press('Copy as Markdown');
    await screen.findByText('Notes copied as Markdown: 2.');
    expect(copied).toEqual([
      `## ITU\n\n${long}\n\n## A page\n\n<https://news.example/a?id=1>\n\n> the forum\n\nPink\n`,
    ]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('are exported as a file', async () => {
    const saved: [string, string][] = [];
    let blob: Blob | undefined;
    URL.createObjectURL = (given) => {
      blob = given as Blob;
      return 'blob:x';
    };
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push([this.download, this.href]);
    });
    await show(TAGGED, GREEN, PINK);
    choose('Green');
    press('Export…');
    fireEvent.change(screen.getByRole('combobox', { name: 'Format' }), { target: { value: 'jsonld' } });
    press('Save file');
    await screen.findByText(/^Notes saved in “gloss-notes-.*\.jsonld”: 1\.$/);
    expect(saved).toEqual([[expect.stringMatching(/\.jsonld$/), 'blob:x']]);
    expect(JSON.parse((await blob?.text()) ?? '').first.items).toMatchObject([
      { body: [{ value: 'Green' }, {}] },
    ]);
    click.mockRestore();
  });

  it('say so if they cannot be changed, and stay selected', async () => {
    const notes = await show(TAGGED, GREEN);
    choose('Tagged', 'Green');
    press('Tags…');
    fireEvent.input(screen.getByRole('combobox', { name: /^Tags/ }), { target: { value: 'new' } });
    background.fault = new Error('no disk');
    press('Add tags');
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Gloss could not save that/);
    screen.getByText('Selected: 2');
    background.fault = undefined;
    expect((await stored(notes)).map(({ tags }) => tags)).toEqual([['a', 'b'], ['b']]);
  });

  it('are only restored where they are deleted', async () => {
    await show(TAGGED, GREEN);
    choose('Tagged');
    press('Delete', within(screen.getByRole('group', { name: 'Selected notes' })));
    await screen.findByText('Notes deleted: 1.');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Deleted (1)' }));
    await lists('Tagged');
    choose('Tagged');
    const bar = within(screen.getByRole('group', { name: 'Selected notes' }));
    expect(bar.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Select none',
      'Restore',
    ]);
  });
});
