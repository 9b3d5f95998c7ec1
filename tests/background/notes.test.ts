import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notesChanged } from '../../src/background/changes';
import { noteHandlers } from '../../src/background/notes';
import { TermIds } from '../../src/background/term-ids';
import type { NotesDatabase } from '../../src/notes/database';
import { NotedPages } from '../../src/notes/noted';
import type { Note } from '../../src/notes/schema';
import { Notes } from '../../src/notes/store';
import { NoteIndexDatabase } from '../../src/search/note-index';
import { NoteSearch } from '../../src/search/note-search';
import { emptyDatabase, onPage, onPassage, onTerm, PAGE } from '../notes/database';

const [A, B] = ['a', 'b'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [string, string];
const READER = { url: PAGE.address };
const selectors = { quote: { exact: 'the forum', prefix: 'In ', suffix: ' met' } };

let db: NotesDatabase;
let notes: Notes;
let noted: NotedPages;
const changed = vi.fn<(notes: Note[], repaint: boolean) => void>();
let offers: boolean;
let handlers: ReturnType<typeof noteHandlers>;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
  noted = new NotedPages(db);
  offers = true;
  changed.mockReset();
  handlers = noteHandlers(db, noted, new TermIds(async () => undefined), async () => offers, changed);
});
afterEach(() => db.close());
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the passages of a page', () => {
  it('are those with notes, without the text of the notes', async () => {
    const note = await notes.create(onPassage());
    await notes.create(onPage());
    await notes.create(onTerm());
    const { target, id } = note;
    expect(await handlers.passages({}, READER)).toEqual({
      passages: [{ id, selectors: target.kind === 'passage' && target.selectors, colour: 'green' }],
      offers: true,
    });
  });

  it('are looked up at the address that the browser says, and at the canonical one that the page names', async () => {
    const canonical = 'https://news.example/story';
    const EVIL = { url: 'https://evil.example/' };
    const { id } = await notes.create(onPassage('the forum', { address: canonical, title: '' }));
    expect((await handlers.passages({}, READER)).passages).toEqual([]);
    expect(idsOf((await handlers.passages({ canonical }, READER)).passages)).toEqual([id]);
    const forged = { canonical, address: canonical } as { canonical: string };
    expect((await handlers.passages(forged, EVIL)).passages).toEqual([]);
    expect((await handlers.passages({ canonical }, EVIL)).passages).toEqual([]);
  });

  it('are none where the browser does not vouch for the address', async () => {
    await notes.create(onPassage());
    const frame = { url: PAGE.address, origin: 'null', frameId: 3 };
    expect((await handlers.passages({}, frame)).passages).toEqual([]);
    await expect(handlers.highlight({ id: A, selectors, colour: 'green', title: '' }, frame)).rejects.toThrow(
      'no address',
    );
    expect(await db.notes.count()).toBe(1);
  });

  it('are none on a page that cannot have a note, and no note is read', async () => {
    await notes.create(onPassage());
    const reading = vi.spyOn(db.notes, 'where');
    offers = false;
    expect(await handlers.passages({}, { url: 'https://other.test/' })).toEqual({
      passages: [],
      offers: false,
    });
    expect(reading).not.toHaveBeenCalled();
  });

  it('come with whether the user wants the offer of a note', async () => {
    await notes.create(onPassage());
    offers = false;
    expect((await handlers.passages({}, READER)).offers).toBe(false);
  });
});

