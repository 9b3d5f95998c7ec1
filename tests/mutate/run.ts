/**
 * Mutation testing: makes small changes to the source, one at a time, and looks whether a unit test fails.
 *
 *     npm run mutate [-- --room notes] [--file src/notes/merge.ts] [--sample 150 | --all] [--seed 1] [--own] [--json out.json]
 *
 * `--sample` is how many mutants of each room are tried (150), chosen by `--seed`; `--all` tries every one, which takes hours.
 * `--own` runs the tests of the mutants' rooms alone. `--json` writes each mutant and its fate to a file. It prints the share
 * of each room that the tests noticed, with its 95 % interval, and the mutants that none noticed.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changesOf } from './changes';
import { House, ROOMS } from './house';
import { type Fate, type Mutant, told } from './mutant';
import { interval, sampleOf } from './sample';
import { Court } from './trial';
import { type Instrumented, Workshop } from './workshop';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      room: { type: 'string', multiple: true },
      file: { type: 'string', multiple: true },
      sample: { type: 'string', default: '150' },
      seed: { type: 'string', default: '1' },
      all: { type: 'boolean', default: false },
      own: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const house = new House(root);
  const rooms = values.room ?? (values.file ? [...new Set(values.file.map(roomOf))] : [...ROOMS]);
  const unknown = rooms.find((room) => !ROOMS.some((each) => each === room));
  if (unknown !== undefined) {
    console.error(`There is no room ${unknown}. There are: ${ROOMS.join(', ')}.`);
    return 2;
  }
  const size = values.all || values.file ? Number.POSITIVE_INFINITY : Number(values.sample);
  const mutants: Mutant[] = [];
  const files = new Map<string, Instrumented>();
  const counts = new Map<string, number>();
  for (const room of rooms) {
    const sources = house.sourcesOf(room).filter((file) => !values.file || values.file.includes(file));
    const all = sources.flatMap((file) => mutantsOf(house, room, file, files));
    counts.set(room, all.length);
    mutants.push(...sampleOf(all, size, Number(values.seed)));
  }
  for (const [index, mutant] of mutants.entries()) {
    mutant.id = index + 1;
    files.get(mutant.file)?.mutants.push(mutant);
  }
  const began = Date.now();
  const log = (line: string) => console.error(`${clock(Date.now() - began)}  ${line}`);
  const shop = await Workshop.open(root, files);
  try {
    const court = new Court(shop, mutants, log);
    const fates = await court.judge(Court.filesFor(house, mutants, values.own));
    for (const test of court.failing) log(`fails without a mutant, and was left out: ${test}`);
    report(rooms, mutants, fates, counts);
    if (values.json) {
      const told = mutants.map((mutant) => ({ ...mutant, fate: fates.get(mutant.id) }));
      writeFileSync(values.json, `${JSON.stringify(told, null, 1)}\n`);
    }
    log('done');
  } finally {
    await shop.close();
  }
  return 0;
}

const roomOf = (file: string) => file.split('/')[1] ?? '';

function mutantsOf(house: House, room: string, file: string, files: Map<string, Instrumented>): Mutant[] {
  const code = house.read(file);
  const { changes, loops } = changesOf(code, file);
  files.set(file, { mutants: [], loops });
  return changes.map((change) => ({
    ...change,
    id: 0,
    room,
    file,
    line: code.slice(0, change.start).split('\n').length,
    source: code.slice(change.start, change.end),
  }));
}

function report(
  rooms: string[],
  mutants: Mutant[],
  fates: Map<number, Fate>,
  counts: Map<string, number>,
): void {
  for (const fate of ['unreached', 'survived'] as const) {
    const all = mutants.filter(({ id }) => fates.get(id) === fate);
    if (all.length > 0) console.log(`\n${fate === 'survived' ? 'No test noticed' : 'No test runs'}:`);
    for (const mutant of all) console.log(`  ${told(mutant)}`);
  }
  console.log('\nroom          mutants    tried   killed   unreached    score   95 % interval');
  for (const room of rooms) {
    const tried = mutants.filter((mutant) => mutant.room === room);
    const killed = tried.filter(({ id }) => ['killed', 'endless'].includes(fates.get(id) ?? '')).length;
    const unreached = tried.filter(({ id }) => fates.get(id) === 'unreached').length;
    const all = counts.get(room) ?? 0;
    const [least, most] = interval(killed, tried.length, all).map((share) => (share * 100).toFixed(1));
    const score = tried.length === 0 ? '–' : `${((killed / tried.length) * 100).toFixed(1)} %`;
    const figures = [all, tried.length, killed].map((figure) => String(figure).padStart(9)).join('');
    console.log(
      `${room.padEnd(12)}${figures}${String(unreached).padStart(12)}${score.padStart(9)}   ${least}–${most} %`,
    );
  }
}

const clock = (ms: number) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
