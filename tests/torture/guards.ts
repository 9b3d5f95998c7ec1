/** The guards whose removal a scenario must notice. */
import type { Which } from '../../scripts/browsers';

export interface Guard {
  /** What the guard does, and so what is missing without it. */
  name: string;
  /** The file that it is in, from the project's folder. */
  file: string;
  /** The code of the guard. It occurs exactly once in the file. */
  guard: string;
  /** What replaces it. */
  without: string;
  /** Parts of the names of the scenarios of which one must notice. */
  scenarios: string[];
  /** Where these run: Chromium by default. */
  where?: Which | 'node';
}

const MESSAGES = 'malformed and hostile messages';
const KILLED = 'killed before each change';

export const GUARDS: readonly Guard[] = [
  {
    name: 'an import, its record and its undo are written in one transaction',
    file: 'src/notes/imports.ts',
    guard: "return this.#db.transaction('rw', notes, imports, undos, change);",
    without: 'void [notes, imports, undos];\n    return change();',
    scenarios: [KILLED],
  },
  {
    name: 'a backup and its contents are written in one transaction',
    file: 'src/notes/backup.ts',
    guard: "this.#db.transaction('rw', snapshots, archives",
    without: "((...given: unknown[]) => (given.at(-1) as () => Promise<void>)())('rw', snapshots, archives",
    scenarios: [KILLED],
  },
  {
    name: 'what the database has lost comes back from the second copy',
    file: 'src/notes/copy/copy.ts',
    guard: 'for (const each of different) await settle(db, each, isBehind, found);',
    without: 'void [different, settle];',
    scenarios: ['database damaged on disk'],
  },
  {
    name: 'a reader may not send the requests of pages of the extension',
    file: 'src/protocol/dispatch.ts',
    guard: 'if (!FOR_READERS[kind] && !from.url?.startsWith(home))',
    without: 'if (home === kind)',
    scenarios: [MESSAGES],
  },
  {
    name: 'each message is checked against its schema',
    file: 'src/protocol/dispatch.ts',
    guard: "const data = checked(SHAPES[kind], 'data' in message ? message.data : undefined, kind);",
    without: "void [checked, SHAPES];\n  const data = 'data' in message ? message.data : undefined;",
    scenarios: [MESSAGES],
  },
  {
    name: 'a reader changes no note that is there',
    file: 'src/notes/highlights.ts',
    guard: "throw new HighlightRefused('There is another note with this id.');",
    without: 'return this.#notes.update(id, { colour });',
    scenarios: [MESSAGES],
  },
];
