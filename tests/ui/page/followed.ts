/** Pages as popup and side panel follow them. */
import type { Note, Target } from '../../../src/notes/schema';
import type { FollowedPage, PageTerm } from '../../../src/ui/page/use-page';

/** A note without text. */
export const noteOn = (id: string, target: Target): Note => ({
  id,
  revision: 1,
  created: 1,
  modified: 1,
  target,
  text: '',
  format: 'text/markdown',
  tags: [],
  colour: 'green',
  deleted: false,
  stamps: { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 },
});

/** A page that was read. `went` collects where it was scrolled to. */
export const read = (went: (number | string)[][], ...terms: PageTerm[]): FollowedPage => ({
  state: {
    is: 'read',
    address: 'https://news.example/a',
    frames: new Map([
      [
        0,
        {
          kind: 'page',
          terms: terms.map(({ term, count }) => ({ term, count, headings: 0 })),
          mentions: [],
          address: 'https://news.example/a',
          title: 'News',
          passages: [],
        },
      ],
    ]),
  },
  terms,
  go: (frame, mention) => went.push([frame, mention]),
});
export const IGF: PageTerm = {
  term: 'igf',
  label: 'IGF',
  kind: 'event',
  count: 3,
  place: 0,
  mentions: [
    { frame: 2, id: 7, term: 'igf', surface: 'IGF', before: 'The ', after: ' met.', at: 100, seen: false },
  ],
};
/** So many terms of a page. */
export const many = (count: number): PageTerm[] =>
  Array.from({ length: count }, (_, place) => ({ ...IGF, term: `t${place}`, label: `Term ${place}`, place }));
