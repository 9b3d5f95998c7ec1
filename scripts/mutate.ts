/**
 * Whether the tests notice mistakes: `npm run mutate [-- options]`. The program is `tests/mutate/run.ts`; Vite loads it, because
 * the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/mutate/run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/mutate/run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run(process.argv.slice(2));
