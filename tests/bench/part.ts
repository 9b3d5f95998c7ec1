/** What the parts of the bench share: what they are given, and what they give back. */
import type { Key, Measured } from './bars';
import type { Lab } from './lab';
import type { Lexica, Size } from './lexica';
import type { Pages } from './pages';
import type { Surveyed } from './survey';

export interface Bench {
  /** Folder of the built extension. */
  build: string;
  /** Folder of the bench's own copy of it (`extension.ts`). */
  extension: string;
  /** Fewer runs and pages: for work on the bench itself. */
  quick: boolean;
  lexica: Lexica;
  pages: Pages;
  surveyed: Surveyed[];
  /** The browser with a digest of that size, started when it is first asked for. */
  lab(size: Size): Promise<Lab>;
  /** Tell how far it is, on standard error. */
  say(text: string): void;
}

/** A table of the report. */
export interface Table {
  title: string;
  /** What the figures are and how they came about. */
  text: string;
  columns: string[];
  rows: (string | number | null)[][];
}

export interface Found {
  rows: Partial<Record<Key, Measured>>;
  tables: Table[];
}

export type Part = (bench: Bench) => Promise<Found>;

/** The browser with a digest of that size and its background awake, or why there is none. */
export async function labOrReason(bench: Bench, size: Size): Promise<Lab | string> {
  try {
    const lab = await bench.lab(size);
    await lab.keepAwake();
    return lab;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
