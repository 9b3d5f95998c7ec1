import { describe, expect, it } from 'vitest';
import { conformance } from './conformance/run';
import { isThere, musts } from './conformance/suite';

if (!isThere) console.warn('SKIPPED: the W3C’s suite is not in ../shared/w3c-annotation.');

describe.skipIf(!isThere)('The W3C test suite', () => {
  it('accepts all exported annotations (every MUST), and each valid sample is imported or refused with a reason', async () => {
    const { failures, correct, incorrect, ...counts } = await conformance();
    expect(counts.musts).toBeGreaterThan(50);
    expect(counts.annotations).toBeGreaterThan(20);
    expect(failures).toEqual([]);
    expect(incorrect.filter(({ refusal }) => refusal === undefined)).toEqual([]);
    expect(correct.filter(({ refusal }) => refusal === '')).toEqual([]);
    expect(correct.filter(({ refusal }) => refusal === undefined).length).toBeGreaterThan(20);
  });

  it('has assertions that can fail', () => {
    const wrong = { type: 'Squirrel', target: 9, created: 'yesterday' };
    expect(musts().filter(({ check }) => check(wrong) !== undefined).length).toBeGreaterThan(3);
  });
});
