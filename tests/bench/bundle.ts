/** Bundles a TypeScript file and its imports into one script. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/**
 * Bundles a file, named from `tests/bench/`. `iife`: a script for a page or an isolated world. `cjs`: a module that
 * Node can require. `constants`: names in the source, and the JSON that replaces them.
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

/** Loads the mention finder so that it runs as fast as in a browser. */
export async function loadMentions(): Promise<typeof import('./mentions')> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  try {
    const file = join(folder, 'mentions.cjs');
    writeFileSync(file, await bundle('./mentions.ts', 'cjs'));
    // Loaded with require, because Vite's runner would process an import itself.
    return createRequire(import.meta.url)(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
