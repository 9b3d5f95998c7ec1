import { expect, it } from 'vitest';
import { whyUnreadable } from '../../../src/ui/page/unreadable';

it.each([
  ['chrome://extensions/', 'browser'],
  ['about:config', 'browser'],
  ['moz-extension://11111111-2222-4333-8444-555555555555/options.html', 'browser'],
  ['view-source:https://news.example/', 'browser'],
  ['https://chromewebstore.google.com/detail/x', 'store'],
  ['https://addons.mozilla.org/en-US/firefox/', 'store'],
  ['https://news.example/a.PDF?page=2#x', 'pdf'],
  ['file:///home/me/a.pdf', 'pdf'],
  ['file:///home/me/a.html', 'file'],
  ['https://news.example/pdf', 'web'],
  ['https://addons.mozilla.org.example/', 'web'],
  ['', 'unknown'],
  [undefined, 'unknown'],
] as const)('no reader at %s: %s', (address, why) => {
  expect(whyUnreadable(address)).toBe(why);
});