describe('a highlight', () => {
  const request = { id: A, selectors, colour: 'green', title: 'A page' } as const;

  it('is a note without text on the page that the browser says', async () => {
    expect(await handlers.highlight({ ...request, canonical: 'https://news.example/c' }, READER)).toBeNull();
    const note = await notes.get(A);
    expect(note).toMatchObject({
      text: '',
      colour: 'green',
      target: {
        kind: 'passage',
        page: { address: PAGE.address, canonical: 'https://news.example/c', title: 'A page' },
        selectors,
      },
    });
    expect(changed.mock.calls).toEqual([[[note], true]]);
  });

  it('is on the page at once', async () => {
    expect((await handlers.passages({}, READER)).passages).toEqual([]);
    await handlers.highlight(request, READER);
    expect(idsOf((await handlers.passages({}, READER)).passages)).toEqual([A]);
  });

  it('is made once when it is asked for twice, and keeps what the user did meanwhile', async () => {
    await handlers.highlight(request, READER);
    const { note } = await notes.write(A, { colour: 'blue', text: 'Mine' });
    changed.mockReset();
    expect(await handlers.highlight(request, READER)).toBeNull();
    await notes.remove(A);
    expect(await handlers.highlight(request, READER)).toBeNull();
    expect(await notes.get(A)).toMatchObject({ text: 'Mine', colour: 'blue', created: note.created });
    expect(changed).not.toHaveBeenCalled();
  });

  it.each([
    ['on a term', onTerm()],
    ['on a page', onPage()],
    ['on another passage of the page', onPassage('other words')],
    [
      'on the same passage of another page',
      onPassage('the forum', { address: 'https://a.test/', title: '' }),
    ],
  ])('with the id of a note %s changes nothing and is refused', async (_, draft) => {
    const note = await notes.create(draft, A);
    await expect(handlers.highlight({ ...request, colour: 'pink' }, READER)).rejects.toThrow('another note');
    expect(await notes.get(A)).toEqual(note);
    expect(changed).not.toHaveBeenCalled();
  });

  it('with the id of a damaged row leaves the row alone', async () => {
    await db.notes.put({ id: A, text: 7 } as never);
    await expect(handlers.highlight(request, READER)).rejects.toThrow('another note');
    expect(await db.notes.get(A)).toEqual({ id: A, text: 7 });
  });

  it('stores no canonical address that is not believed, and neither does a write', async () => {
    const canonical = 'https://victim.example/a';
    await handlers.highlight({ ...request, canonical }, READER);
    const page = { ...PAGE, canonical };
    await handlers.write({ id: B, target: { kind: 'page', page }, changes: {} }, {});
    for (const id of [A, B]) expect(JSON.stringify(await db.notes.get(id))).not.toContain('victim');
  });
});

describe('notes', () => {
  it('are answered by term, by page or by id', async () => {
    const term = await notes.create(onTerm());
    const page = await notes.create(onPage());
    expect(idsOf((await handlers.notes({ term: 'igf' }, {})).notes)).toEqual([term.id]);
    expect(idsOf((await handlers.notes({ page: PAGE }, {})).notes)).toEqual([page.id]);
    expect(idsOf((await handlers.notes({ ids: [page.id, B] }, {})).notes)).toEqual([page.id]);
  });

  it('are answered in short', async () => {
    const { id } = await notes.create(onTerm());
    expect(await handlers.briefs({ first: 5 }, {})).toMatchObject({ notes: [{ id }], damaged: 0 });
  });
});

