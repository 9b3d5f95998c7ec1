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
