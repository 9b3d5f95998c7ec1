/** Builds the extension: `npm run build [chrome|edge|firefox|safari …]`, all four without an argument, into `.output/`. */
import { runProgram } from './packages.ts';

const TARGETS = ['chrome', 'edge', 'firefox', 'safari'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !TARGETS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no build for ${unknown.join(', ')}. There are: ${TARGETS.join(', ')}.`);
  process.exit(2);
}
for (const target of wanted.length > 0 ? wanted : TARGETS) {
  const status = await runProgram(['wxt'], ['build', '-b', target, '--mv3'], true);
  if (status !== 0) process.exit(status);
  console.log(`Built .output/${target}-mv3`);
}
