/** One script of a TypeScript file and all that it imports. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/**
 * Bundle a file of `tests/bench/`. `iife`: a script for a page or an isolated world; `cjs`: a module that Node can require.
 * `constants` are names in the source and the JSON that takes their place.
 */
export async function bundle(
  file: string,
  format: 'iife' | 'cjs' = 'iife',
  constants: Record<string, string> = {},
): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: constants,
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      modulePreload: false,
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: [format], name: 'bench' },
    },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  const [{ code }] = output;
  return code;
}

/** The finder of mentions at the speed that it has in a browser. */
export async function loadMentions(): Promise<typeof import('./mentions')> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  try {
    const file = join(folder, 'mentions.cjs');
    writeFileSync(file, await bundle('./mentions.ts', 'cjs'));
    // Required, not imported: Vite's runner takes every import for its own.
    return createRequire(import.meta.url)(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
