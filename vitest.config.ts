import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Tests in one browser. `npm test` runs a process for each of the two browsers, so that each has a core. */
const inBrowser = (name: string, which: 'chrome' | 'firefox', folder: string) => ({
  test: {
    name,
    include: [`tests/${folder}/**/*.test.ts`],
    env: { GLOSS_BROWSER: which },
    // Generous, for slow and busy machines: a test waits for conditions, and ends when they are met.
    // This is more than the sum of what a test waits for one after the other.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One file at a time, all in one process: they share one browser.
    fileParallelism: false,
    isolate: false,
    slowTestThreshold: 10_000,
  },
});

export default defineConfig({
  test: {
    // Vitest leaves a core free unless told.
    maxWorkers: availableParallelism(),
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/!(e2e|survey|bench|page|ui)/**/*.test.ts'],
          testTimeout: 20_000,
          setupFiles: ['tests/platform/can-parse.ts'],
          // Starting a process for each file took longer than the tests. What a test stubs, it gives back.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'dom',
          include: ['tests/{page,ui}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          setupFiles: ['tests/platform/can-parse.ts'],
        },
      },
      inBrowser('chrome', 'chrome', 'e2e'),
      inBrowser('firefox', 'firefox', 'e2e'),
      inBrowser('survey-chrome', 'chrome', 'survey'),
      inBrowser('survey-firefox', 'firefox', 'survey'),
    ],
  },
});
