/** A note in a Markdown file ends where it ends, and its tags are tags. */
import { parseHTML } from 'linkedom';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contained } from '../../src/notes/exchange/escape-markdown';
import { toMarkdown } from '../../src/notes/exchange/markdown';
import type { Note } from '../../src/notes/schema';
import { byKind } from './any-note';

const marked = new Marked({ gfm: true });
const fileOf = (...notes: Note[]) => [...toMarkdown(notes, {})][0]?.text ?? '';
function shown(markdown: string): Document {
  return parseHTML(`<html><body>${marked.parse(markdown, { async: false })}</body></html>`).document;
}
const passage = (exact: string, part: Partial<Note> = {}): Note => {
  const note = byKind('passage', part);
  if (note.target.kind !== 'passage') throw new Error('The sample is on a passage.');
  return { ...note, target: { ...note.target, selectors: { quote: { exact, prefix: '', suffix: '' } } } };
};

describe('A note after one whose Markdown is open', () => {
  it.each([
    '```\nlet y',
    '```js title="a.js"\nlet y',
    '~~~ a b\nlet y',
    '  ```\nlet y',
    '   ~~~\nlet y',
    '- ```\n  let y',
    '1. a\n   ```\n   let y',
    '1. a\n   ```\n   let y\n```',
    '- a\n  ```\n  b\n\n```\nc',
    '> ```\n> let y',
    '> ```\nlet y\n> ```',
    'a\n\n```\nb\n```\n\n````\n```\nc',
  ])('shows its passage and its text as they are: %j', (text) => {
    const first = passage('First words', { text, format: 'text/markdown', tags: [] });
    const second = passage('Other words', { id: 'b', text: 'Its text.', format: 'text/plain', tags: [] });
    const document = shown(fileOf(first, second));
    const quotes = [...document.querySelectorAll('body > blockquote')].map((each) =>
      each.textContent?.trim(),
    );
    expect(quotes.at(-1)).toBe('Other words');
    expect([...document.querySelectorAll('body > p')].at(-1)?.textContent).toBe('Its text.');
    // No word of the open one is lost.
    expect(document.body.textContent).toMatch(/[yc]/);
  });

  it('has no formula open before it', () => {
    expect(contained('$$\nx')).toBe('\\$\\$\nx');
    expect(contained('a $$x$$ b\n$$\ny\n$$')).toBe('a $$x$$ b\n$$\ny\n$$');
    expect(contained('$$x$$ and $$y')).toBe('$$x$$ and \\$\\$y');
  });
});

describe('Code of the user', () => {
  it.each([
    '```\na\n```',
    '```js title="a.js"\nif (a < b) f("<b>");\n```',
    '~~~ a b\n`c`\n~~~',
    '- a\n\n  ```sh\n  npm i\n  ```\n- b',
    '1. a\n   ```\n   b\n   ```',
    '> ```\n> a\n> ```',
  ])('that is closed stays as it is: %j', (text) => {
    expect(contained(text)).toBe(text);
  });
});

describe('The letters of a passage', () => {
  it('are these letters, with no image, link, tag, heading or comment', () => {
    const exact = '## B [[page]] ![i](https://img.example/i.gif) #word <svg onload=x> ==n== %%o%% $$p$$ ^q';
    const document = shown(fileOf(passage(exact, { text: '', tags: [] })));
    const quote = document.querySelector('blockquote');
    expect(quote?.textContent?.trim()).toBe(exact);
    expect([...(quote?.querySelectorAll('*') ?? [])].map(({ localName }) => localName)).toEqual(['p']);
    // Obsidian marks by these characters alone, where no backslash stands before them.
    expect(fileOf(passage(exact, { text: '', tags: [] }))).not.toMatch(
      /^>.*(?<!\\)(?:#|\[\[|==|%%|\$\$|\^|!\[)/m,
    );
  });
});

describe('A tag', () => {
  const tagged = (...tags: string[]) => fileOf(byKind('page', { tags, text: '' }));

  it.each([
    ['C#', 'C-'],
    ['Q&A', 'Q-A'],
    ['1999', 'n1999'],
    ['#un', 'un'],
    ['"x,y"', '-x-y-'],
    ['two  words', 'two-words'],
    ['a/b', 'a/b'],
    ['/a//b/', 'a/b'],
    ['snake_case', 'snake_case'],
    ['_em_', '-em-'],
    ['حکمرانی\u200cها', 'حکمرانی-ها'],
    ['Été', 'Été'],
    ['❤', '❤'],
    ['#', 'n'],
    ['www.a.example', 'www-a-example'],
  ])('%j is %s in text and in front matter', (tag, word) => {
    const file = tagged(tag, 'z');
    expect(file).toContain(`\n\n#${word} #z\n`);
    const [, head = ''] = file.split(/^---$/m);
    expect(parse(head).tags).toEqual([word, 'z']);
    expect(
      shown(file).querySelectorAll('a:not([href^="https://news.example"]), em, strong, del').length,
    ).toBe(0);
  });

  it('that is the same word as another stands once in front matter', () => {
    const [, head = ''] = tagged('a b', 'a-b').split(/^---$/m);
    expect(parse(head).tags).toEqual(['a-b']);
  });
});
