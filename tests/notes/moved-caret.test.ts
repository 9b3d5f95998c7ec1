import { describe, expect, it } from 'vitest';
import { moved } from '../../src/notes/merge-text';

/** Moves the caret, written as `|`, from one text to another. */
const caret = (marked: string, after: string) => {
  const to = moved(marked.indexOf('|'), marked.replace('|', ''), after);
  return `${after.slice(0, to)}|${after.slice(to)}`;
};

describe('The caret in a text that is replaced', () => {
  it.each([
    ['One tw|o', 'One two three', 'One tw|o three'],
    ['One tw|o', 'Zero. One two', 'Zero. One tw|o'],
    ['|One', 'One two', '|One two'],
    ['One|', 'One two', 'One| two'],
    ['One tw|o more', 'One more', 'One |more'],
    ['One two|', '', '|'],
    ['ab| cd', 'aX cd', 'aX| cd'],
  ])('moves from %s, in the new text %s, to %s', (before, after, expected) => {
    expect(caret(before, after)).toBe(expected);
  });
});

it('A caret stays in its line where lines above and below it were changed, added and removed', () => {
  const before = 'one\ntwo\nthree\nfour';
  const at = before.indexOf('three') + 3;
  const after = (text: string) =>
    text
      .slice(0, moved(at, before, text))
      .split('\n')
      .at(-1);
  expect(after('one more\ntwo\nthree\nfour more')).toBe('thr');
  expect(after('ONE\nnew\nthree\nFOUR')).toBe('thr');
  expect(after('one\nnew\ntwo\nnewer\nthree\nlast')).toBe('thr');
  expect(after('three\nlast')).toBe('thr');
  // Its own line has another beginning, and so have the others.
  expect(after('one more\ntwo\nand three\nfour more')).toBe('and thr');
});
