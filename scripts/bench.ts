/**
 * What Gloss costs, in a real Chromium on real pages: `npm run bench [-- options]`.
 * The program is `tests/bench/run.ts`; Vite loads it, because the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/bench/run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/bench/run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run(process.argv.slice(2));
