// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Spot } from '../../../src/page/marks/spot';
import type { Colour } from '../../../src/page/notes/paint';
import { Passages } from '../../../src/page/notes/passages';
import type { NotedPassage } from '../../../src/protocol/messages';
import { run } from './run';

/** The painted passages, as colour and text. */
const painted = new Set<string>();
/** The number of paint calls. */
let strokes = 0;
const paint = {
  add(colour: Colour, spots: readonly Spot[]) {
    const texts = spots.map((spot) => `${colour}: ${textOf(spot)}`);
    strokes += spots.length;
    for (const text of texts) painted.add(text);
    return () => {
      for (const text of texts) painted.delete(text);
    };
  },
  adopt: vi.fn(),
  keep: vi.fn(),
  stop: vi.fn(),
};
const changed = vi.fn();
let passages: Passages;
beforeEach(() => {
  document.body.innerHTML = '<p>The forum met.</p><p>Its critics said so, and <b>left</b> early.</p>';
  painted.clear();
  strokes = 0;
  changed.mockReset();
  paint.keep.mockReset();
  passages = new Passages({ changed }, paint);
});

function textOf({ start, end }: Spot): string {
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return `${range}`;
}
const noted = (id: string, exact: string, colour: Colour = 'yellow'): NotedPassage => ({
  id,
  colour,
  selectors: { quote: { exact, prefix: '', suffix: '' } },
});
const FORUM = noted('a', 'forum met');
const CRITICS = noted('b', 'critics said', 'blue');
const LEFT = noted('c', 'said so, and left', 'green');
const seek = () => run(passages.seek(document.body));
const show = (...all: NotedPassage[]) => {
  const wants = passages.take(all);
  seek();
  return wants;
};
const node = (words: string) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let at = walker.nextNode() as Text | null; at; at = walker.nextNode() as Text | null)
    if (at.data.includes(words)) return at;
  throw new Error(`No ${words}.`);
};

describe('passages that are stored', () => {
  it('are painted where they are found', () => {
    show(FORUM, CRITICS);
    expect([...painted]).toEqual(['yellow: forum met', 'blue: critics said']);
    expect(passages.size).toBe(2);
  });

  it('must be searched for if one is new, and not otherwise', () => {
    expect(show(FORUM)).toBe(true);
    expect(passages.take([FORUM])).toBe(false);
    expect(passages.take([FORUM, CRITICS])).toBe(true);
    expect(passages.take([])).toBe(false);
  });

  it('disappear when they are no longer stored', () => {
    show(FORUM, CRITICS);
    passages.take([CRITICS]);
    expect([...painted]).toEqual(['blue: critics said']);
    expect(passages.first('a')).toBeUndefined();
  });

  it('change their colour at once', () => {
    show(FORUM);
    passages.take([noted('a', 'forum met', 'pink')]);
    expect([...painted]).toEqual(['pink: forum met']);
  });

  it('report that they have changed', () => {
    show(FORUM);
    expect(changed).toHaveBeenCalled();
    changed.mockReset();
    passages.drop('a');
    expect(changed).toHaveBeenCalled();
  });
});

describe('passages that are searched for', () => {
  it('stay the same objects if nothing has changed, because a card may be open at one', () => {
    show(FORUM);
    const first = passages.first('a');
    seek();
    expect(passages.first('a')).toBe(first);
    expect(strokes).toBe(1);
  });

  it('disappear with their text, and return with it', () => {
    show(FORUM);
    const paragraph = document.querySelector('p') as Element;
    paragraph.textContent = 'Nothing.';
    seek();
    expect([painted.size, passages.size]).toEqual([0, 0]);
    expect(passages.told()).toEqual([{ id: 'a', state: 'orphan' }]);
    paragraph.textContent = 'Then the forum met.';
    seek();
    expect([...painted]).toEqual(['yellow: forum met']);
  });

  it('are not painted if they were dropped in the meantime', () => {
    passages.take([FORUM]);
    const seeking = passages.seek(document.body);
    seeking.next();
    passages.drop('a');
    run(seeking);
    expect(painted.size).toBe(0);
  });

  it('restore the style sheet, even if there are none', () => {
    seek();
    expect(paint.keep).toHaveBeenCalledOnce();
  });
});