describe('a write', () => {
  const target = onPassage().target;

  it('makes a note, and reports the change', async () => {
    const note = await handlers.write({ id: A, target, changes: { text: 'Mine', colour: 'blue' } }, {});
    expect(note).toEqual(await notes.get(A));
    expect(note).toMatchObject({ text: 'Mine', colour: 'blue' });
    expect(changed.mock.calls).toEqual([[[note], true]]);
  });

  it('asks for a repaint only when the colour has changed', async () => {
    await notes.create(onPassage(), A);
    await handlers.write({ id: A, changes: { text: 'Other' } }, {});
    await handlers.write({ id: A, changes: { colour: 'blue' } }, {});
    expect(changed.mock.calls.map(([, repaint]) => repaint)).toEqual([false, true]);
  });

  it('that changes nothing is not reported', async () => {
    const note = await notes.create(onPassage(), A);
    expect(await handlers.write({ id: A, changes: { text: note.text } }, {})).toEqual(note);
    expect(changed).not.toHaveBeenCalled();
  });

  it('that comes after a later one of its editor is ignored', async () => {
    const by = { editor: B, seen: { text: '', tags: [], colour: 'yellow' as const }, since: 0 };
    await handlers.write({ id: A, target, changes: { text: 'Later' }, by: { ...by, number: 2 } }, {});
    await handlers.write({ id: A, target, changes: { text: 'Earlier' }, by: { ...by, number: 1 } }, {});
    expect((await notes.get(A))?.text).toBe('Later');
  });

  it('makes its page one that may have notes, at once', async () => {
    expect(await noted.may(PAGE)).toBe(false);
    await handlers.write({ id: A, target, changes: {} }, {});
    expect(await noted.may(PAGE)).toBe(true);
  });

  it('without a note and a target is refused, and not reported', async () => {
    await expect(handlers.write({ id: A, changes: {} }, {})).rejects.toThrow('There is no note');
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('a deletion', () => {
  it('answers with the notes that were not deleted before, and reports those', async () => {
    const [one, two] = [await notes.create(onPassage(), A), await notes.create(onTerm(), B)];
    await notes.remove(two.id);
    expect(await handlers.delete({ ids: [A, B], deleted: true }, {})).toEqual({ ids: [A] });
    expect(changed.mock.calls).toEqual([[[await notes.get(one.id)], true]]);
    expect((await notes.get(A))?.deleted).toBe(true);
  });

  it('is taken back', async () => {
    await notes.create(onPassage(), A);
    await notes.remove(A);
    expect(await handlers.delete({ ids: [A], deleted: false }, {})).toEqual({ ids: [A] });
    expect((await notes.get(A))?.deleted).toBe(false);
    expect(changed).toHaveBeenCalledOnce();
  });
});

describe('the index of the notes', () => {
  let kept: NoteIndexDatabase;
  let index: NoteSearch;
  const soon = vi.fn();
  beforeEach(() => {
    kept = new NoteIndexDatabase();
    index = new NoteSearch({
      notes: db,
      kept,
      format: 'test',
      labels: async () => ({}),
      pause: async () => undefined,
      onProblem: (error) => expect.fail(String(error)),
    });
    soon.mockReset();
    const tell = notesChanged({ index, tell: changed, upkeep: { soon } });
    handlers = noteHandlers(db, noted, new TermIds(async () => undefined), async () => true, tell);
  });
  afterEach(() => kept.close());
  const found = async (query: string) => {
    const { found, ids = [] } = await index.find(query);
    return found.map((each) => (typeof each === 'number' ? ids[each] : each));
  };

  it('is told of each change: what is written is found, what is deleted is not', async () => {
    expect(await found('zebra')).toEqual([]);
    await handlers.write({ id: A, target: onTerm().target, changes: { text: 'A zebra' } }, {});
    expect(await found('zebra')).toEqual([A]);
    await handlers.write({ id: A, changes: { text: 'A giraffe' } }, {});
    expect(await found('zebra')).toEqual([]);
    expect(await found('giraffe')).toEqual([A]);
    await handlers.highlight({ id: B, selectors, colour: 'green', title: 'Zoo' }, READER);
    expect(await found('forum')).toEqual([B]);
    await handlers.delete({ ids: [A], deleted: true }, {});
    expect(await found('giraffe')).toEqual([]);
    await handlers.delete({ ids: [A], deleted: false }, {});
    expect(await found('giraffe')).toEqual([A]);
  });

  it('is told before the pages are, and then a backup is scheduled', async () => {
    const order: string[] = [];
    vi.spyOn(index, 'changed').mockImplementation(() => void order.push('index'));
    changed.mockImplementation(() => void order.push('pages'));
    soon.mockImplementation(() => void order.push('backup'));
    await handlers.write({ id: A, target: onTerm().target, changes: { text: 'A' } }, {});
    expect(order).toEqual(['index', 'pages', 'backup']);
    expect(changed.mock.calls).toEqual([[[await notes.get(A)], true]]);
  });
});

describe('a change of many notes', () => {
  it('is told once for all, and repaints pages only if a colour changed', async () => {
    const [term, passage] = [await notes.create(onTerm()), await notes.create(onPassage())];
    const labels = ({ tags, colour }: Note) => ({ tags, colour });
    const tag = [term, passage].map((note) => ({
      id: note.id,
      from: labels(note),
      to: { ...labels(note), tags: [...note.tags, 'new'] },
    }));
    expect(await handlers['edit-notes']({ edits: tag }, {})).toBeNull();
    const tagged = await notes.rows([term.id, passage.id]);
    expect(changed.mock.calls).toEqual([[tagged, false]]);
    await handlers['edit-notes']({ edits: tag }, {});
    expect(changed.mock.calls[1]).toEqual([[], false]);
    const [, now] = tagged as [Note, Note];
    const recoloured = [{ id: now.id, from: labels(now), to: { ...labels(now), colour: 'pink' as const } }];
    await handlers['edit-notes']({ edits: recoloured }, {});
    expect(changed.mock.calls[2]).toEqual([await notes.rows([passage.id]), true]);
  });
});
