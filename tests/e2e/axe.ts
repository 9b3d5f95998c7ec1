/** The barriers that axe finds on a page of ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `${axe}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;

/** Each barrier as the rule it breaks and the elements that break it; empty where there is none. */
export async function barriersOn(page: {
  evaluate(expression: string): Promise<unknown>;
}): Promise<string[]> {
  return (await page.evaluate(RUN)) as string[];
}