describe('a passage that is being made', () => {
  const place = () => {
    const text = node('forum');
    const piece = { start: { node: text, offset: 4 }, end: { node: text, offset: 9 }, nodes: [text] };
    return { state: 'sure' as const, start: 4, pieces: [piece] };
  };

  it('is painted at once, and stays although it is not stored yet', () => {
    passages.begin('new', 'pink', place());
    passages.take([]);
    expect([...painted]).toEqual(['pink: forum']);
  });

  it('is not searched for until it has selectors', () => {
    passages.begin('new', 'pink', place());
    document.querySelector('p')?.remove();
    seek();
    expect(painted.size).toBe(1);
    passages.describe('new', FORUM.selectors);
    seek();
    expect(painted.size).toBe(0);
  });

  it('disappears with its note once it has selectors', () => {
    passages.begin('new', 'pink', place());
    passages.describe('new', FORUM.selectors);
    passages.take([]);
    expect(painted.size).toBe(0);
  });
});

describe('a position on the page', () => {
  it('has the passage there, ends included, and none beside it', () => {
    show(FORUM);
    const text = node('forum');
    expect(textOf(passages.at(text, 4) as Spot)).toBe('forum met');
    expect(passages.at(text, 13)).toBeDefined();
    expect(passages.at(text, 3)).toBeUndefined();
    expect(passages.at(text, 14)).toBeUndefined();
  });

  it('has the shorter of two overlapping passages', () => {
    show(LEFT, CRITICS);
    expect(passages.at(node('critics'), 13)).toBe(passages.first('b'));
    expect(passages.at(node('left'), 1)).toBe(passages.first('c'));
  });

  it('has no passage once its text has left the page', () => {
    show(FORUM);
    const text = node('forum');
    text.remove();
    expect(passages.at(text, 5)).toBeUndefined();
    expect(passages.first('a')).toBeUndefined();
  });

  it('has the notes on its passage first, then those on overlapping passages', () => {
    show(LEFT, CRITICS);
    expect(passages.notesAt(passages.first('b') as Spot)).toEqual(['b', 'c']);
    expect(passages.notesAt(passages.first('c') as Spot)).toEqual(['c', 'b']);
  });

  it('of a mention has the notes on the passage around it, not on one that ends before it', () => {
    show(CRITICS);
    const text = node('critics');
    const term = (from: number, to: number): Spot => ({
      start: { node: text, offset: from },
      end: { node: text, offset: to },
    });
    expect(passages.notesAt(term(4, 11))).toEqual(['b']);
    expect(passages.notesAt(term(16, 19))).toEqual([]);
  });
});

describe('the report of passages', () => {
  it('has the found ones in page order, then the others', () => {
    show(noted('x', 'an altogether different sentence'), CRITICS, FORUM);
    expect(passages.told()).toEqual([
      { id: 'a', state: 'changed' },
      { id: 'b', state: 'changed' },
      { id: 'x', state: 'orphan' },
    ]);
  });

  it('leaves out those that were not searched for yet', () => {
    passages.take([FORUM]);
    expect(passages.told()).toEqual([]);
  });

  it('has their first pieces in page order', () => {
    show(CRITICS, FORUM);
    expect(passages.firsts().map(textOf)).toEqual(['forum met', 'critics said']);
  });
});

it('everything is removed at the end', () => {
  show(FORUM, CRITICS);
  passages.stop();
  expect([painted.size, passages.size]).toEqual([0, 0]);
  expect(paint.stop).toHaveBeenCalledOnce();
});
