import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../src/page/read/view';

describe('the view that an address shows', () => {
  it.each([
    ['https://a.example/b?c', 'https://a.example/b?c'],
    ['https://a.example/b#section', 'https://a.example/b'],
    ['https://a.example/b#', 'https://a.example/b'],
    ['https://a.example/b#/inbox', 'https://a.example/b#/inbox'],
    ['https://a.example/b#!inbox', 'https://a.example/b#!inbox'],
    ['https://a.example/b#x#/inbox', 'https://a.example/b'],
  ])('of %s is %s', (address, view) => {
    expect(viewOf(address)).toBe(view);
  });
});
