/** Made-up notes, as many as a diligent reader writes in years. Each run makes the same notes. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { root } from '../../scripts/packages';
import type { NoteRow } from '../../src/notes/rows';
import { COLOURS, FIELDS, type Note, type Target } from '../../src/notes/schema';
import { rowOf } from '../../src/notes/store';
import { seeded } from './numbers';

/** Number of pages with notes. The first page has `ON_FIRST` of them. */
const PAGES = 1_500;
export const ON_FIRST = 100;
export const FIRST_PAGE = 'https://news.example/page-0?id=0';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const TAGS = 'draft,quote,question,meeting,policy,حکمرانی,источник,to read,data,law'.split(',');
const TERMS = ['igf', 'itu', 'brics', 'cyber-diplomacy', 'soft-power', 'arab-league', 'un'];

/** Rows as the extension stores them. */
export function madeNotes(count: number): NoteRow[] {
  const random = seeded(11);
  const upTo = (size: number) => Math.floor(random() * size);
  const words = wordsOfDocuments();
  const some = (count: number) => {
    const from = upTo(words.length - count);
    return words.slice(from, from + count).join(' ');
  };
  return Array.from({ length: count }, (_, i) => {
    const page = i < ON_FIRST ? 0 : 1 + upTo(PAGES - 1);
    const on = {
      address: `https://news.example/page-${page}?id=${page}`,
      title: `${some(6)} (${page})`,
    };
    const sort = i < ON_FIRST ? 0.5 : random();
    const target: Target =
      sort < 0.25
        ? { kind: 'term', term: TERMS[upTo(TERMS.length)] as string }
        : sort < 0.4
          ? { kind: 'page', page: on }
          : {
              kind: 'passage',
              page: on,
              selectors: {
                quote: { exact: some(5 + upTo(40)), prefix: some(5), suffix: some(5) },
                position: { start: 1_000, end: 1_100 },
                length: 20_000,
              },
            };
    const created = NOW - upTo(700 * DAY);
    const modified = created + upTo(30 * DAY);
    const note: Note = {
      id: idOf(random),
      revision: 1 + upTo(20),
      created,
      modified,
      target,
      text: some(10 + upTo(80)),
      format: 'text/markdown',
      tags: TAGS.filter(() => random() < 0.1),
      colour: COLOURS[upTo(COLOURS.length)] as Note['colour'],
      deleted: i >= ON_FIRST && random() < 0.02,
      stamps: Object.fromEntries(FIELDS.map((field) => [field, modified])) as Note['stamps'],
    };
    return rowOf(note);
  });
}

/** Writes rows to the extension's database from a page of the extension. */
export async function plantNotes(own: Page, rows: NoteRow[]): Promise<void> {
  const piece = 1_000;
  for (let at = 0; at < rows.length; at += piece) {
    await own.evaluate(
      async (rows) => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('notes');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        await new Promise<void>((resolve, reject) => {
          const change = db.transaction('notes', 'readwrite');
          for (const row of rows as { id: string }[]) change.objectStore('notes').put(row);
          change.oncomplete = () => resolve();
          change.onerror = () => reject(change.error);
        });
        db.close();
      },
      rows.slice(at, at + piece) as unknown[],
    );
  }
}

/** All words of the bundled documents, in order. */
export function wordsOfDocuments(): string[] {
  const folder = join(root, 'assets', 'documents');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
}

/** A version 4 UUID. */
function idOf(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
