/** What the page and the worker that reads files tell each other. */
import type { Plan, ReadFile, ShownTable, StepNames } from './read-file';

/** What the worker is told. */
export interface Question {
  file: File;
  plan: Plan;
  names: StepNames;
}

/** Why a file was not read: it is refused, the browser cannot read it, or something of ours failed. */
export type NotRead = {
  is: 'not read';
  why: 'refused' | 'unreadable' | 'failed';
  message: string;
  /** The table in it, for the user to correct. */
  table?: ShownTable;
};

/** What the worker says: the step that begins, how far that is, and in the end what was read. */
export type Answer =
  | { is: 'step'; step: string }
  | { is: 'far'; done: number; of: number | undefined }
  | { is: 'read'; read: ReadFile }
  | NotRead;

/** What the worker says last. */
export type Outcome = Extract<Answer, { is: 'read' | 'not read' }>;
