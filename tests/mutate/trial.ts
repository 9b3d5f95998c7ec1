/**
 * Tries mutants. A survey runs every test once, and says which tests run the place of which mutant; then each mutant is tried with
 * the tests that run its place, cheap ones first, until one notices it. What only runs while files are loaded is tried last, each in
 * a process of its own.
 */
import type { House } from './house';
import type { Fate, Mutant } from './mutant';
import type { Outcome, Trial } from './plan';
import type { Workshop } from './workshop';

/** A test, as the survey found it. */
interface Test {
  file: string;
  test: string;
  ms: number;
  rounds: number;
  mutants: Set<number>;
}

/** Tests are tried in bands of duration (ms without a mutant): those of the last only with what the others have not noticed. */
const BANDS = [50, 400, Number.POSITIVE_INFINITY];
/** So much of tests outside its room's (ms, by their durations) is spent on one mutant. */
const SPENT_ELSEWHERE = 5_000;
/**
 * Most test files in which a mutant that runs at loading is tried. Any test may notice it, and each file takes about a second.
 */
const LOADED_IN = 20;

export class Court {
  readonly #shop: Workshop;
  readonly #mutants: Map<number, Mutant>;
  readonly #fates = new Map<number, Fate>();
  readonly #tests: Test[] = [];
  readonly #loaded = new Map<string, Set<number>>();
  /** How many mutants of a source file a test file has noticed, by both names. */
  readonly #noticed = new Map<string, number>();
  readonly #log: (line: string) => void;
  /** Tests that fail without a mutant. */
  readonly failing: string[] = [];

  constructor(shop: Workshop, mutants: Mutant[], log: (line: string) => void) {
    this.#shop = shop;
    this.#mutants = new Map(mutants.map((mutant) => [mutant.id, mutant]));
    this.#log = log;
  }

  async judge(files: string[]): Promise<Map<number, Fate>> {
    for (const file of files) await this.#survey(file);
    const elsewhere = new Map<number, number>();
    for (const [index, most] of BANDS.entries()) {
      const least = BANDS[index - 1] ?? -1;
      const band = this.#tests.filter(({ ms }) => ms > least && ms <= most);
      for (const file of this.#inOrder(new Set(band.map((test) => test.file)))) {
        await this.#tryFile(
          file,
          band.filter((test) => test.file === file),
          elsewhere,
        );
      }
    }
    for (const mutant of this.#mutants.values()) await this.#tryLoading(mutant);
    for (const id of this.#mutants.keys()) if (!this.#fates.has(id)) this.#fates.set(id, 'unreached');
    return this.#fates;
  }

  #isOpen = (id: number) => !this.#fates.has(id) || this.#fates.get(id) === 'survived';

  /** Whether a test file is of the room that a mutant is in. */
  #isOwn = (file: string, mutant: Mutant | undefined) =>
    mutant !== undefined && file.startsWith(`tests/${mutant.room}/`);

  /** Cheap files first. */
  #inOrder(files: Iterable<string>): string[] {
    const cost = (file: string) =>
      this.#tests.reduce((sum, test) => (test.file === file ? sum + test.ms : sum), 0);
    return [...files].sort((a, b) => cost(a) - cost(b));
  }

