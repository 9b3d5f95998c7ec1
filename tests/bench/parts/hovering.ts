/**
 * Time from the end of a dwell to the card: the first and the second card on a page, with the background
 * awake and asleep.
 */
import { hover, pause, until } from '../../../scripts/hovering';
import type { Measured } from '../bars';
import type { Visit } from '../lab';
import { median } from '../numbers';
import type { Part } from '../part';
import { choose } from '../survey';

const RUNS = 5;
const PAGES = 3;
const QUIET = 200;
/** Longest wait for a card, ms, from before the pointer moves. Each step of the pointer waits for a frame. */
const LIMIT = 20_000;
/** Time until a card that the pointer left has closed, ms. */
const CLOSING = 700;

/** Time from the end of the dwell until the card was painted, ms. Throws if no card appears. */
async function cardAfterDwell({ page, probe }: Visit): Promise<number> {
  const spot = await probe('spot');
  if (!spot) throw new Error('there is no mark to point at in the first viewport');
  await probe('reset');
  const seen = probe('cardSeen', LIMIT);
  await hover(page, spot);
  const shown = await seen;
  const dwellEnd = await probe('dwellEnd');
  if (shown === null) throw new Error(`no card could be seen ${LIMIT / 1000} s after the pointer rested`);
  if (dwellEnd === 0) throw new Error('no timer of 300 ms ran out before the card came');
  const painted = await until('the heading of the card to be painted', async () => {
    const frame = page.frames().find((each) => each.url().includes('/popover.html'));
    return frame?.evaluate(() => __painted.at(-1));
  });
  return Math.max(shown, painted) - dwellEnd;
}

const WAYS = ['first', 'second', 'asleep'] as const;
type Way = (typeof WAYS)[number];

export const hovering: Part = async (bench) => {
  const lab = await bench.lab('bundled');
  await lab.keepAwake();
  const names: string[] = [];
  const wanted = bench.quick ? 1 : PAGES;
  for (const { name } of choose(bench.surveyed, 'bundled', true, Number.POSITIVE_INFINITY)) {
    if (names.length === wanted) break;
    const spot = await lab.visit('probed', name, async ({ probe }) => {
      await probe('settled', QUIET);
      return probe('spot');
    });
    if (spot) names.push(name);
  }
  const times: Record<Way, Map<string, number[]>> = {
    first: new Map(),
    second: new Map(),
    asleep: new Map(),
  };
  const failures: string[] = [];
  const note = (way: Way, name: string, ms: number) =>
    times[way].set(name, [...(times[way].get(name) ?? []), ms]);
  for (let round = 0; round < (bench.quick ? 1 : RUNS); round++) {
    bench.say(`hovering, round ${round + 1}`);
    for (const name of names) {
      const rested = async (visit: Visit, work: () => Promise<void>) => {
        await visit.probe('settled', QUIET);
        try {
          await work();
        } catch (error) {
          failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
        }
      };
      await lab.keepAwake();
      await lab.visit(
        'probed',
        name,
        (visit) =>
          rested(visit, async () => {
            note('first', name, await cardAfterDwell(visit));
            await visit.page.mouse.move(990, 790);
            await pause(CLOSING);
            note('second', name, await cardAfterDwell(visit));
          }),
        { fine: false },
      );
      await lab.visit(
        'probed',
        name,
        (visit) =>
          rested(visit, async () => {
            await lab.stopBackground();
            note('asleep', name, await cardAfterDwell(visit));
          }),
        { fine: false },
      );
    }
  }
  const of = (way: Way, name: string) => {
    const list = times[way].get(name) ?? [];
    return list.length > 0 ? median(list) : null;
  };
  const row = (...ways: Way[]): Measured => {
    const worst = ways.map((way) => names.flatMap((name) => of(way, name) ?? []));
    if (worst.some((list) => list.length === 0))
      return { reason: failures[0] ?? 'no page of the corpus has a mark in its first viewport' };
    return { value: Math.max(...worst.map(median)) };
  };
  return {
    rows: { 'card-warm': row('first', 'second'), 'card-asleep': row('asleep') },
    tables: [
      {
        title: 'From the end of the dwell to the card',
        text:
          'ms from the moment when the dwell of 300 ms runs out until the frame with the card is painted, medians of interleaved runs in fresh ' +
          'renderers: the first hover on a page and the second, with the background awake; and the first, with the background stopped before ' +
          'the pointer moves. The card then fades in within 120 ms, which is not counted. The bar for *awake* is held against the slower of ' +
          `the two.${failures.length > 0 ? ` ${failures.length} hovers failed: ${failures[0]}.` : ''}`,
        columns: ['page', 'first, awake', 'second, awake', 'first, asleep'],
        rows: names.map((name) => [name, ...WAYS.map((way) => of(way, name))]),
      },
    ],
  };
};
