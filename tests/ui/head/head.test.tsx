// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Head } from '../../../src/ui/head/Head';
import { speakEnglish } from '../english';

beforeEach(speakEnglish);
afterEach(cleanup);

it.each([
  ['welcome', 'Gloss'],
  ['library', 'Library'],
  ['digests', 'Digests'],
  ['notes', 'Notes'],
  ['settings', 'Settings'],
] as const)('The head is the same on every page, and marks the one in front: %s', (page, name) => {
  render(<Head current={page} />);
  const links = screen.getAllByRole<HTMLAnchorElement>('link');
  expect(links.map((each) => [each.textContent, each.getAttribute('href')])).toEqual([
    ['Gloss', '/welcome.html'],
    ['Library', '/library.html'],
    ['Digests', '/digests.html'],
    ['Notes', '/notes.html'],
    ['Settings', '/options.html'],
  ]);
  const current = links.filter((each) => each.getAttribute('aria-current') === 'page');
  expect(current.map(({ textContent }) => textContent)).toEqual([name]);
  expect(links.filter((each) => each.hasAttribute('aria-current'))).toEqual(current);
  screen.getByRole('navigation', { name: 'Pages of Gloss' });
});
