/**
 * How often a note is found again on a page that has changed: `npm run eval:anchor [-- options]`.
 * The program is `tests/eval/anchor/run.ts`; Vite loads it, because the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/eval/anchor/run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/eval/anchor/run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run(process.argv.slice(2));
