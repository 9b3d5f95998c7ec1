/** What the user does that changes what is stored: each kind of request once. */
import type { Page } from 'puppeteer-core';
import type { Note } from '../../src/notes/schema';
import type { Requests } from '../../src/protocol/messages';
import { ask } from '../e2e/notes';
import type { Kept } from './kept';

const uuid = () => crypto.randomUUID();
const term = (id: string) => ({ kind: 'term' as const, term: id });

/** A request that changes what is stored. */
type Order = { [K in keyof Requests]: { kind: K; data: Requests[K]['request'] } }[keyof Requests];
type Deed = Order & {
  /** Whether it is done, whole. */
  isDone(after: Kept): boolean;
  /** A second request of this kind does it a second time. */
  once?: true;
  /** Gets ready again what a new background has forgotten. */
  ready?(own: Page): Promise<unknown>;
};

async function newNote(own: Page, text: string): Promise<string> {
  const id = uuid();
  await ask(own, 'write', { id, target: term('igf'), changes: { text } });
  return id;
}

/** Five notes as a file brings them. */
function fileNotes(): Note[] {
  const at = Date.now();
  return Array.from({ length: 5 }, (_, i) => ({
    id: uuid(),
    revision: 1,
    created: at,
    modified: at,
    target: term('itu'),
    text: `From a file, number ${i}`,
    format: 'text/markdown' as const,
    tags: ['file'],
    colour: 'yellow' as const,
    deleted: false,
    stamps: { text: at, format: at, tags: at, colour: at, deleted: at },
  }));
}

function anImport(): Deed & { kind: 'import'; ready(own: Page): Promise<unknown> } {
  const id = uuid();
  const notes = fileNotes();
  return {
    kind: 'import',
    data: { id, parts: 1, name: 'notes.jsonld', refused: 0 },
    isDone: ({ notes: stored, last }) => notes.every((note) => stored.has(note.id)) && last === `${id} false`,
    ready: (own) => ask(own, 'stage', { id, number: 0, part: { notes, places: {} } }),
  };
}

/** Makes what a deed needs, and returns the deed. */
export type MakesDeed = (own: Page) => Promise<Deed>;

export const DEEDS: Record<string, MakesDeed> = {
  'a new note': async () => {
    const id = uuid();
    const changes = { text: 'New', tags: [], colour: 'yellow' as const };
    const by = { editor: uuid(), number: 1, seen: { ...changes, text: '' }, since: 0 };
    return {
      kind: 'write',
      data: { id, target: term('brics'), changes, by },
      isDone: ({ notes }) => notes.get(id)?.includes('"New"') ?? false,
    };
  },
  'an edit': async (own) => {
    const id = await newNote(own, 'Before the edit');
    return {
      kind: 'write',
      data: { id, changes: { text: 'After the edit', tags: ['edited'] } },
      isDone: ({ notes }) => notes.get(id)?.includes('"After the edit","tags":["edited"]') ?? false,
    };
  },
  'a deletion of three notes': async (own) => {
    const ids = [await newNote(own, 'a'), await newNote(own, 'b'), await newNote(own, 'c')];
    return {
      kind: 'delete',
      data: { ids, deleted: true },
      isDone: ({ notes }) => ids.every((id) => notes.get(id)?.includes('"deleted":true')),
    };
  },
  'an import': async () => anImport(),
  'the undo of an import': async (own) => {
    const { kind, data, ready } = anImport();
    await ready(own);
    await ask(own, kind, data);
    return { kind: 'undo-import', data: { id: data.id }, isDone: ({ last }) => last === `${data.id} true` };
  },
  'a backup': async (own) => {
    const { length } = await ask(own, 'backups', null);
    return {
      kind: 'take-backup',
      data: null,
      once: true,
      isDone: ({ backups }) => backups.length > 0 || length > 0,
    };
  },
  'a restored backup': async (own) => {
    const id = await newNote(own, 'To be restored');
    const backup = await ask(own, 'take-backup', null);
    await ask(own, 'delete', { ids: [id], deleted: true });
    const as = uuid();
    return {
      kind: 'restore-backup',
      data: { id: backup?.id ?? '', as },
      isDone: ({ notes, last }) =>
        notes.get(id)?.includes('"deleted":false') === true && last === `${as} false`,
    };
  },
  'a correction': async () => {
    const page = `https://${uuid()}.example/`;
    return {
      kind: 'correct',
      data: { term: 'igf', scope: 'site', page, kind: 'never' },
      once: true,
      isDone: ({ corrections }) => corrections.length > 0,
    };
  },
  'a new term of one’s own': async () => {
    const id = uuid();
    const changes = { label: 'penstock', gist: 'A sluice', lang: 'en' };
    return {
      kind: 'write-term',
      data: { id, changes },
      isDone: ({ terms }) => terms.get(id)?.includes('"penstock"') ?? false,
    };
  },
  'an edit of a term of one’s own': async (own) => {
    const id = uuid();
    await ask(own, 'write-term', { id, changes: { label: 'penstock', gist: 'A sluice', lang: 'en' } });
    return {
      kind: 'write-term',
      data: { id, changes: { gist: 'A gate' }, seen: { gist: 'A sluice' } },
      isDone: ({ terms }) => terms.get(id)?.includes('"A gate"') ?? false,
    };
  },
  'a deletion of two terms of one’s own': async (own) => {
    const ids = [uuid(), uuid()];
    for (const id of ids) await ask(own, 'write-term', { id, changes: { label: `weir ${id}`, lang: 'en' } });
    return {
      kind: 'delete-terms',
      data: { ids, deleted: true },
      isDone: ({ terms }) => ids.every((id) => terms.get(id)?.includes('"deleted":true')),
    };
  },
};
