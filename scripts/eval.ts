/**
 * How often the right mention is marked in the right sense: `npm run eval [-- options] [file.jsonl …]`.
 * The program is `tests/eval/run.ts`; Vite loads it, because the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/eval/run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/eval/run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run(process.argv.slice(2));
