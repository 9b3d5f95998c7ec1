import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/digest/parse-document';
import { documents } from './assets';

const parsed = documents.map((file) => ({ file, ...parseDocument(file) }));
const passages = parsed.flatMap((document) => document.passages);

/**
 * The format of `sha256sum`: hash, two spaces, name. A line may change only when the publisher changes the
 * document.
 */
const table = readFileSync(join(import.meta.dirname, 'passages.sha256'), 'utf8');

describe('The three bundled documents', () => {
  it('compile without problems', () => {
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    expect(parsed.map(({ document }) => document)).toEqual([
      {
        id: 'cyber-diplomacy-islamic-nations',
        title: "Cyber Diplomacy: A Key Pillar in Islamic Nations' Foreign Relations",
        short: 'Article on cyber diplomacy',
        lang: 'en',
      },
      {
        id: 'd4g-lab-igf-event-2023',
        title:
          'Report of the event “Internet Governance Forum IGF; Critical Reflections on the Global Internet Governance”',
        short: 'Event report',
        date: '2023-08',
        lang: 'en',
      },
      {
        id: 'islamic-nation-igf',
        title: "The Islamic Nation's Engagement in the Internet Governance Forum",
        short: 'Article on the Islamic Nation and the IGF',
        lang: 'en',
      },
    ]);
  });

  it('keep every passage verbatim', () => {
    const hashes = passages.map(
      ({ id, text }) => `${createHash('sha256').update(text).digest('hex')}  ${id}\n`,
    );
    expect(hashes.join('')).toBe(table);
  });

  const originals = join(import.meta.dirname, '../../../shared/documents');
  it.skipIf(!existsSync(originals)).each(parsed)(
    'have the same text as the original of $document.id',
    ({ document, passages }) => {
      const original = readFileSync(join(originals, `${document?.id}.txt`), 'utf8');
      const blocks = original
        .split(/\n+/)
        .map((line) => line.replace(/^ *• /, '').replace(/^#+ /, '').trim())
        .filter((line) => line !== '');
      expect(passages.map(({ text }) => text)).toEqual(blocks);
    },
  );
});
