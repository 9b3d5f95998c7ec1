/** Runs test files under the mutants' runner: one Vitest for the whole run, a fresh process for each file. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { createVitest, type Vitest } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import type { Read } from './changes';
import { instrument } from './instrument';
import type { Mutant } from './mutant';
import { FOLDER, type Outcome, type Plan } from './plan';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A source file with the mutants that are tried in it. */
export interface Instrumented {
  mutants: Mutant[];
  loops: Read['loops'];
}

export class Workshop {
  readonly #vitest: Vitest;
  readonly #folder: string;

  private constructor(vitest: Vitest, folder: string) {
    this.#vitest = vitest;
    this.#folder = folder;
  }

  /** `files` are named by their paths from `root`, with slashes. */
  static async open(root: string, files: Map<string, Instrumented>): Promise<Workshop> {
    const folder = mkdtempSync(join(tmpdir(), 'gloss-mutate-'));
    process.env[FOLDER] = folder;
    const vitest = await createVitest(
      {
        root,
        config: false,
        watch: false,
        include: ['tests/**/*.test.{ts,tsx}'],
        runner: path('./runner.ts'),
        setupFiles: [path('./properties.ts')],
        reporters: [{}],
        silent: true,
        // The cache on the disk does not know that the mutants in a file are others in each run.
        fsModuleCache: false,
        pool: 'forks',
        maxWorkers: 1,
        fileParallelism: false,
        testTimeout: 120_000,
        dangerouslyIgnoreUnhandledErrors: true,
      },
      { plugins: [WxtVitest(), instrumenting(root, files)], logLevel: 'error' },
    );
    return new Workshop(vitest, folder);
  }

  /** What became of a plan for a test file. The process is ended when nothing is heard of it for `patience` ms. */
  async run(test: string, plan: Plan, patience: number): Promise<Outcome[]> {
    const outcomes = join(this.#folder, 'outcomes');
    writeFileSync(join(this.#folder, 'plan'), JSON.stringify(plan));
    writeFileSync(outcomes, '');
    const watch = setInterval(() => {
      if (!existsSync(outcomes) || Date.now() - statSync(outcomes).mtimeMs < patience) return;
      const started = this.#heard().findLast((outcome) => outcome.kind === 'process');
      if (!started) return;
      try {
        process.kill(started.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }, 1000);
    try {
      await this.#vitest.runTestSpecifications(
        this.#vitest.projects.map((each) => each.createSpecification(join(this.#vitest.config.root, test))),
      );
    } finally {
      clearInterval(watch);
    }
    return this.#heard();
  }

  async close(): Promise<void> {
    await this.#vitest.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #heard(): Outcome[] {
    const lines = readFileSync(join(this.#folder, 'outcomes'), 'utf8').split('\n');
    // The last line is cut off where the process was ended while it wrote.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Outcome);
  }
}

function instrumenting(root: string, files: Map<string, Instrumented>): Plugin {
  return {
    name: 'gloss:mutants',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?')[0] as string)
        .split(sep)
        .join('/');
      const known = files.get(file);
      return known ? { code: instrument(code, known.mutants, known.loops), map: null } : undefined;
    },
  };
}
