/**
 * A browser that is killed between the head and the body of a record. What Chromium writes behind that head later makes
 * the log of its database unreadable, and it deletes the database at the start after next.
 */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { until } from '../../scripts/hovering';
import { launch } from '../e2e/rig';
import { cutRecords } from './damage';
import { acknowledged, keepsAll, killed, WRITES, writing } from './kills';
import type { Scenario } from './scenario';

/** Starts of the browser: the second one writes behind the heads, the third one reads. */
const STARTS = 4;

/** Writes notes. Resolves once they are acknowledged, to their texts by their ids. */
async function written(own: Page, tag: string) {
  await own.evaluate(writing(tag));
  await until('the writes', async () => (await own.evaluate('acknowledged.length')) === WRITES);
  return acknowledged(own);
}

const torn: Scenario = {
  name: 'browser killed in the middle of a record',
  where: 'chrome',
  inShort: true,
  async run({ tally, isShort, scratch }) {
    for (let turn = 0; turn < (isShort ? 1 : 5); turn++) {
      const profile = join(scratch, `${turn}`);
      const all = new Map<string, string>();
      for (let start = 0; start < STARTS; start++) {
        tally.tries++;
        const rig = await launch('chrome', profile);
        const own = await rig.openOwn('options.html');
        await keepsAll(own, all, { tally }, `start ${start}`);
        for (const [id, text] of await written(own, `start ${start}`)) all.set(id, text);
        if (start === 0) {
          await until('the second copy', () =>
            own.evaluate(
              `chrome.storage.local.get('copy').then(({ copy }) => copy?.rows.notes === ${WRITES})`,
            ),
          );
          for (const [id, text] of await written(own, 'not copied')) all.set(id, text);
        }
        await killed(rig);
        if (start > 0) continue;
        cutRecords(profile);
        tally.faults++;
      }
    }
  },
};

export const TORN: readonly Scenario[] = [torn];
