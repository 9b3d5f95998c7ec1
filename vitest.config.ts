import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** The tests in one browser. `npm test` runs a process for each of the two, so that each has a core. */
const inBrowser = (which: 'chrome' | 'firefox') => ({
  test: {
    name: which,
    include: ['tests/e2e/**/*.test.ts'],
    env: { GLOSS_BROWSER: which },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One file at a time, all in one process: they share one browser.
    fileParallelism: false,
    isolate: false,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: { name: 'unit', include: ['tests/!(e2e|bench)/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
      },
      inBrowser('chrome'),
      inBrowser('firefox'),
    ],
  },
});
