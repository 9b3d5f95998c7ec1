/** Time until the viewport is marked, with the background awake and asleep. */
import type { Measured } from '../bars';
import { median } from '../numbers';
import type { Part } from '../part';
import type { Settled } from '../probe/probe';
import { choose } from '../survey';

const RUNS = 5;
const PAGES = 6;
/** Most pages that are tried to find enough with a mark in their first viewport. */
const TRIED = 40;
const QUIET = 200;

export const marking: Part = async (bench) => {
  const lab = await bench.lab('100k');
  await lab.keepAwake();
  const visit = (name: string) => lab.visit('probed', name, ({ probe }) => probe('settled', QUIET));
  const names: string[] = [];
  const wanted = bench.quick ? 3 : PAGES;
  for (const { name } of choose(bench.surveyed, '100k', true, bench.quick ? 10 : TRIED)) {
    if (names.length < wanted && (await visit(name)).viewport !== null) names.push(name);
  }
  const runs: Record<'awake' | 'asleep', Map<string, Settled[]>> = { awake: new Map(), asleep: new Map() };
  for (let round = 0; round < (bench.quick ? 1 : RUNS); round++) {
    bench.say(`marking, round ${round + 1}`);
    for (const name of names) {
      for (const state of ['awake', 'asleep'] as const) {
        if (state === 'awake') await lab.keepAwake();
        else await lab.stopBackground();
        const settled = await visit(name);
        runs[state].set(name, [...(runs[state].get(name) ?? []), settled]);
      }
    }
  }
  const of = (state: 'awake' | 'asleep', name: string) => {
    const times = (runs[state].get(name) ?? []).flatMap(({ viewport }) => viewport ?? []);
    return times.length > 0 ? median(times) : null;
  };
  const row = (state: 'awake' | 'asleep'): Measured => {
    const times = names.flatMap((name) => of(state, name) ?? []);
    return times.length > 0
      ? { value: median(times) }
      : { reason: 'no page that was tried had a mark in its first viewport' };
  };
  return {
    rows: { 'viewport-marked-awake': row('awake'), 'viewport-marked-asleep': row('asleep') },
    tables: [
      {
        title: 'From document_idle to the marks in the viewport',
        text:
          'ms until the last mark that stands in the first viewport was registered; 100,000 terms, medians of interleaved runs in fresh ' +
          `renderers, ${VIEW}. The background was asked something just before (awake), or stopped just before (asleep).`,
        columns: ['page', 'marks', 'awake', 'asleep'],
        rows: names.map((name) => [
          name,
          runs.awake.get(name)?.[0]?.marks ?? null,
          of('awake', name),
          of('asleep', name),
        ]),
      },
    ],
  };
};

const VIEW = 'a viewport of 1000 by 800 CSS px';
