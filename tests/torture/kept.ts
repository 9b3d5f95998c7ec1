/** What the user has made, as Gloss itself tells it: the measure of whether anything was lost. */
import type { Page } from 'puppeteer-core';
import { ask } from '../e2e/notes';

/** All that the user has made. Each value is what must not change by itself. */
export interface Kept {
  /** By id: text, tags, colour, and whether it is deleted. */
  notes: Map<string, string>;
  /** The user's own terms by id: what they say, and whether they are deleted. */
  terms: Map<string, string>;
  corrections: string[];
  /** Ids of the backups. */
  backups: string[];
  /** The last import, and whether it was undone. */
  last: string;
  /** How many rows cannot be read. */
  damaged: number;
}

export async function kept(own: Page): Promise<Kept> {
  const notes = new Map<string, string>();
  let damaged = 0;
  for (let after: string | undefined; ; ) {
    const piece = await ask(own, 'all-notes', after === undefined ? {} : { after });
    for (const { id, text, tags, colour, deleted } of piece.notes)
      notes.set(id, JSON.stringify({ text, tags, colour, deleted }));
    damaged += piece.damaged;
    if (piece.next === undefined) break;
    after = piece.next;
  }
  const terms = new Map<string, string>();
  for (let after: string | undefined; ; ) {
    const piece = await ask(own, 'own-terms', after === undefined ? {} : { after });
    for (const { id, label, gist, forms, statements, deleted } of piece.terms)
      terms.set(id, JSON.stringify({ label, gist, forms, statements, deleted }));
    damaged += piece.damaged;
    if (piece.next === undefined) break;
    after = piece.next;
  }
  const corrections = (await ask(own, 'corrections', null)).map(({ correction }) => correction.id).sort();
  const backups = (await ask(own, 'backups', null)).map(({ id }) => id).sort();
  const { last } = await ask(own, 'data-state', null);
  return {
    notes,
    terms,
    corrections,
    backups,
    last: last ? `${last.id} ${last.undone !== undefined}` : '',
    damaged,
  };
}

/** Whether a line of `differences` tells of a note that was not there before: a scenario may have made it itself. */
export const isNewNote = (line: string) => /^of the notes, \S+ is new$/.test(line);

/** How the second differs from the first: one line for each difference; empty if they are the same. */
export function differences(before: Kept, after: Kept): string[] {
  const lines: string[] = [];
  for (const of of ['notes', 'terms'] as const) {
    for (const [id, was] of before[of]) {
      const is = after[of].get(id);
      if (is !== was) lines.push(`of the ${of}, ${id} was ${was} and is ${is ?? 'gone'}`);
    }
    for (const id of after[of].keys()) if (!before[of].has(id)) lines.push(`of the ${of}, ${id} is new`);
  }
  for (const of of ['corrections', 'backups', 'last', 'damaged'] as const)
    if (`${before[of]}` !== `${after[of]}`) lines.push(`${of} were “${before[of]}” and are “${after[of]}”`);
  return lines;
}
