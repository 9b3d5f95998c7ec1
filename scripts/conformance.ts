/**
 * Gloss and the W3C's test suite for the Web Annotation model: `npm run conformance`.
 * The program is `tests/notes/conformance/run.ts`; Vite loads it, because the sources import each other as the bundler resolves them.
 */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const program = fileURLToPath(new URL('../tests/notes/conformance/run.ts', import.meta.url));
const { module } = await runnerImport<typeof import('../tests/notes/conformance/run.ts')>(program, {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.run();
