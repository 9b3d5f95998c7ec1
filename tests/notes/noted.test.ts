import { beforeEach, describe, expect, it } from 'vitest';
import { NotedPages } from '../../src/notes/noted';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPassage, onTerm } from './database';

let notes: Notes;
let noted: NotedPages;
beforeEach(() => {
  const db = emptyDatabase();
  notes = new Notes(db);
  noted = new NotedPages(db);
});

describe('Whether a page may have notes', () => {
  it('is false for every page if there are no notes, or only notes on terms', async () => {
    await notes.create(onTerm());
    expect(await noted.may({ address: 'https://news.example/a?id=1' })).toBe(false);
  });

  it.each([
    ['the page itself, by another way', { address: 'https://news.example/a?id=1&utm_source=x#p' }, true],
    [
      'another page of the site, which may name it as canonical',
      { address: 'https://m.news.example/b' },
      true,
    ],
    [
      'one that names it',
      { address: 'https://m.news.example/b', canonical: 'https://news.example/a?id=1' },
      true,
    ],
    [
      'one that names another',
      { address: 'https://m.news.example/b', canonical: 'https://news.example/c' },
      false,
    ],
    ['a page of another site', { address: 'https://other.example/a?id=1' }, false],
    ['what is no address', { address: 'about' }, false],
  ])('%s (%o): %s', async (_, page, may) => {
    await notes.create(onPassage());
    expect(await noted.may(page)).toBe(may);
  });

  it('is read from the database again after a note was written', async () => {
    const page = { address: 'https://news.example/a?id=1' };
    expect(await noted.may(page)).toBe(false);
    await notes.create(onPassage());
    noted.forget();
    expect(await noted.may(page)).toBe(true);
  });
});
