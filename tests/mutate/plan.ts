/** What the program and the process that runs tests tell each other: a plan in a file, and the outcomes appended to another. */

/** What a test file is to do. */
export type Plan =
  /** Run each test once, without a mutant, and tell which mutants' places it runs. */
  | { kind: 'survey'; mutants: number }
  /** Run each of these tests with each of its mutants. */
  | { kind: 'trial'; mutants: number; tests: Trial[] }
  /** Load everything with this mutant, and run the tests until one fails. */
  | { kind: 'load'; mutants: number; mutant: number; tests: Trial[] };

export interface Trial {
  /** Vitest's id of it: the same in every run of the same file. */
  test: string;
  /** The mutants to try, in this order. Empty in a `load`. */
  mutants: number[];
  /** Duration without a mutant (ms), and the rounds of loops. */
  ms: number;
  rounds: number;
}

/** One line of outcome. */
export type Outcome =
  /** The process that runs the tests. */
  | { kind: 'process'; pid: number }
  /** A test without a mutant. */
  | {
      kind: 'surveyed';
      test: string;
      ms: number;
      rounds: number;
      mutants: number[];
      passed: boolean;
      problem?: string;
    }
  /** Mutants whose places are run while files are loaded, or before all tests. */
  | { kind: 'loaded'; mutants: number[] }
  /** A test begins to run with a mutant. */
  | { kind: 'begun'; mutant: number; test: string }
  | { kind: 'tried'; mutant: number; test: string; fate: 'killed' | 'endless' | 'survived' }
  /** After that mutant a test fails without one: what was said of it is not certain. */
  | { kind: 'spoiled'; mutant: number; test: string }
  /** A file could not be loaded, so that none of its tests ran. */
  | { kind: 'unloaded'; problem: string }
  | { kind: 'ended' };

/** The environment variable that names the folder of the two files. */
export const FOLDER = 'GLOSS_MUTATE';
