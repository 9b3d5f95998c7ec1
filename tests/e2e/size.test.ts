import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../bench/bars';
import { popoverSize, readerSize } from '../bench/sizes';
import { BROWSERS } from './rig';

describe.each(BROWSERS)('the build for %s', (which) => {
  const build = `.output/${which}-mv3`;

  it('loads no more into every page than the budget, gzipped', () => {
    expect(readerSize(build).gzip).toBeLessThanOrEqual(BUDGETS.reader);
  });

  it('loads no more script for a first card than the budget, gzipped', () => {
    expect(popoverSize(build).gzip).toBeLessThanOrEqual(BUDGETS.popover);
  });
});
