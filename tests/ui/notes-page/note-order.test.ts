import { describe, expect, it } from 'vitest';
import type { Brief } from '../../../src/notes/brief';
import {
  arrange,
  type Given,
  idsOf,
  isFiltered,
  linesOf,
  placed,
  type View,
  withColour,
  withTag,
} from '../../../src/ui/notes-page/note-order';

const brief = (id: string, own: Partial<Brief> = {}): Brief => ({
  id,
  kind: 'page',
  place: 'https://a.example/',
  address: 'https://a.example/',
  title: 'A page',
  text: '',
  tags: [],
  colour: 'yellow',
  created: 1,
  modified: 1,
  deleted: false,
  ...own,
});
const onTerm = (id: string, term: string, own: Partial<Brief> = {}): Brief => {
  const { address, title, ...rest } = brief(id, own);
  return { ...rest, kind: 'term', place: term };
};
const onPage = (id: string, name: string, own: Partial<Brief> = {}) =>
  brief(id, { place: `https://${name}.example/`, address: `https://${name}.example/`, title: name, ...own });

const VIEW: View = { grouping: 'page', sorting: 'changed', deleted: false, tags: [], colour: null };
const NAMES: Record<string, string> = { igf: 'Internet forum', un: 'Äther' };
const given = (own: Partial<Given> = {}): Given => ({
  nameOf: (term) => NAMES[term] ?? term,
  changed: ({ modified }) => modified,
  ...own,
});
const arranged = (briefs: Brief[], own: Partial<View>, more: Partial<Given> = {}) => {
  const view = { ...VIEW, ...own };
  const byId = new Map(briefs.map((each) => [each.id, each]));
  return arrange(placed(byId, view.grouping), view, given(more));
};
/** `group: id id` for each group. */
const shown = (briefs: Brief[], view: Partial<View> = {}, own: Partial<Given> = {}) =>
  arranged(briefs, view, own).map(
    ({ common, notes }) =>
      `${'term' in common ? common.term : 'tag' in common ? common.tag : 'title' in common ? common.title : common.is}: ${notes.map(({ id }) => id).join(' ')}`,
  );

const NOTES = [
  onPage('1', 'Zeta', { modified: 10, created: 9 }),
  onPage('2', 'Beta', { modified: 20, created: 1, tags: ['x', 'y'] }),
  onPage('3', 'Zeta', { modified: 30, created: 2, tags: ['y'] }),
  onTerm('4', 'igf', { modified: 25, created: 5, tags: ['X10', 'X9'] }),
  onTerm('5', 'un', { modified: 5, created: 6 }),
  onPage('6', 'Beta', { modified: 40, deleted: true }),
];

describe('Notes are grouped', () => {
  it('by page and term: the group with the newest change first', () => {
    expect(shown(NOTES)).toEqual(['Zeta: 3 1', 'igf: 4', 'Beta: 2', 'un: 5']);
  });

  it('by term, with notes on pages last', () => {
    expect(shown(NOTES, { grouping: 'term' })).toEqual(['igf: 4', 'un: 5', 'pages: 3 2 1']);
  });

  it('by tag, each under all of its tags, with untagged notes last', () => {
    expect(shown(NOTES, { grouping: 'tag' })).toEqual(['y: 3 2', 'X10: 4', 'X9: 4', 'x: 2', 'untagged: 1 5']);
  });

  it('or not at all', () => {
    expect(shown(NOTES, { grouping: 'none' })).toEqual(['all: 3 4 2 1 5']);
  });
});

