/** Runs axe-core in a page of the extension. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { until } from '../../scripts/hovering';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/**
 * Starts axe and stores its promise. In Firefox's own surfaces, no script is waited for as long as axe may
 * take.
 */
const BEGIN = `(() => {
  ${axe};
  window.axeFound = undefined;
  axe.run(document, { resultTypes: ['violations'] }).then(
    ({ violations }) => {
      window.axeFound = violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '));
    },
    (error) => {
      window.axeFound = ['axe failed: ' + error];
    },
  );
})()`;

/** The barriers, each as the broken rule and the elements that break it. Empty if there are none. */
export async function barriersOn(page: {
  evaluate(expression: string): Promise<unknown>;
}): Promise<string[]> {
  await page.evaluate(BEGIN);
  return until(
    'axe',
    async () => ((await page.evaluate('window.axeFound ?? null')) as string[] | null) ?? undefined,
    60_000,
  );
}
