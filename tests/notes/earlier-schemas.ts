/**
 * The database of notes as each earlier version of its schema made it, with rows as they were written then.
 * One is added with each new version, and none is ever changed: they are what users have on disk.
 */

interface EarlierStore {
  name: string;
  /** Absent where the rows have keys of their own. */
  keyPath?: string;
  autoIncrement?: true;
  indexes: { name: string; keyPath: string; multiEntry: boolean }[];
}

interface EarlierSchema {
  version: number;
  stores: EarlierStore[];
  rows: { store: string; key?: string; value: unknown }[];
}

const index = (keyPath: string, multiEntry = false) => ({ name: keyPath, keyPath, multiEntry });
const ID = '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e3';
const T = 1_700_000_000_000;

const corrections: EarlierStore = { name: 'corrections', keyPath: 'id', indexes: [] };
const correction = {
  store: 'corrections',
  value: {
    id: `${ID}0`,
    term: 'igf',
    scope: 'site',
    place: 'news.example',
    kind: 'never',
    created: T,
    modified: T,
    revision: 1,
    deleted: false,
  },
};

const second: EarlierStore[] = [
  {
    name: 'notes',
    keyPath: 'id',
    indexes: [index('modified'), index('target.term'), index('place'), index('places', true)],
  },
  { name: 'snapshots', keyPath: 'id', indexes: [index('taken')] },
];
const stamps = { text: T, format: T, tags: T, colour: T, deleted: T };
const page = { address: 'https://news.example/a?id=1', title: 'A page — صفحه' };
const content = { text: 'It *met*.', format: 'text/markdown', tags: ['کیوتو'], colour: 'green' };
const life = { revision: 2, created: T, modified: T + 5, stamps };
const notes = [
  {
    store: 'notes',
    value: { id: `${ID}1`, ...life, target: { kind: 'term', term: 'igf' }, ...content, deleted: false },
  },
  {
    store: 'notes',
    value: {
      id: `${ID}2`,
      ...life,
      target: {
        kind: 'passage',
        page,
        selectors: {
          quote: { exact: 'the forum', prefix: 'In Kyoto ', suffix: ' met' },
          position: { start: 9, end: 18 },
        },
      },
      ...content,
      deleted: true,
      place: page.address,
      places: [page.address],
    },
  },
  { store: 'snapshots', value: { id: `${ID}3`, taken: T, notes: 2, deleted: 1 } },
];

const third: EarlierStore[] = [
  { name: 'archives', indexes: [] },
  { name: 'imports', keyPath: 'id', indexes: [] },
  { name: 'undos', indexes: [] },
  { name: 'times', indexes: [] },
];
const imports = [
  { store: 'archives', key: `${ID}3`, value: new Uint8Array([31, 139, 8, 0]) },
  {
    store: 'imports',
    value: {
      id: `${ID}4`,
      at: T,
      from: { kind: 'file', name: 'a' },
      added: 1,
      updated: 0,
      equal: 0,
      refused: 0,
    },
  },
  { store: 'undos', key: `${ID}4`, value: { added: [{ id: `${ID}1`, revision: 1, stamps }], updated: [] } },
  { store: 'times', key: 'began', value: T },
];

const fourth: EarlierStore[] = [{ name: 'editors', keyPath: 'editor', indexes: [index('at')] }];

const fifth: EarlierStore[] = [
  { name: 'uncopied', indexes: [] },
  { name: 'copying', indexes: [] },
  { name: 'recoveries', keyPath: 'at', indexes: [] },
  { name: 'aside', autoIncrement: true, indexes: [] },
];
const copied = [{ store: 'copying', key: 'turn', value: 7 }];

export const EARLIER: EarlierSchema[] = [
  { version: 1, stores: [corrections], rows: [correction] },
  { version: 2, stores: [corrections, ...second], rows: [correction, ...notes] },
  { version: 3, stores: [corrections, ...second, ...third], rows: [correction, ...notes, ...imports] },
  {
    version: 4,
    stores: [corrections, ...second, ...third, ...fourth],
    rows: [correction, ...notes, ...imports],
  },
  {
    version: 5,
    stores: [corrections, ...second, ...third, ...fourth, ...fifth],
    rows: [correction, ...notes, ...imports, ...copied],
  },
];
