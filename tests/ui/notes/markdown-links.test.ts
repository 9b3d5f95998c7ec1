// @vitest-environment happy-dom
// @vitest-environment-options { "url": "chrome-extension://abc/notes.html" }
import { beforeEach, describe, expect, it } from 'vitest';
import { showMarkdown } from '../../../src/ui/notes/markdown';

beforeEach(() => {
  // A browser's sanitiser takes scripts out of links by itself. Here it takes out nothing: the second wall stands alone.
  Element.prototype.setHTML = function (html: string) {
    this.innerHTML = html;
  };
});
/** Text and address of each link of a note that leads somewhere. */
function links(markdown: string): (string | null)[][] {
  const element = document.createElement('div');
  expect(showMarkdown(element, markdown)).toBe(true);
  return [...element.querySelectorAll('a')]
    .filter((link) => link.hasAttribute('href'))
    .map((link) => [link.textContent, link.getAttribute('href'), link.target, link.rel]);
}

describe('a link of a note', () => {
  it('is followed from a page of the extension', () => {
    expect(location.protocol).toBe('chrome-extension:');
  });

  it.each(['https://a.example/?b=1#c', 'http://a.example/', 'mailto:a@b.example'])(
    'leads to the web or to mail, in a tab that knows nothing of this one: %s',
    (address) => {
      expect(links(`[words](${address})`)).toEqual([['words', address, '_blank', 'noopener noreferrer']]);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    'vbscript:x',
    'view-source:https://a.example',
    'chrome-extension://abc/options.html',
    'moz-extension://abc/options.html',
    'about:config',
    'ftp://a.example/',
    'options.html',
    '/options.html',
    '#fragment',
  ])('leads nowhere else: %s', (address) => {
    expect(links(`[words](${address})`)).toEqual([]);
    expect(links(`![picture](${address})`)).toEqual([]);
    expect(links(`[words][1]\n\n[1]: ${address}`)).toEqual([]);
    expect(links(`<${address}>`)).toEqual([]);
  });
});
