/** The cost of following pages that never rest, compared with the same page without Gloss. */
import { pause } from '../../../scripts/hovering';
import type { Visit } from '../lab';
import { median } from '../numbers';
import type { Part } from '../part';
import { choose } from '../survey';

const RUNS = 2;
/** Time that a page keeps changing, s. */
const SECONDS = 5;
/** Time from the load until the first reading is over, ms. */
const REST = 800;

/** Runs in the page: changes one text node 60 times a second. */
function changeText(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let chosen: Text | undefined;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
    if (node.parentElement?.localName === 'p' && node.data.length > (chosen?.data.length ?? 0)) chosen = node;
  const text = chosen ?? document.body.appendChild(new Text('They met at the ITU.'));
  const { data } = text;
  let time = 0;
  setInterval(() => {
    text.data = `${data} ${++time}`;
  }, 1000 / 60);
}

/** Runs in the page: adds 50 paragraphs every 100 ms, one in ten with a mention. */
function addNodes(): void {
  let time = 0;
  setInterval(() => {
    const added = document.createDocumentFragment();
    for (let at = 0; at < 50; at++) {
      const paragraph = document.createElement('p');
      paragraph.textContent = `Line ${++time}: ${at % 10 === 0 ? 'engineers at the International Telecommunication Union met' : 'nobody met anybody on that day'}.`;
      added.append(paragraph);
    }
    document.body.append(added);
  }, 100);
}

const CASES = [
  { label: 'one text node, 60 times a second', change: changeText },
  { label: '50 paragraphs every 100 ms', change: addNodes },
];

/** Main-thread time, ms per second. */
const busy =
  (change: () => void) =>
  async ({ page, cdp }: Visit) => {
    await pause(REST);
    const read = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
      return { task: of('TaskDuration'), script: of('ScriptDuration'), at: of('Timestamp') };
    };
    await page.evaluate(change);
    await pause(200);
    const before = await read();
    await pause(SECONDS * 1000);
    const after = await read();
    const seconds = after.at - before.at;
    return {
      task: ((after.task - before.task) * 1000) / seconds,
      script: ((after.script - before.script) * 1000) / seconds,
    };
  };

export const changing: Part = async (bench) => {
  const lab = await bench.lab('100k');
  await lab.keepAwake();
  const names = choose(bench.surveyed, 'bundled', true, bench.quick ? 1 : 2).map(({ name }) => name);
  const table: (string | number | null)[][] = [];
  const overs = CASES.map(() => [] as number[]);
  for (const [at, { label, change }] of CASES.entries()) {
    for (const name of names) {
      bench.say(`changing: ${label}`);
      const alone: { task: number; script: number }[] = [];
      const ours: { task: number; script: number }[] = [];
      for (let round = 0; round < (bench.quick ? 1 : RUNS); round++) {
        alone.push(await lab.visit('plain', name, busy(change), { fine: false }));
        ours.push(await lab.visit('gloss', name, busy(change), { fine: false }));
      }
      const middle = (list: typeof ours, what: 'task' | 'script') => median(list.map((each) => each[what]));
      overs[at]?.push(middle(ours, 'task') - middle(alone, 'task'));
      table.push([
        label,
        name,
        middle(alone, 'task'),
        middle(ours, 'task'),
        middle(ours, 'task') - middle(alone, 'task'),
        middle(ours, 'script') - middle(alone, 'script'),
      ]);
    }
  }
  return {
    rows: { 'text-changes': { value: median(overs[0] ?? []) / 10 } },
    tables: [
      {
        title: 'Pages that change',
        text: `ms of the page's main thread a second, over ${SECONDS} s; 100,000 terms, medians of interleaved runs. 10 ms a second are 1 % of a core.`,
        columns: ['what changes', 'page', 'alone', 'with Gloss', 'more', 'more script'],
        rows: table,
      },
    ],
  };
};
