import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { Highlights } from '../../src/notes/highlights';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage } from './database';

let db: NotesDatabase;
let highlights: Highlights;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  db = emptyDatabase();
  highlights = new Highlights(db);
});
afterEach(() => {
  vi.useRealTimers();
  db.close();
});

const make = (exact: string, address = 'https://news.example/a') => {
  const { target } = onPassage(exact, { address, title: '' });
  return highlights.make(crypto.randomUUID(), 'green', target as Parameters<typeof highlights.make>[2]);
};

it('A site makes at most 60 highlights in a minute, whatever its pages and hosts; other sites are free', async () => {
  for (let i = 0; i < 60; i++) await make(`passage ${i}`, `https://${i}.news.example/${i}`);
  await expect(make('one more')).rejects.toThrow('too fast');
  expect(await make('one', 'https://other.example/')).toBeDefined();
  vi.setSystemTime(Date.now() + 60_001);
  expect(await make('one more')).toBeDefined();
  expect(await db.notes.count()).toBe(62);
});

it('A site adds at most 1,500,000 letters in a minute', async () => {
  for (let i = 0; i < 14; i++) await make(`${i}`.padEnd(99_999, 'x'));
  await expect(make('x'.repeat(100_000))).rejects.toThrow('too fast');
});

it('A page gets at most 2,000 notes from its reader, deleted ones included', async () => {
  const notes = new Notes(db);
  const ids: string[] = [];
  await db.transaction('rw', db.notes, async () => {
    for (let i = 0; i < 2_000; i++) ids.push((await notes.create(onPassage(`${i}`))).id);
  });
  await notes.remove(ids[0] as string);
  await expect(make('one more', 'https://news.example/a?id=1#top')).rejects.toThrow('2000 notes');
  expect(await make('one', 'https://news.example/b')).toBeDefined();
});

it('A site gets at most 50,000 notes from its readers, whatever their pages', async () => {
  const { target } = onPassage('words', { address: 'https://news.example/a', title: '' });
  const note = await new Notes(db).create({ target });
  const row = await db.notes.get(note.id);
  for (let from = 1; from < 50_000; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, 50_000 - from) }, (_, at) => ({
      ...(row as object),
      ...{ id: crypto.randomUUID(), place: `https://news.example/${from + at}` },
    }));
    await db.notes.bulkAdd(rows as never[]);
  }
  await expect(make('one more')).rejects.toThrow('50000 notes');
  expect(await make('one', 'https://other.example/')).toBeDefined();
}, 60_000);

it('A note of a page whose claim was once believed is found at its own address only', async () => {
  const { target } = onPassage('words', { address: 'https://m.github.io/a', title: '' });
  const note = await new Notes(db).create({ target });
  const canonical = 'https://victim.github.io/a';
  await db.notes.update(note.id, { places: ['https://m.github.io/a', canonical] } as never);
  const found = async (address: string) =>
    (await new Notes(db).onPage({ address })).notes.map(({ id }) => id);
  expect(await found(canonical)).toEqual([]);
  expect(await found('https://m.github.io/a')).toEqual([note.id]);
});
