/** Processes killed while they write: the background at each of its steps, and the whole browser. */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import { launch, type Rig } from '../e2e/rig';
import { DEEDS, type MakesDeed } from './deeds';
import { differences, kept } from './kept';
import type { Ground, Scenario } from './scenario';
import { stoppedAt } from './steps';

/**
 * Does a deed with the background killed before its `step`th change, then does it once more. Resolves to whether it was
 * killed there: if not, the deed makes fewer changes.
 */
async function tryStep(
  rig: Rig,
  first: Page,
  name: string,
  step: number,
  { tally }: Ground,
): Promise<{ isKilled: boolean; own: Page }> {
  const deed = await (DEEDS[name] as MakesDeed)(first);
  const before = await kept(first);
  tally.tries++;
  const { end, own } = await stoppedAt(rig, first, step, deed, deed.ready);
  const where = `${name}, killed before change ${step}${end.kind === 'stopped' ? ` (${end.at})` : ''}`;
  if (end.kind === 'stopped') tally.faults++;
  const between = await kept(own);
  const isUndone = differences(before, between).length === 0;
  if (isUndone || !deed.once) {
    await deed.ready?.(own);
    await ask(own, deed.kind, deed.data as never);
  }
  const after = await kept(own);
  const missing = differences(between, after);
  tally.keeps(
    isUndone || missing.length === 0,
    `${where}: a part of it is stored, not: ${missing.join('; ')}`,
  );
  tally.keeps(
    end.kind !== 'answered' || missing.length === 0,
    `${where}: it was answered, and is not stored`,
  );
  tally.keeps(deed.isDone(after), `${where}, and done again: it is not whole`);
  tally.keeps(end.kind !== 'refused', `${where}: ${end.kind === 'refused' ? end.why : ''}`);
  tally.keeps(between.damaged + after.damaged === 0, `${where}: rows are damaged`);
  for (const of of ['notes', 'terms'] as const)
    for (const id of before[of].keys())
      tally.keeps(between[of].has(id) || !after[of].has(id), `${where}: of the ${of}, ${id} is gone`);
  for (const id of after.backups) {
    const isReadable = await ask(own, 'preview-backup', { id }).then(Boolean, () => false);
    tally.keeps(isReadable, `${where}: the backup ${id} cannot be read`);
  }
  return { isKilled: end.kind === 'stopped', own };
}

/** So many losses are enough: each later step would find them again. */
const ENOUGH = 5;

const atEachStep: Scenario = {
  name: 'background killed before each change of each deed',
  where: 'chrome',
  inShort: true,
  async run(on) {
    const rig = await launch('chrome');
    try {
      let own = await rig.openOwn('options.html');
      const names = on.isShort ? ['a new note', 'an import', 'a backup'] : Object.keys(DEEDS);
      const stride = on.isShort ? 3 : 1;
      for (const name of names) {
        for (let step = 1, isKilled = true; isKilled && on.tally.lost.length < ENOUGH; step += stride)
          ({ isKilled, own } = await tryStep(rig, own, name, step, on));
      }
    } finally {
      await rig.close();
    }
  },
};

/** Writes that are sent without waiting. */
export const WRITES = 12;

/** Writes notes, some of them twice, until it is stopped. Answers with what was acknowledged. */
export const writing = (tag: string) => `(async () => {
  const { runtime } = globalThis.browser ?? chrome;
  globalThis.acknowledged = [];
  for (let at = 0; at < ${WRITES}; at++) {
    const id = crypto.randomUUID();
    const data = { id, target: { kind: 'term', term: 'igf' }, changes: { text: '${tag} ' + at } };
    void runtime.sendMessage({ kind: 'write', data }).then((note) => {
      if (note) acknowledged.push([note.id, note.text]);
    }, () => undefined);
    await new Promise((done) => setTimeout(done, 4));
  }
})()`;

/** What was acknowledged of these: the texts of notes by their ids. */
export const acknowledged = (own: Page) =>
  own.evaluate('acknowledged') as Promise<[id: string, text: string][]>;

/** Checks that every note is there that was acknowledged, with its text. */
export async function keepsAll(
  own: Page,
  all: ReadonlyMap<string, string>,
  { tally }: Pick<Ground, 'tally'>,
  where: string,
): Promise<void> {
  const { notes, damaged } = await kept(own);
  tally.keeps(damaged === 0, `${where}: rows are damaged`);
  for (const [id, text] of all)
    tally.keeps(
      notes.get(id)?.includes(`"${text}"`) ?? false,
      `${where}: the note “${text}” was acknowledged, and is gone`,
    );
}

const whileWriting = (where: 'chrome' | 'firefox'): Scenario => ({
  name: 'background stopped at any moment of many writes',
  where,
  inShort: where === 'firefox',
  async run({ tally, isShort }) {
    const rig = await launch(where);
    try {
      const own = await rig.openOwn('options.html');
      const all = new Map<string, string>();
      for (let round = 0; round < (isShort ? 4 : 25); round++) {
        tally.tries++;
        const sent = own.evaluate(writing(`round ${round}`));
        await pause(Math.random() * WRITES * 6);
        await rig.killBackground();
        tally.faults++;
        await sent;
        for (const [id, text] of await acknowledged(own)) all.set(id, text);
        await keepsAll(own, all, { tally }, `round ${round}`);
      }
    } finally {
      await rig.close();
    }
  },
});

/** Kills a browser. */
export async function killed(rig: Rig): Promise<void> {
  const browser = rig.browser.process();
  const ended = new Promise((done) => browser?.once('exit', done));
  // The driver starts the browser in a process group of its own: all of its processes end at once.
  if (browser?.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
  await ended;
  await rig.close().catch(() => undefined);
}

const browserKilled: Scenario = {
  name: 'browser killed (SIGKILL) while it writes, and started again',
  where: 'chrome',
  inShort: true,
  async run({ tally, isShort, scratch }) {
    const profile = join(scratch, 'profile');
    const all = new Map<string, string>();
    for (let round = 0; round < (isShort ? 3 : 15); round++) {
      tally.tries++;
      const rig = await launch('chrome', profile);
      const own = await rig.openOwn('options.html');
      await keepsAll(own, all, { tally }, `start ${round}`);
      const sent = own.evaluate(writing(`start ${round}`)).catch(() => undefined);
      // Where nothing was acknowledged, nothing would be proved.
      await until(
        'a write to be acknowledged',
        async () => (await own.evaluate('acknowledged.length')) !== 0,
      );
      await pause(Math.random() * WRITES * 6);
      for (const [id, text] of await acknowledged(own)) all.set(id, text);
      tally.faults++;
      await Promise.all([killed(rig), sent]);
    }
    tally.keeps(all.size > 0, 'no write was acknowledged before the browser was killed');
  },
};

export const KILLS: readonly Scenario[] = [
  atEachStep,
  whileWriting('chrome'),
  whileWriting('firefox'),
  browserKilled,
];
