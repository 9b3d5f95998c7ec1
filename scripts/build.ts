/**
 * Builds the extension into `.output/`: `npm run build [chrome|edge|firefox|safari …]`. Builds all four
 * without an argument.
 */
import { runProgram } from './packages';

const TARGETS = ['chrome', 'edge', 'firefox', 'safari'];

/** Builds for the browsers named in `args`. Resolves to the exit status, 2 for an unknown browser. */
export async function run(args: string[]): Promise<number> {
  const unknown = args.filter((name) => !TARGETS.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no build for ${unknown.join(', ')}. There are: ${TARGETS.join(', ')}.`);
    return 2;
  }
  for (const target of args.length > 0 ? args : TARGETS) {
    const status = await runProgram(['wxt'], ['build', '-b', target, '--mv3'], 'on failure');
    if (status !== 0) return status;
    console.log(`Built .output/${target}-mv3`);
  }
  return 0;
}
