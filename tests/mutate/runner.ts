/**
 * A runner of Vitest that runs each test many times, with one mutant after the other. It rests on Vitest's retries: an attempt
 * that is not the last is said to have failed. After a mutant that a test notices, the test runs once without any: if it fails then,
 * the mutant left something behind, and the file is given up.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SerializedConfig } from 'vitest';
import {
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  TestRunner,
  type TestTryOptions,
} from 'vitest';
import { FOLDER, type Outcome, type Plan, type Trial } from './plan';
import { SWITCH, Switch } from './switch';

const folder = process.env[FOLDER] as string;
const tell = (outcome: Outcome) => appendFileSync(join(folder, 'outcomes'), `${JSON.stringify(outcome)}\n`);
/** The tests may replace the clock. */
const { setTimeout: later, clearTimeout: never, performance } = globalThis;
const now = performance.now.bind(performance);

/** What an attempt with a mutant may take: so many times what the test takes without, and a little more. */
const TIMES = 10;
const MORE_MS = 1_500;
const MORE_ROUNDS = 20_000;

class NextMutant extends Error {}
class TooLong extends Error {}

export default class MutantRunner extends TestRunner {
  readonly #plan = JSON.parse(readFileSync(join(folder, 'plan'), 'utf8')) as Plan;
  readonly #switch = new Switch(this.#plan.mutants);
  readonly #trials: Map<string, Trial>;
  /** Mutants that a test of this file has noticed. */
  readonly #noticed = new Set<number>();
  /** Of the running test: its mutants to come, the one on trial, and whether the attempt has taken too long. */
  #queue: number[] = [];
  #onTrial = 0;
  #isTooLong = false;
  #begun = 0;
  /** The mutant after which the running attempt looks whether the test still passes. */
  #after = 0;
  #isOver = false;
  #isLoaded = false;

  constructor(config: SerializedConfig) {
    super(config);
    Object.assign(globalThis, { [SWITCH]: this.#switch });
    const plan = this.#plan;
    this.#trials = new Map(plan.kind === 'survey' ? [] : plan.tests.map((trial) => [trial.test, trial]));
    if (plan.kind === 'load') this.#switch.active = plan.mutant;
    tell({ kind: 'process', pid: process.pid });
  }

  onCollected(files: RunnerTestFile[]): void {
    if (this.#plan.kind === 'survey') {
      for (const { result } of files)
        if (result?.state === 'fail') tell({ kind: 'unloaded', problem: `${result.errors?.[0]?.message}` });
      return;
    }
    if (this.#plan.kind === 'load' && files.some((file) => file.result?.state === 'fail'))
      this.#found('killed', 'load');
    for (const file of files) sortByCost(file.tasks, this.#trials);
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (test.type !== 'test' || test.mode !== 'run') return;
    const { id } = test;
    const trial = this.#trials.get(id);
    if (this.#plan.kind === 'survey') {
      test.retry = 0;
      const mutants = this.#switch.taken();
      if (mutants.length > 0) tell({ kind: 'loaded', mutants });
      return;
    }
    this.#queue = (trial?.mutants ?? []).filter((mutant) => !this.#noticed.has(mutant));
    const isIdle = this.#plan.kind === 'trial' && this.#queue.length === 0;
    if (!trial || test.fails || isIdle || this.#isOver) {
      test.mode = 'skip';
      return;
    }
    test.retry = this.#plan.kind === 'trial' ? this.#queue.length * 3 + 2 : 0;
    this.#after = 0;
  }

  override onBeforeTryTask(test: RunnerTask, options: TestTryOptions): void {
    super.onBeforeTryTask(test as RunnerTestCase, options);
    const trial = this.#trials.get(test.id);
    if (this.#plan.kind === 'trial') {
      this.#onTrial = this.#after > 0 ? 0 : (this.#queue.shift() ?? 0);
      if (this.#onTrial > 0) tell({ kind: 'begun', mutant: this.#onTrial, test: test.id });
    } else if (this.#plan.kind === 'load') this.#onTrial = this.#plan.mutant;
    this.#isTooLong = false;
    this.#begun = now();
    if (!trial) this.#switch.start(this.#onTrial);
    else this.#switch.start(this.#onTrial, trial.rounds * TIMES + MORE_ROUNDS, trial.ms * TIMES + MORE_MS);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const trial = this.#trials.get(test.id);
    const run = TestRunner.getTestFn(test);
    if (!trial) return run();
    let timer: ReturnType<typeof later> | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = later(
        () => {
          this.#isTooLong = true;
          reject(new TooLong());
        },
        trial.ms * TIMES + MORE_MS,
      );
    });
    try {
      await Promise.race([run(), tooLong]);
    } finally {
      never(timer);
    }
  }

  override async onAfterRetryTask(test: RunnerTestCase, options: TestTryOptions): Promise<void> {
    await super.onAfterRetryTask(test, options);
    const { id } = test;
    const result = test.result as NonNullable<RunnerTestCase['result']>;
    const passed = result.state === 'pass' || result.state === 'skip';
    const { rounds, isOver } = this.#switch;
    this.#switch.start(0);
    if (this.#plan.kind === 'survey') {
      tell({
        kind: 'surveyed',
        test: id,
        ms: now() - this.#begun,
        rounds,
        mutants: this.#switch.taken(),
        passed,
        problem: `${result.state}: ${result.errors?.[0]?.message}`,
      });
      return;
    }
    const fate = this.#isTooLong || isOver ? 'endless' : 'killed';
    if (this.#plan.kind === 'load') {
      if (!passed || isOver) this.#found(fate, id);
      else this.#switch.active = this.#plan.mutant;
      return;
    }
    result.errors = undefined;
    result.attempts = [];
    if (this.#onTrial > 0) {
      const noticed = !passed || isOver;
      if (noticed) {
        this.#noticed.add(this.#onTrial);
        this.#after = this.#onTrial;
      }
      tell({ kind: 'tried', mutant: this.#onTrial, test: id, fate: noticed ? fate : 'survived' });
    } else if (passed) this.#after = 0;
    else {
      tell({ kind: 'spoiled', mutant: this.#after, test: id });
      this.#isOver = true;
      return;
    }
    if (this.#queue.length > 0 || this.#after > 0) throw new NextMutant();
    result.state = 'pass';
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    if (this.#plan.kind === 'survey') tell({ kind: 'loaded', mutants: this.#switch.taken() });
    if (this.#plan.kind === 'load' && files.some((file) => file.result?.state === 'fail'))
      this.#found('killed', 'load');
    tell({ kind: 'ended' });
  }

  #found(fate: 'killed' | 'endless', test: string): void {
    if (this.#plan.kind === 'load' && !this.#isOver)
      tell({ kind: 'tried', mutant: this.#plan.mutant, test, fate });
    this.#isOver = true;
  }
}

/** The cheapest test first: what it notices need not be tried with another. */
function sortByCost(tasks: RunnerTask[], trials: Map<string, Trial>): void {
  const cost = (task: RunnerTask): number =>
    task.type === 'suite' ? Math.max(0, ...task.tasks.map(cost)) : (trials.get(task.id)?.ms ?? 0);
  for (const task of tasks) if (task.type === 'suite') sortByCost(task.tasks, trials);
  tasks.sort((a, b) => cost(a) - cost(b));
}
