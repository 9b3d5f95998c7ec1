/**
 * Whether the search finds what a reader expects: `npm run eval:search [-- options]`. The program is
 * `tests/eval/search-run.ts`; Vite loads it, because the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/eval/search-run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/eval/search-run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run(process.argv.slice(2));
