import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Brief, briefOf } from '../../src/notes/brief';
import type { NotesDatabase } from '../../src/notes/database';
import { briefs } from '../../src/notes/overview';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPage, onPassage, onTerm } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => db.close());

const ids = (found: { notes: Brief[] }) => found.notes.map(({ id }) => id);

describe('A brief', () => {
  it('says what the note is on, and has the beginning of its text', async () => {
    const passage = await notes.create(onPassage('word '.repeat(100).trim()));
    expect(briefOf(passage)).toMatchObject({
      kind: 'passage',
      place: 'https://news.example/a?id=1',
      title: 'A page',
      quote: expect.stringMatching(/^word .*…$/),
      text: 'It met.',
    });
    expect(briefOf(await notes.create(onTerm()))).toMatchObject({ kind: 'term', place: 'igf' });
  });

  it.each([
    [
      'The **IGF** has *no* power, _they_ say; see [its site](https://a.example/?x=1).',
      'The IGF has no power, they say; see its site.',
    ],
    ['# Plan\n\n- first\n- `second`\n> third', 'Plan\n\n• first\n• second\nthird'],
    ['2 * 3 * 4, snake_case_name, a**b', '2 * 3 * 4, snake_case_name, a**b'],
    ['~~old~~ __new__ ![alt](x.png)', 'old new alt'],
  ])('shows Markdown as plain text: %s', async (text, plain) => {
    expect(briefOf(await notes.create({ ...onTerm(), text })).text).toBe(plain);
    expect(briefOf(await notes.create({ ...onTerm(), text, format: 'text/plain' })).text).toBe(text);
  });

  it('is never cut inside a surrogate pair', async () => {
    const { text } = briefOf(await notes.create({ ...onTerm(), text: '🌍'.repeat(300) }));
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThanOrEqual(280);
  });

  it('has the same place for all addresses of one page', async () => {
    const page = { address: 'https://news.example/a?id=1&utm_source=x#top', title: 'A page' };
    expect(briefOf(await notes.create(onPage(page))).place).toBe(
      briefOf(await notes.create(onPassage())).place,
    );
  });
});

describe('The briefs of all notes', () => {
  it('come in pieces, with deleted notes and the number of damaged rows', async () => {
    const made: string[] = [];
    for (let i = 0; i < 1_005; i++) made.push((await notes.create(onTerm())).id);
    await notes.remove(made[3] as string);
    await db.notes.put({ ...(await notes.get(made[5] as string)), colour: 'octarine' } as never);
    const first = await briefs(db, {});
    const second = await briefs(db, { after: first.next as string });
    expect(first.notes.length + first.damaged).toBe(1_000);
    expect(second.next).toBeUndefined();
    expect(first.damaged + second.damaged).toBe(1);
    expect([...ids(first), ...ids(second)].sort()).toEqual(made.toSpliced(5, 1).sort());
    expect(first.notes.concat(second.notes).filter(({ deleted }) => deleted)).toHaveLength(1);
  });

  it('can be requested by id; unknown ids are left out', async () => {
    const { id } = await notes.create(onTerm());
    expect(ids(await briefs(db, { ids: [id, crypto.randomUUID()] }))).toEqual([id]);
  });
});

describe('The beginning of the list', () => {
  it('holds the groups with the newest changes, each group complete', async () => {
    const old = await notes.create(onTerm('un'));
    const first = await notes.create(onTerm('igf'));
    await notes.create(onTerm('itu'));
    const gone = await notes.create(onTerm('igf'));
    await notes.remove(gone.id);
    const second = await notes.create(onPage());
    const third = await notes.create(onPassage());
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(third.modified), { interval: 1 });
    await notes.update(first.id, { text: 'Newest' });
    expect(ids(await briefs(db, { first: 2 }))).toEqual([first.id, ...[second.id, third.id].sort()]);
    expect(ids(await briefs(db, { first: 100 }))).toContain(old.id);
    expect(ids(await briefs(db, { first: 100 }))).not.toContain(gone.id);
  });

  it('skips a damaged row', async () => {
    const sound = await notes.create(onTerm());
    await db.notes.put({ ...(await notes.create(onTerm())), text: 7 } as never);
    expect(ids(await briefs(db, { first: 5 }))).toEqual([sound.id]);
  });
});
