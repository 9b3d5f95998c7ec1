/** The real dispatcher with the real handlers of what the user made, over a database in memory. */
import { correctionHandlers } from '../../src/background/corrections';
import { dataHandlers } from '../../src/background/data';
import { mentionHandlers } from '../../src/background/mentions';
import { noteHandlers } from '../../src/background/notes';
import { ownTermHandlers } from '../../src/background/own-terms';
import { PageWork } from '../../src/background/page-work';
import { frameHandlers, relay } from '../../src/background/relay';
import { settingsHandlers } from '../../src/background/settings';
import { TermIds } from '../../src/background/term-ids';
import { Corrections } from '../../src/notes/corrections';
import { NotedPages } from '../../src/notes/noted';
import { OwnTerms } from '../../src/notes/own/store';
import { Notes } from '../../src/notes/store';
import { dispatcher } from '../../src/protocol/dispatch';
import { DEFAULTS } from '../../src/settings/settings';
import { form, indexOf, term } from '../mentions/lexicon';
import { emptyDatabase, onPassage, onTerm } from '../notes/database';
import { handlers } from './handlers';
import { HOME, type HostileMessage, QUOTED } from './hostile-messages';

/** A page of which a hostile page must learn nothing. */
const VICTIM = 'https://victim.example/secret';

/** What became of a message: its reply, its error, or nothing where nobody takes it. */
type Fate = { reply?: unknown; error?: Error };

export interface RealBackground {
  /** Ids of the notes that are there. */
  ids: string[];
  fateOf(message: unknown, from: object): Promise<Fate>;
  /** Gives a message to the relay of letters and orders, which throws where it refuses it. */
  relay(message: unknown, from: object): void;
  /** All rows of all tables, as text. */
  contents(): Promise<string>;
  /** How often settings, marks or notes were said to have changed, and messages were passed on. */
  changes(): number;
  close(): void;
}

/** Starts it, with notes and a correction in all of which `secret` is. */
export async function realBackground(secret: string): Promise<RealBackground> {
  const db = emptyDatabase();
  const notes = new Notes(db);
  const ids: string[] = [];
  const drafts = [onTerm(), onPassage(), onPassage(secret, { address: VICTIM, title: secret })];
  for (const draft of drafts) ids.push((await notes.create({ ...draft, text: secret, tags: [secret] })).id);
  const own = { label: secret, gist: secret, statements: [{ text: secret }], tags: [secret] };
  await new OwnTerms(db).write({ id: crypto.randomUUID(), changes: own });
  const corrections = new Corrections(db);
  await corrections.add(secret, 'everywhere', '');
  const noted = new NotedPages(db);
  const index = indexOf(term('igf', [form('IGF', 'en', true)]));
  let changes = 0;
  const told = () => void changes++;
  const change = async () => void changes++;
  const dispatch = dispatcher(
    handlers({
      ...noteHandlers(db, noted, new TermIds(async () => undefined), async () => true, told),
      ...dataHandlers(db, noted, told, async () => undefined, told),
      ...ownTermHandlers(db, new TermIds(async () => undefined), told),
      ...correctionHandlers(corrections, async () => undefined, change),
      ...settingsHandlers(
        { get: async () => DEFAULTS, change },
        { tellPages: told, clearBadges: change, tellReaders: change, rescanAll: change },
      ),
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
  return {
    ids,
    async fateOf(message, from) {
      try {
        return { reply: await dispatch(message, from) };
      } catch (error) {
        return { error: error as Error };
      }
    },
    relay: (message, from) => relay(message, from, told, HOME),
    contents: async () =>
      JSON.stringify(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()]))),
    changes: () => changes,
    close: () => db.close(),
  };
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

/**
 * What is wrong with the fate of a hostile message; `undefined` if nothing is. `is`: how it ended.
 */
export async function tried(
  background: RealBackground,
  each: HostileMessage,
  secret: string,
): Promise<{ is: 'refused' | 'answered' | 'ignored'; problem?: string }> {
  const { reply, error } = await background.fateOf(each.message, each.from);
  const is = error ? 'refused' : reply === undefined ? 'ignored' : 'answered';
  const problems: string[] = [];
  const must = (holds: boolean, claim: string) => holds || problems.push(claim);
  if (each.refused) must(error !== undefined, 'It was not refused');
  if (error) {
    must(['Refused', 'HighlightRefused', 'Error'].includes(error.name), 'It failed');
    must(error.message.length < 300, 'The error is long');
    must(!error.message.includes(QUOTED) && !error.message.includes(secret), 'The error quotes');
  } else if (reply !== undefined) must(!JSON.stringify(reply).includes(secret), 'The reply tells a secret');
  try {
    background.relay(each.message, each.from);
  } catch (problem) {
    const isRefusal = /^Refused: /.test(`${problem}`) && !`${problem}`.includes(QUOTED);
    must(isRefusal, `The relay fails with ${problem}`);
  }
  if (problems.length === 0) return { is };
  return { is, problem: `${problems[0]}: ${outlineOf(each)} → ${error ?? JSON.stringify(reply)}` };
}
