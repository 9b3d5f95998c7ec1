/** Files of the browser that are damaged between two starts: no note is lost, and the user is told. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import type { Note } from '../../src/notes/schema';
import {
  damageLevelDb,
  damageSqlite,
  deleteLargeValues,
  LEVELDB_DAMAGE,
  SQLITE_DAMAGE,
} from '../torture/damage';
import { ask } from './notes';
import { BROWSERS, launch, type Rig } from './rig';

const COUNT = 25;
/** Some kinds of damage. `npm run torture` tries all of them, on both places and in both browsers. */
const some = (ways: object) => Object.keys(ways).filter((_, at) => at % 3 === 0);
/** The damage for which Chromium refuses to read a value, and every other that is read with it. */
const TEXTS = 'a flipped byte in each text';
/** The damage that Chromium mends by itself. */
const MENDED = 'no CURRENT';
/** A text that Chromium stores in a file of its own: over 64 kB, also when it is compressed. */
const LARGE = randomBytes(75_000).toString('hex');

describe.each(BROWSERS)('notes on a damaged disk, in %s', (which) => {
  /** A profile with notes and a backup, copied for each test. */
  let whole: string;
  let before: Note[];
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'gloss-damaged-'));
    folders.push(made);
    return made;
  };
  const notesOf = async (own: Page) => (await ask(own, 'all-notes', {})).notes;
  const ids = (notes: Note[]) => notes.map(({ id }) => id).sort();

  beforeAll(async () => {
    whole = folder();
    const rig = await launch(which, whole);
    const own = await rig.openOwn('notes.html');
    for (let n = 0; n < COUNT; n++) {
      const text = n === 3 ? LARGE : `Note ${n}`;
      const target = { kind: 'term', term: 'igf' } as const;
      await ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text } });
    }
    const [first, second] = (await notesOf(own)) as [Note, Note];
    await ask(own, 'delete', { ids: [first.id], deleted: true });
    await ask(own, 'write', { id: second.id, changes: { tags: ['kept'] } });
    await ask(own, 'set', { badge: false });
    await ask(own, 'correct', { term: 'itu', scope: 'everywhere', page: '', kind: 'never' });
    expect(await ask(own, 'take-backup', null)).toMatchObject({ notes: COUNT });
    before = await notesOf(own);
    await copied(own);
    await rig.close();
  });
  afterAll(() => {
    for (const each of folders) rmSync(each, { recursive: true, force: true });
  });

  /** Waits until the second copy lacks nothing. */
  const copied = (own: Page) =>
    until('the second copy', () =>
      own.evaluate(async (count) => {
        const { local } = (
          globalThis as unknown as {
            chrome: {
              storage: {
                local: {
                  get(key: string): Promise<{
                    copy?: { whole: boolean; backups: number; rows: { notes: number; corrections: number } };
                  }>;
                };
              };
            };
          }
        ).chrome.storage;
        const { copy } = await local.get('copy');
        return copy?.whole === true && copy.rows.notes === count && copy.rows.corrections === 1;
      }, COUNT),
    );

  /** Starts the browser on a damaged copy of the profile. */
  async function damagedBy(damage: (profile: string) => void, check: (rig: Rig, own: Page) => Promise<void>) {
    const profile = folder();
    cpSync(whole, profile, { recursive: true });
    damage(profile);
    const rig = await launch(which, profile);
    try {
      await check(rig, await rig.openOwn('notes.html'));
    } finally {
      await rig.close();
      rmSync(profile, { recursive: true, force: true });
    }
  }

  /** Everything is there again, on the page as well, and the user was told until that was dismissed. */
  async function allIsBack(rig: Rig, own: Page, isMended = false): Promise<void> {
    await until('the notes', async () => (await notesOf(own)).length === COUNT);
    expect((await notesOf(own)).map(({ text, tags, deleted }) => [text, tags, deleted])).toEqual(
      before.map(({ text, tags, deleted }) => [text, tags, deleted]),
    );
    expect(await ask(own, 'corrections', null)).toHaveLength(1);
    if (isMended) return;
    await until('the settings', async () => !(await ask(own, 'settings', null)).badge);
    const news = await until('the news', () =>
      own.evaluate(() => document.querySelector('.safety')?.textContent ?? undefined),
    );
    expect(news).toContain('restored them from its second copy');
    await until('the list', () => own.evaluate(() => document.body.textContent.includes('Notes: 24')));
    const popup = await rig.openOwn('popup.html');
    await popup.waitForSelector('.safety');
    // By script: what comes late in the popup moves the button.
    await popup.$eval('.safety button', (button) => (button as HTMLElement).click());
    await until('the news to go', () => popup.evaluate(() => document.querySelector('.safety') === null));
    expect((await ask(own, 'safety', null)).recoveries).toEqual([]);
  }

  it.runIf(which === 'chrome').each(Object.keys(LEVELDB_DAMAGE))('survive %s', (way) =>
    damagedBy(
      (profile) => damageLevelDb(profile, 'databases', way),
      (rig, own) => allIsBack(rig, own, way === MENDED),
    ),
  );

  it.runIf(which === 'chrome').each([TEXTS, ...some(LEVELDB_DAMAGE)])(
    'are copied again after %s of the copy',
    (way) =>
      damagedBy(
        (profile) => damageLevelDb(profile, 'second-copy', way),
        async (_, own) => {
          await copied(own);
          expect(ids(await notesOf(own))).toEqual(ids(before));
          expect((await ask(own, 'safety', null)).recoveries).toEqual([]);
        },
      ),
  );

  it.runIf(which === 'chrome')('survive when the file of a large note is missing', () =>
    damagedBy(
      (profile) => expect(deleteLargeValues(profile)).toBeGreaterThan(0),
      async (_, own) => {
        await until('the note', async () => {
          const large = (await notesOf(own)).find(({ text }) => text === LARGE);
          return large && (await notesOf(own)).length === COUNT;
        });
        await expect
          .poll(async () => (await ask(own, 'safety', null)).recoveries, { timeout: 20_000 })
          .toMatchObject([{ damaged: 1, lost: 0 }]);
      },
    ),
  );

  it.runIf(which === 'firefox').each(some(SQLITE_DAMAGE))('survive %s', (way) =>
    damagedBy((profile) => damageSqlite(profile, 'databases', way), allIsBack),
  );

  it.runIf(which === 'firefox')('are copied again when the copy is lost', () =>
    damagedBy(
      (profile) => damageSqlite(profile, 'second-copy', 'no file'),
      async (_, own) => {
        await copied(own);
        expect(ids(await notesOf(own))).toEqual(ids(before));
      },
    ),
  );
});
