/** Notes are found whatever their rows' keys were made by. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { NotedPages } from '../../src/notes/noted';
import { briefs } from '../../src/notes/overview';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPage } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => db.close());

/** Puts a note on that address in a row with such keys. */
async function stored(address: string, places: string[], canonical?: string): Promise<string> {
  const page = { address, title: '', ...(canonical && { canonical }) };
  const { id } = await notes.create(onPage(page));
  await db.notes.update(id, { place: places[0], places } as never);
  return id;
}
const found = async (address: string, canonical?: string) => {
  const page = { address, ...(canonical && { canonical }) };
  const { notes: those } = await new Notes(db).onPage(page);
  // A page is asked for its notes only where it may have some.
  if (those.length > 0) expect(await new NotedPages(db).may(page)).toBe(true);
  return those.map(({ id }) => id);
};

describe('A note of an earlier version', () => {
  it.each<[string, string, string, string]>([
    ['with www', 'https://www.news.example/a', 'https://www.news.example/a', 'https://news.example/a'],
    ['of http', 'http://news.example/a', 'http://news.example/a', 'https://news.example/a'],
    ['with a slash', 'https://news.example/a/', 'https://news.example/a/', 'https://news.example/a'],
    [
      'whose query was written anew',
      'https://news.example/?q=net%20norms&utm_source=x',
      'https://news.example/?q=net+norms',
      'https://news.example/?q=net%20norms',
    ],
    [
      'with a colon in its query',
      'https://news.example/?title=Talk:UN&fbclid=x',
      'https://news.example/?title=Talk%3AUN',
      'https://news.example/?title=Talk:UN',
    ],
    [
      'with a bare query',
      'https://news.example/?77-un&gclid=x',
      'https://news.example/?77-un=',
      'https://news.example/?77-un',
    ],
    [
      'with a parameter that was none that tracks',
      'https://news.example/a?_ga=x',
      'https://news.example/a?_ga=x',
      'https://news.example/a',
    ],
    ['in small letters', 'https://news.example/%d8', 'https://news.example/%d8', 'https://news.example/%D8'],
    [
      'with a route that was none',
      'https://app.example/#!a',
      'https://app.example/',
      'https://app.example/#!a',
    ],
  ])('%s is found', async (_, address, key, today) => {
    const id = await stored(address, [key]);
    for (const each of [address, today]) expect(await found(each)).toEqual([id]);
    expect(await found('https://news.example/other')).toEqual([]);
  });

  it('is found by its canonical address, and by that of the page in front', async () => {
    const [mobile, desktop] = ['https://en.m.wiki.example/UN', 'https://en.wiki.example/UN'];
    const one = await stored(`${mobile}?_ga=x`, [`${mobile}?_ga=x`, desktop], desktop);
    expect(await found(desktop)).toEqual([one]);
    const other = await stored(`http://www.wiki.example/c/`, ['http://www.wiki.example/c/']);
    expect(await found('https://m.wiki.example/c', 'https://www.wiki.example/c')).toEqual([other]);
  });

  it('is no note of another view', async () => {
    await stored('https://app.example/#!a', ['https://app.example/']);
    expect(await found('https://app.example/')).toEqual([]);
    expect(await found('https://app.example/#!b')).toEqual([]);
  });

  it('is in the list of all notes, with those of the same page', async () => {
    const id = await stored('http://news.example/a', ['http://news.example/a']);
    const { id: other } = await notes.create(onPage({ address: 'https://www.news.example/a/', title: '' }));
    expect((await briefs(db, { first: 9 })).notes.map((each) => each.id).sort()).toEqual([id, other].sort());
  });
});
