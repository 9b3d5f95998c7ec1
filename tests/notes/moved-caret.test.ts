import { describe, expect, it } from 'vitest';
import { moved } from '../../src/notes/merge-text';

/** The text with its caret, `|`, moved to another text. */
const caret = (marked: string, after: string) => {
  const to = moved(marked.indexOf('|'), marked.replace('|', ''), after);
  return `${after.slice(0, to)}|${after.slice(to)}`;
};

describe('A caret in a text that becomes another', () => {
  it.each([
    ['One tw|o', 'One two three', 'One tw|o three'],
    ['One tw|o', 'Zero. One two', 'Zero. One tw|o'],
    ['|One', 'One two', '|One two'],
    ['One|', 'One two', 'One| two'],
    ['One tw|o more', 'One more', 'One |more'],
    ['One two|', '', '|'],
    ['ab| cd', 'aX cd', 'aX| cd'],
  ])('%s, become %s, is %s', (before, after, expected) => {
    expect(caret(before, after)).toBe(expected);
  });
});