  async #survey(file: string): Promise<void> {
    const outcomes = await this.#shop.run(file, { kind: 'survey', mutants: this.#mutants.size }, 300_000);
    const loaded = new Set<number>();
    let tests = 0;
    for (const outcome of outcomes) {
      if (outcome.kind === 'loaded') for (const mutant of outcome.mutants) loaded.add(mutant);
      if (outcome.kind === 'unloaded') this.#log(`cannot be loaded: ${file}: ${outcome.problem}`);
      if (outcome.kind !== 'surveyed') continue;
      tests++;
      if (!outcome.passed) {
        this.failing.push(`${file} ${outcome.test}`);
        this.#log(`fails without a mutant, and is left out: ${file} ${outcome.test}: ${outcome.problem}`);
      }
      if (outcome.passed) this.#tests.push({ ...outcome, file, mutants: new Set(outcome.mutants) });
    }
    this.#loaded.set(file, loaded);
    this.#log(`survey  ${file}: ${tests} tests`);
    if (tests === 0) this.failing.push(`${file}, all of it`);
  }

  /** Tries with the tests of one file, in as many processes as it takes. */
  async #tryFile(file: string, tests: Test[], elsewhere: Map<number, number>): Promise<void> {
    /** By test, the mutants that it still has to try. */
    const left = new Map<Test, number[]>();
    for (const test of tests.sort((a, b) => a.ms - b.ms)) {
      const mutants = [...test.mutants].filter((id) => {
        if (!this.#isOpen(id)) return false;
        if (this.#isOwn(file, this.#mutants.get(id))) return true;
        const spent = elsewhere.get(id) ?? 0;
        if (spent > SPENT_ELSEWHERE) return false;
        elsewhere.set(id, spent + test.ms);
        return true;
      });
      if (mutants.length > 0) left.set(test, mutants);
    }
    const all = new Set([...left.values()].flat());
    const before = Date.now();
    for (let again: Map<Test, number[]> = left; again.size > 0; ) again = await this.#tryOnce(file, again);
    if (all.size === 0) return;
    const noticed = [...all].filter((id) => !this.#isOpen(id)).length;
    this.#log(
      `trial   ${file}: ${noticed} of ${all.size} noticed, ${((Date.now() - before) / 1000).toFixed(1)} s`,
    );
  }

  /** One process. What it did not come to is given back. */
  async #tryOnce(file: string, left: Map<Test, number[]>): Promise<Map<Test, number[]>> {
    const trials: Trial[] = [...left].map(([{ test, ms, rounds }, mutants]) => ({
      test,
      ms,
      rounds,
      mutants,
    }));
    const slowest = Math.max(...trials.map(({ ms }) => ms));
    const plan = { kind: 'trial' as const, mutants: this.#mutants.size, tests: trials };
    const outcomes = await this.#shop.run(file, plan, slowest * 12 + 20_000);
    const done = new Map<string, Set<number>>();
    const tried = (test: string, mutant: number) => done.set(test, (done.get(test) ?? new Set()).add(mutant));
    let begun: Extract<Outcome, { kind: 'begun' }> | undefined;
    for (const outcome of outcomes) {
      if (outcome.kind === 'begun') begun = outcome;
      if (outcome.kind === 'spoiled' && done.size + trials.length > 1 && !this.#isAlone(left)) {
        // Not certain: it is tried again, alone.
        this.#fates.delete(outcome.mutant);
        const test = [...left.keys()].find((each) => each.test === outcome.test);
        if (test) await this.#tryOnce(file, new Map([[test, [outcome.mutant]]]));
      }
      if (outcome.kind !== 'tried') continue;
      begun = undefined;
      tried(outcome.test, outcome.mutant);
      this.#fates.set(outcome.mutant, outcome.fate);
      if (outcome.fate === 'survived') continue;
      const pair = `${file} ${this.#mutants.get(outcome.mutant)?.file}`;
      this.#noticed.set(pair, (this.#noticed.get(pair) ?? 0) + 1);
    }
    if (begun) {
      // The process was ended in the middle of it.
      tried(begun.test, begun.mutant);
      this.#fates.set(begun.mutant, 'endless');
    }
    const ended =
      outcomes.some(({ kind }) => kind === 'ended') && !outcomes.some(({ kind }) => kind === 'spoiled');
    if (ended || done.size === 0) return new Map();
    const rest = [...left].map(
      ([test, mutants]) =>
        [test, mutants.filter((id) => this.#isOpen(id) && !done.get(test.test)?.has(id))] as const,
    );
    return new Map(rest.filter(([, mutants]) => mutants.length > 0));
  }

  #isAlone = (left: Map<Test, number[]>) => [...left.values()].flat().length === 1;

  async #tryLoading(mutant: Mutant): Promise<void> {
    if (!this.#isOpen(mutant.id)) return;
    const loading = [...this.#loaded].filter(([, loaded]) => loaded.has(mutant.id)).map(([file]) => file);
    // The tests that are about this source file, as it seems, come first.
    const about = (file: string) => this.#noticed.get(`${file} ${mutant.file}`) ?? 0;
    const files = this.#inOrder(loading).sort((a, b) => about(b) - about(a));
    for (const file of files.slice(0, LOADED_IN)) {
      const tests = this.#tests
        .filter((test) => test.file === file && test.ms <= 2_000)
        .map(({ test, ms, rounds }) => ({ test, ms, rounds, mutants: [] }));
      const plan = { kind: 'load' as const, mutants: this.#mutants.size, mutant: mutant.id, tests };
      const outcomes = await this.#shop.run(file, plan, 60_000);
      const found = outcomes.find((outcome) => outcome.kind === 'tried');
      const fate = found?.fate ?? (outcomes.some(({ kind }) => kind === 'ended') ? 'survived' : 'endless');
      this.#fates.set(mutant.id, fate);
      this.#log(`loading ${file}: mutant ${mutant.id} ${fate}`);
      if (fate !== 'survived') return;
    }
  }

  /** Files that load any of the mutated files, in the house's order. */
  static filesFor(house: House, mutants: Mutant[], ownAlone: boolean): string[] {
    const sources = new Set(mutants.map(({ file }) => file));
    const rooms = new Set(mutants.map(({ room }) => room));
    return house.tests.filter((test) => {
      if (ownAlone && ![...rooms].some((room) => test.startsWith(`tests/${room}/`))) return false;
      return [...house.loads(test)].some((file) => sources.has(file));
    });
  }
}
