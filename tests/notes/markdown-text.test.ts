import { marked } from 'marked';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotesDatabase } from '../../src/notes/database';
import { markdownText } from '../../src/notes/exchange/markdown-text';
import { Notes } from '../../src/notes/store';
import { emptyDatabase, onPage, onPassage, onTerm } from './database';

let db: NotesDatabase;
let notes: Notes;
beforeEach(() => {
  db = emptyDatabase();
  notes = new Notes(db);
});
afterEach(() => db.close());

describe('Notes as one Markdown text', () => {
  it('stand under the page or term that they are on, those of a page in its order', async () => {
    const passage = await notes.create(onPassage());
    const term = await notes.create({ ...onTerm(), text: 'Of a term' });
    const page = await notes.create({ ...onPage(), text: 'Of the page', tags: ['two words'] });
    expect(markdownText([passage, term, page], { igf: 'IGF' })).toBe(`## A page

<https://news.example/a?id=1>

Of the page

#two-words

---

> the forum

It *met*.

#governance #کیوتو

## IGF

Of a term
`);
  });

  it('contain hostile titles and addresses as text', async () => {
    const page = {
      address: 'https://a.example/><img src=x onerror=alert(1)>',
      title: '<b>x</b>\n# [y](javascript:z)',
    };
    const html = await marked.parse(markdownText([await notes.create({ ...onPage(page), text: '' })], {}));
    expect(html).not.toMatch(/<(?:b|img|h1)\b|href="javascript/);
    expect(html.match(/<h2>/g)).toHaveLength(1);
  });

  it('leave the address out where it is none of the web', async () => {
    const note = await notes.create(onPage({ address: 'javascript:alert(1)', title: 'Trap' }));
    expect(markdownText([note], {})).toBe('## Trap\n\nA note\n');
  });
});
