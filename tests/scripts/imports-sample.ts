/** Every way to import, for house.test.ts. */
import type { run } from '../../scripts/house';
import type { Import } from '../../scripts/imports';

export { root } from '../../scripts/packages';

export const build = () => import('../../scripts/build');
export const vitest = () => import('vitest');
export type Sample = [typeof run, Import, import('../../scripts/serve').Served];
