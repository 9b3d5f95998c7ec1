/** Answers about the notes as a whole: export, import, backups, the reminder to export, and what became of them. */

import { Backups } from '../notes/backup';
import type { Manifest } from '../notes/copy/area';
import type { NotesDatabase } from '../notes/database';
import { previewImport } from '../notes/exchange/import';
import { type Done, Imports } from '../notes/imports';
import type { NotedPages } from '../notes/noted';
import type { DatabaseHealth } from '../notes/opening';
import { Recoveries } from '../notes/recoveries';
import { Reminder } from '../notes/reminder';
import type { Note } from '../notes/schema';
import { Notes, read } from '../notes/store';
import type { Handlers } from '../protocol/requests';
import type { NotesChanged } from './changes';
import { LongWork } from './long-work';
import { Staging } from './staging';

type DataKind =
  | 'all-notes'
  | 'stage'
  | 'preview-import'
  | 'import'
  | 'undo-import'
  | 'backups'
  | 'take-backup'
  | 'preview-backup'
  | 'restore-backup'
  | 'work-state'
  | 'cancel-work'
  | 'data-state'
  | 'exported'
  | 'put-off'
  | 'safety'
  | 'dismiss';

/**
 * UTF-16 units of JSON after which a reply ends, so that the page reads it without a pause. Chromium carries
 * 64 MB.
 */
const MOST_REPLY = 1_000_000;

/** Time (ms) after which `safety` is answered without the database. */
const PATIENCE = 6_000;

/**
 * `changed` is called after each change. `manifest` says what is in the second copy. `termsChanged` is
 * called after terms of the reader's own have changed.
 */
export function dataHandlers(
  db: NotesDatabase,
  noted: NotedPages,
  changed: NotesChanged,
  manifest: () => Promise<Manifest | undefined>,
  termsChanged: () => void,
): Pick<Handlers, DataKind> {
  const store = new Notes(db);
  const imports = new Imports(db);
  const backups = new Backups(db);
  const reminder = new Reminder(db);
  const recoveries = new Recoveries(db);
  const staging = new Staging();
  const work = new LongWork();
  const tell = (done: Done) => {
    if (done.terms > 0) termsChanged();
    if (done.changed.length === 0) return;
    noted.forget();
    changed(done.changed, true);
  };
  return {
    'all-notes': async ({ after }) => {
      const reply: { notes: Note[]; damaged: number; total?: number } = { notes: [], damaged: 0 };
      if (after === undefined) reply.total = await db.notes.count();
      let size = 0;
      for await (const rows of store.everything(after)) {
        for (const row of rows) {
          const note = read(row);
          if (!note) {
            reply.damaged++;
            continue;
          }
          reply.notes.push(note);
          size += JSON.stringify(note).length;
          if (size > MOST_REPLY) return { ...reply, next: note.id };
        }
      }
      return reply;
    },
    stage: async ({ id, number, part }) => {
      staging.put(id, number, part);
      return null;
    },
    'preview-import': async ({ id, parts, revives }) => {
      const reading = staging.whole(id, parts);
      return reading ? previewImport(db, reading, revives) : null;
    },
    import: ({ id, parts, name, refused, revives }) =>
      work.run(id, async (watch) => {
        const reading = staging.whole(id, parts);
        if (!reading) return null;
        const order = { id, from: { kind: 'file', name }, refused, revives } as const;
        const done = await imports.run(order, reading, watch);
        staging.forget();
        tell(done);
        return { imported: done.imported, refused: done.refused };
      }),
    'undo-import': async ({ id }) => {
      const done = await imports.undo(id);
      tell(done);
      return done.imported;
    },
    backups: () => backups.list(),
    'take-backup': async (asked) =>
      (await work.run(asked?.id ?? crypto.randomUUID(), (watch) => backups.take(Date.now(), watch))) ?? null,
    'preview-backup': ({ id }) => backups.preview(id),
    'restore-backup': async ({ id, as }) => {
      const { taken, reading } = await backups.read(id);
      const done = await work.run(as, (watch) =>
        imports.run({ id: as, from: { kind: 'backup', taken }, refused: 0 }, reading, watch),
      );
      tell(done);
      return { imported: done.imported, refused: done.refused };
    },
    'work-state': async ({ id }) => work.state(id),
    'cancel-work': async ({ id }) => {
      work.cancel(id);
      return null;
    },
    'data-state': async () => {
      const [state, last] = await Promise.all([reminder.state(), imports.last()]);
      return last ? { ...state, last } : state;
    },
    exported: async ({ at }) => {
      await reminder.exported(at);
      return null;
    },
    'put-off': async () => {
      await reminder.putOff();
      return null;
    },
    safety: async () => {
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined));
      const listing = db.unlessWaiting(() => recoveries.list());
      const listed = await Promise.race([listing.catch(() => undefined), late]);
      if (listed) return { database: { is: 'well' }, recoveries: listed };
      const copy = await manifest().catch(() => undefined);
      const database: DatabaseHealth =
        db.health.is === 'well' ? { is: 'refused', problem: 'It cannot be read.' } : db.health;
      return { database, recoveries: [], ...(copy && { copy: { notes: copy.rows.notes, at: copy.at } }) };
    },
    dismiss: async ({ at }) => {
      await recoveries.dismiss(at);
      return null;
    },
  };
}