describe('Notes are sorted', () => {
  it('by the time they were made', () => {
    expect(shown(NOTES, { grouping: 'none', sorting: 'made' })).toEqual(['all: 1 5 4 3 2']);
  });

  it('by the names of pages and terms, within one page the newest first', () => {
    expect(shown(NOTES, { grouping: 'none', sorting: 'title' })).toEqual(['all: 5 2 4 3 1']);
    expect(shown(NOTES, { sorting: 'title' })).toEqual(['un: 5', 'Beta: 2', 'igf: 4', 'Zeta: 3 1']);
  });

  it('by the names of tags, with numbers in numeric order', () => {
    expect(shown(NOTES, { grouping: 'tag', sorting: 'title' }).map((group) => group.split(':')[0])).toEqual([
      'x',
      'X9',
      'X10',
      'y',
      'untagged',
    ]);
  });

  it('by match, showing only what a query found', () => {
    const found = ['2', '4', '1', '6'];
    expect(shown(NOTES, { grouping: 'none', sorting: 'match' }, { found })).toEqual(['all: 2 4 1']);
    expect(shown(NOTES, { sorting: 'match' }, { found })).toEqual(['Beta: 2', 'igf: 4', 'Zeta: 1']);
    expect(shown(NOTES, { grouping: 'none' }, { found: [] })).toEqual([]);
  });

  it('as before while one is edited', () => {
    const before = { 1: 35 } as Record<string, number>;
    const changed = ({ id, modified }: Brief) => before[id] ?? modified;
    expect(shown(NOTES, { grouping: 'none' }, { changed })).toEqual(['all: 1 3 4 2 5']);
  });
});

describe('A filter', () => {
  const notes = [
    onPage('1', 'A', { tags: ['x', 'y'], kind: 'passage', colour: 'green' }),
    onPage('2', 'A', { tags: ['y'], kind: 'passage', colour: 'blue' }),
    onPage('3', 'A', { tags: ['X'], colour: 'green' }),
    onPage('4', 'A', { tags: ['x'], deleted: true }),
  ];

  it('leaves the notes with all of its tags', () => {
    expect(shown(notes, { tags: ['y'] })).toEqual(['A: 1 2']);
    expect(shown(notes, { tags: ['y', 'x'] })).toEqual(['A: 1']);
    expect(shown(notes, { tags: ['x'], deleted: true })).toEqual(['A: 4']);
    expect(shown(notes, { tags: ['none'] })).toEqual([]);
  });

  it('leaves the highlights in its colour, and no other note', () => {
    expect(shown(notes, { colour: 'green' })).toEqual(['A: 1']);
    expect(shown(notes, { colour: 'blue', tags: ['x'] })).toEqual([]);
  });

  it('applies to what a query found', () => {
    expect(shown(notes, { tags: ['y'], sorting: 'match' }, { found: ['3', '2', '1'] })).toEqual(['A: 2 1']);
  });

  it('is extended by a tag or a colour, and shortened by one that it has', () => {
    const none = { tags: [], colour: null };
    const both = withColour(withTag(none, 'x'), 'green');
    expect(both).toEqual({ tags: ['x'], colour: 'green' });
    expect(isFiltered(both)).toBe(true);
    expect(withColour(both, 'blue').colour).toBe('blue');
    expect(isFiltered(withTag(withColour(both, 'green'), 'x'))).toBe(false);
  });
});

it('Deleted notes are shown by themselves', () => {
  expect(shown(NOTES, { deleted: true })).toEqual(['Beta: 6']);
});

it('The name of a page is that in its first note', () => {
  const notes = [
    onPage('1', 'a', { modified: 1 }),
    { ...onPage('2', 'a', { modified: 2 }), title: 'Renamed' },
  ];
  expect(shown(notes)).toEqual(['Renamed: 2 1']);
  expect(shown(notes, { sorting: 'match' }, { found: ['1'] })).toEqual(['a: 1']);
});

it('Two pages with one title are two groups', () => {
  expect(shown([onPage('1', 'a'), { ...onPage('2', 'b'), title: 'a' }])).toHaveLength(2);
});

it('A note in two groups counts once', () => {
  expect(idsOf(arranged(NOTES, { grouping: 'tag' })).sort()).toEqual(['1', '2', '3', '4', '5']);
});

it('Lines have unique keys, and notes are numbered through all groups', () => {
  const lines = linesOf(arranged(NOTES, { grouping: 'tag' }));
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  expect(lines.flatMap((line) => (line.is === 'note' ? line.at : []))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(lines[0]).toMatchObject({ is: 'heading', group: { common: { tag: 'y' } } });
  expect(linesOf(arranged(NOTES, { grouping: 'none' }))[0]).toMatchObject({
    is: 'note',
  });
});
