/** Hostile messages to the real dispatcher, and a reader that asks for more than it may; without a browser. */
import { Highlights } from '../../src/notes/highlights';
import type { Target } from '../../src/notes/schema';
import { BATCH, checkSize, EACH, TEXT } from '../../src/protocol/limits';
import { emptyDatabase, onPassage } from '../notes/database';
import { hostileMessages } from '../protocol/hostile-messages';
import { realBackground, tried } from '../protocol/real-background';
import type { Ground, Scenario } from './scenario';

const SECRET = 'zqxjvkwzqx';

const dispatched: Scenario = {
  name: 'hostile messages to the real dispatcher',
  where: 'node',
  inShort: true,
  async run({ tally, isShort }) {
    const background = await realBackground(SECRET);
    try {
      const before = await background.contents();
      for (const each of hostileMessages(isShort ? 5_000 : 100_000, 3, background.ids)) {
        tally.tries++;
        tally.faults++;
        const { problem } = await tried(background, each, SECRET);
        tally.hides(problem === undefined, problem ?? '');
      }
      tally.keeps((await background.contents()) === before, 'hostile messages have changed what is stored');
      tally.keeps(background.changes() === 0, 'hostile messages were passed on, or changed settings');
    } finally {
      background.close();
    }
  },
};

/** Whether something is refused. */
async function refuses(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return false;
  } catch {
    return true;
  }
}

async function tooMuchText({ tally }: Pick<Ground, 'tally'>): Promise<void> {
  const long = 'x'.repeat(TEXT);
  const cases: Record<string, [texts: string[], evidence: unknown, lang?: string]> = {
    'a run that is too long': [[`${long}x`], undefined],
    'a run of ten megabytes': [['('.repeat(10_000_000)], undefined],
    'too many runs': [[long, long, long], undefined],
    'too many empty runs': [Array.from({ length: BATCH / EACH + 1 }, () => ''), undefined],
    'evidence that is too large': [[], { index: 'x'.repeat(1_000_000) }],
    'a language that is too long': [[], undefined, long],
  };
  for (const [name, given] of Object.entries(cases)) {
    tally.tries++;
    tally.keeps(await refuses(() => checkSize(...given)), `${name} was not refused`);
  }
  tally.keeps(!(await refuses(() => checkSize([long, long], undefined))), 'a full message was refused');
}

async function tooManyHighlights({ tally }: Pick<Ground, 'tally'>): Promise<void> {
  const db = emptyDatabase();
  const highlights = new Highlights(db);
  const make = (exact: string, address: string) => {
    const { target } = onPassage(exact, { address, title: '' });
    return highlights.make(crypto.randomUUID(), 'green', target as Extract<Target, { kind: 'passage' }>);
  };
  try {
    for (let i = 0; i < 200; i++) {
      tally.tries++;
      await make(`passage ${i}`, `https://${i}.evil.example/${i}`).catch(() => undefined);
    }
    const made = await db.notes.count();
    tally.keeps(made === 60, `a site made ${made} highlights in a minute`);
    tally.keeps(
      !(await refuses(() => make('mine', 'https://other.example/'))),
      'another site cannot make one then',
    );
    // About 90,000 units each.
    for (let i = 0; i < 30; i++) {
      tally.tries++;
      await make('x'.repeat(90_000) + i, 'https://large.example/').catch(() => undefined);
    }
    const large = (await db.notes.count()) - made - 1;
    tally.keeps(large <= 17, `a site stored ${large} of the longest passages in a minute`);
  } finally {
    db.close();
  }
}

const bounds: Scenario = {
  name: 'a reader that asks for more than it may',
  where: 'node',
  inShort: true,
  async run({ tally }) {
    await tooMuchText({ tally });
    await tooManyHighlights({ tally });
  },
};

export const DISPATCHED: readonly Scenario[] = [dispatched, bounds];
