/** What the parts of the bench share: their input and their result. */
import type { Key, Measured } from './bars';
import type { Lab } from './lab';
import type { Lexica, Size } from './lexica';
import type { Pages } from './pages';
import type { Surveyed } from './survey';

export interface Bench {
  /** The folder of the built extension. */
  build: string;
  /** The folder of the bench's copy of the extension (`extension.ts`). */
  extension: string;
  /** Whether to make fewer runs and use fewer pages, for work on the bench itself. */
  quick: boolean;
  lexica: Lexica;
  pages: Pages;
  surveyed: Surveyed[];
  /** The browser with a digest of that size. Started by the first call. */
  lab(size: Size): Promise<Lab>;
  /** Prints progress to standard error. */
  say(text: string): void;
}

/** A table of the report. */
export interface Table {
  title: string;
  /** What the figures are, and how they were measured. */
  text: string;
  columns: string[];
  rows: (string | number | null)[][];
}

export interface Found {
  rows: Partial<Record<Key, Measured>>;
  tables: Table[];
}

export type Part = (bench: Bench) => Promise<Found>;

/** The browser with a digest of that size and its background awake, or the reason why there is none. */
export async function labOrReason(bench: Bench, size: Size): Promise<Lab | string> {
  try {
    const lab = await bench.lab(size);
    await lab.keepAwake();
    return lab;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
