/** Notes of every kind, to be exported. */
import * as v from 'valibot';
import { COLOURS, FIELDS, Note } from '../../../src/notes/schema';

const PAGE = {
  address: 'https://news.example/a?b=c&d=%20#e',
  canonical: 'https://news.example/a',
  title: 'A “page” — صفحه',
};
const QUOTE = { exact: 'the forum', prefix: 'In Kyoto ', suffix: ' met' };
const POSITION = { start: 9, end: 18 };
const STRUCTURE = { startPath: '/main[1]/p[2]', startOffset: 9, endPath: '/main[1]/p[2]/b[1]', endOffset: 3 };

const TARGETS: Note['target'][] = [
  { kind: 'term', term: 'igf' },
  { kind: 'page', page: PAGE },
  { kind: 'page', page: { address: 'file:///home/a%20b.html', title: '' } },
  { kind: 'passage', page: PAGE, selectors: { quote: QUOTE } },
  {
    kind: 'passage',
    page: PAGE,
    selectors: { quote: QUOTE, position: POSITION, structure: STRUCTURE, rival: 0.25, length: 500 },
  },
  {
    kind: 'passage',
    page: PAGE,
    selectors: { quote: { exact: 'مجمع', prefix: '', suffix: '' }, position: POSITION },
  },
];
const CONTENTS: Partial<Note>[] = [
  { text: 'It *met*.', tags: ['governance', 'کیوتو'] },
  { text: '' },
  { text: '<b>not bold</b>', format: 'text/plain', deleted: true },
  {
    text: 'x',
    foreign: JSON.stringify({ annotation: { creator: 'https://people.example/a', motivation: 'assessing' } }),
  },
];

/** Every combination of target and content. */
export function exported(): Note[] {
  return TARGETS.flatMap((target, i) =>
    CONTENTS.map((content, j) => {
      const id = `6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e${i}${j}`;
      const stamps = Object.fromEntries(FIELDS.map((field, k) => [field, 1_700_000_000_000 + k]));
      return v.parse(Note, {
        id,
        revision: i + 1,
        created: 1_690_000_000_123,
        modified: 1_700_000_000_004,
        target,
        text: '',
        format: 'text/markdown',
        tags: [],
        colour: COLOURS[(i + j) % COLOURS.length],
        deleted: false,
        stamps,
        ...content,
      });
    }),
  );
}
