/** Hostile messages against the real dispatcher, the real relay and the real handlers of what the user made. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { correctionHandlers } from '../../src/background/corrections';
import { dataHandlers } from '../../src/background/data';
import { mentionHandlers } from '../../src/background/mentions';
import { noteHandlers } from '../../src/background/notes';
import { PageWork } from '../../src/background/page-work';
import { frameHandlers, relay } from '../../src/background/relay';
import { settingsHandlers } from '../../src/background/settings';
import { Corrections } from '../../src/notes/corrections';
import type { NotesDatabase } from '../../src/notes/database';
import { NotedPages } from '../../src/notes/noted';
import { Notes } from '../../src/notes/store';
import { dispatcher } from '../../src/protocol/dispatch';
import { DEFAULTS } from '../../src/settings/settings';
import { form, indexOf, term } from '../mentions/lexicon';
import { emptyDatabase, onPassage, onTerm } from '../notes/database';
import { handlers } from './handlers';
import { HOME, type HostileMessage, hostileMessages, QUOTED } from './hostile-messages';

/** How many messages: `GLOSS_HOSTILE=100000` for all that are known to be survived. */
const COUNT = Number(process.env.GLOSS_HOSTILE ?? 5_000);
const SEED = Number(process.env.GLOSS_SEED ?? 1);
/** In all that the user wrote. */
const SECRET = 'zqxjvkwzqx';
const VICTIM = { address: 'https://victim.example/secret', title: SECRET };

let db: NotesDatabase;
let dispatch: ReturnType<typeof dispatcher>;
const ids: string[] = [];
const change = vi.fn(async () => undefined);
const told = vi.fn();

/** All rows of all tables, as text. */
const contents = async () =>
  JSON.stringify(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])));

beforeAll(async () => {
  db = emptyDatabase();
  const notes = new Notes(db);
  const drafts = [onTerm(), onPassage(), onPassage(SECRET, VICTIM)];
  for (const draft of drafts) ids.push((await notes.create({ ...draft, text: SECRET, tags: [SECRET] })).id);
  const corrections = new Corrections(db);
  await corrections.add(SECRET, 'everywhere', '');
  const noted = new NotedPages(db);
  const index = indexOf(term('igf', [form('IGF', 'en', true)]));
  dispatch = dispatcher(
    handlers({
      ...noteHandlers(db, noted, async () => true, told),
      ...dataHandlers(db, noted, told, async () => undefined),
      ...correctionHandlers(corrections, async () => undefined, change),
      ...settingsHandlers({ get: async () => DEFAULTS, change }, { clearBadges: change, rescanAll: change }),
      ...mentionHandlers(
        {
          index: async () => index,
          correctionsOn: (page) => corrections.on(page),
          settings: async () => DEFAULTS,
          mayBeNoted: (address) => noted.may({ address }),
          showPaused: () => undefined,
        },
        new PageWork(),
      ),
      ...frameHandlers,
    }),
    HOME,
  );
});
afterAll(() => db.close());

/** What became of a message: its reply, its error, or nothing where nobody takes it. */
async function fate(message: unknown, from: object): Promise<{ reply?: unknown; error?: Error }> {
  try {
    return { reply: await dispatch(message, from) };
  } catch (error) {
    return { error: error as Error };
  }
}

/** A message in short: it may be ten megabytes, or nested too deep to be written out. */
function outlineOf({ message, from }: HostileMessage): string {
  try {
    return JSON.stringify({ message, from }, (_, value) =>
      typeof value === 'string' ? value.slice(0, 80) : value,
    ).slice(0, 1_500);
  } catch {
    return `a message nested too deep, from ${JSON.stringify(from)}`;
  }
}

describe(`${COUNT} hostile messages`, () => {
  it('are refused without a quotation, learn nothing and write nothing', { timeout: 1_200_000 }, async () => {
    const before = await contents();
    let [refused, answered, ignored] = [0, 0, 0];
    for (const each of hostileMessages(COUNT, SEED, ids)) {
      const { reply, error } = await fate(each.message, each.from);
      const must = (holds: boolean, claim: string) => {
        if (!holds) expect.fail(`${claim}: ${outlineOf(each)} → ${error ?? JSON.stringify(reply)}`);
      };
      if (each.refused) must(error !== undefined, 'It was not refused');
      if (error) {
        refused++;
        must(['Refused', 'HighlightRefused', 'Error'].includes(error.name), 'It failed');
        must(error.message.length < 300, 'The error is long');
        must(!error.message.includes(QUOTED) && !error.message.includes(SECRET), 'The error quotes');
      } else if (reply === undefined) ignored++;
      else {
        answered++;
        must(!JSON.stringify(reply).includes(SECRET), 'The reply tells a secret');
      }
      try {
        relay(each.message, each.from, told, HOME);
      } catch (problem) {
        must(
          /^Refused: /.test(`${problem}`) && !`${problem}`.includes(QUOTED),
          `The relay fails with ${problem}`,
        );
      }
    }
    expect(await contents()).toBe(before);
    expect(change).not.toHaveBeenCalled();
    expect(told).not.toHaveBeenCalled();
    expect(Math.min(refused, answered, ignored)).toBeGreaterThan(COUNT / 100);
  });
});
