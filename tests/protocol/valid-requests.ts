/** One valid request of each kind, and more where a kind has several shapes. All texts are free of secrets. */
import type { Target } from '../../src/notes/schema';
import type { Requests } from '../../src/protocol/messages';

const id = 'aaaaaaaa-0000-4000-8000-000000000001';
const editor = 'aaaaaaaa-0000-4000-8000-000000000002';
const address = 'https://news.example/a?id=1';
const selectors = {
  quote: { exact: 'the forum', prefix: 'In ', suffix: ' met' },
  length: 500,
  rival: 0.25,
  position: { start: 3, end: 12 },
  structure: { startPath: '/p[1]', startOffset: 3, endPath: '/p[1]', endOffset: 12 },
};
const target: Target = { kind: 'passage', page: { address, title: 'A page' }, selectors };
const seen = { text: 'Old', tags: ['a'], colour: 'green' as const };
const stamps = { text: 1, format: 1, tags: 1, colour: 1, deleted: 1 };
const evidence = {
  index: 'x',
  named: [1],
  rivals: [2],
  cues: [3],
  meanings: [{ group: 1, term: -1, rival: 2, text: 'eye', by: 'definition' as const }],
  words: [4],
  groups: { '1.2': { score: 1, why: [{ kind: 'cue' as const, cue: 'net', near: true, weight: 2 }] } },
  waiting: { '3.4': 0.5 },
  waitingRivals: [5],
  late: false,
};

const ownTerm = {
  ...{ label: 'Sluice', kind: 'concept' as const, gist: 'A gate for water', lang: 'en', tags: ['water'] },
  forms: [{ text: 'دریچه', lang: 'fa' }],
  statements: [{ text: 'It is shut.', source: { page: { address, title: 'A page' }, selectors } }],
};

export const VALID: { [K in keyof Requests]: Requests[K]['request'][] } = {
  marked: [{ terms: ['igf', 'itu'] }],
  ask: [{ texts: ['The IGF met.'], begins: { top: 'https://a.example' }, evidence }, { texts: [] }],
  scan: [{ blocks: ['The IGF met.'], lang: 'en', evidence }],
  passages: [{ canonical: 'https://victim.example/secret' }, { address: 'https://victim.example/' }, {}],
  highlight: [{ id, selectors, colour: 'green', title: 'A page', canonical: address }],
  frame: [null],
  hovering: [null],
  marking: [{ terms: ['igf', 'brics'] }],
  'look-up': [{ text: 'the forum' }],
  explain: [
    { text: 'sluice', lang: 'en', title: 'A page' },
    {
      text: 'sluice',
      lang: 'en',
      title: 'A page',
      sentence: 'A sluice is shut.',
      selectors,
      address,
      canonical: address,
    },
  ],
  'own-terms': [{ id }, { term: 'igf' }, { after: id }, {}],
  'write-term': [
    { id, changes: { label: 'Sluice' } },
    { id, extends: 'igf', changes: ownTerm, seen: { ...ownTerm, gist: 'A gate' } },
  ],
  'delete-terms': [{ ids: [id], deleted: true }],
  'open-form': [
    {},
    { text: 'sluice', lang: 'en', statement: ownTerm.statements[0] },
    { own: id, adds: 'form' },
    {
      extends: { term: 'igf', label: 'IGF', kind: 'event' },
      adds: 'statement',
      statement: { text: 'It met.' },
    },
  ],
  barless: [{ address }],
  card: [{ term: 'igf' }],
  'digests-changed': [{ off: [] }, { off: ['words-of-procedure'] }],
  documents: [null],
  document: [{ id: 'report' }],
  labels: [{ terms: ['igf'] }],
  terms: [{ terms: ['igf'] }],
  open: [{ passage: 'report#p01' }, { term: 'igf' }, { note: id }],
  search: [{ query: 'forum', limit: 5 }],
  'search-notes': [{ query: 'forum', limit: 5, beside: { words: [1], size: 10 } }],
  'find-notes': [{ query: 'forum', known: 'list' }],
  settings: [null],
  set: [
    { site: 'a.example', paused: true },
    { badge: false },
    { offers: false },
    { delay: 150 },
    { size: 'large' },
    { theme: 'dark' },
  ],
  site: [{ page: address }],
  corrections: [null],
  correct: [{ term: 'igf', scope: 'site', page: address, kind: 'never' }],
  uncorrect: [{ id }],
  notes: [{ term: 'igf' }, { page: { address, canonical: address } }, { ids: [id] }],
  briefs: [{ first: 5 }, { ids: [id] }, { after: id }],
  write: [
    { id, changes: { text: 'New' }, by: { editor, number: 1, seen, since: 0 } },
    { id, changes: { text: 'New', tags: ['b'], colour: 'blue' }, target: { kind: 'term', term: 'igf' } },
    { id, changes: { format: 'text/plain' }, target },
  ],
  delete: [{ ids: [id], deleted: true }],
  'edit-notes': [
    { edits: [{ id, from: { tags: ['a'], colour: 'green' }, to: { tags: ['a', 'b'], colour: 'blue' } }] },
  ],
  'all-notes': [{ after: id }],
  stage: [
    {
      id,
      number: 0,
      part: {
        notes: [
          {
            ...{ id, revision: 1, created: 1, modified: 1, stamps, deleted: false },
            ...{ text: 'T', format: 'text/markdown', tags: [], colour: 'blue' },
            target,
          },
        ],
        places: { [id]: 1 },
      },
    },
  ],
  'preview-import': [{ id, parts: 1 }],
  import: [{ id, parts: 1, name: 'notes.jsonld', refused: 0 }],
  'undo-import': [{ id }],
  backups: [null],
  'take-backup': [null, { id }],
  'preview-backup': [{ id }],
  'restore-backup': [{ id, as: editor }],
  'work-state': [{ id }],
  'cancel-work': [{ id }],
  'data-state': [null],
  exported: [{ at: 1 }],
  'put-off': [null],
  safety: [null],
  dismiss: [{ at: 1 }],
};
