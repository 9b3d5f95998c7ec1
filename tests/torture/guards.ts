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

export const GUARDS: readonly Guard[] = [
  {
    name: 'an import, its record and its undo are written in one transaction',
    file: 'src/notes/imports.ts',
    guard: "return this.#db.transaction('rw', notes, imports, undos, change);",
    without: 'void [notes, imports, undos];\n    return change();',
    scenarios: ['killed before each change'],
  },
];
