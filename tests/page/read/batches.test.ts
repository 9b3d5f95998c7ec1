// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { batchesOf } from '../../../src/page/read/batches';
import { BATCH, checkSize, EACH, TEXT } from '../../../src/protocol/limits';

/** The scroll position of the page, as a share of its height. */
let passed = 0;
beforeEach(() => {
  passed = 0;
  document.body.innerHTML = '';
  Object.defineProperty(Element.prototype, 'scrollTop', { configurable: true, get: () => passed * 1_000 });
  Object.defineProperty(Element.prototype, 'scrollHeight', { configurable: true, get: () => 1_000 });
  Object.defineProperty(document, 'scrollingElement', {
    configurable: true,
    get: () => document.documentElement,
  });
});

const batches = (isKnown = (_: string) => false) => [...batchesOf(document, [document.body], isKnown)];
/** The first letters of each batch. */
const begins = () => batches().map(([part]) => part?.text.slice(0, 1));

describe('batches', () => {
  it('are a single one for a page that fits', () => {
    document.body.innerHTML = '<p>One</p><p>Two</p>';
    expect(batches().map((parts) => parts.map(({ text }) => text))).toEqual([['OneTwo']]);
  });

  it('are none for a page without text or with known text only', () => {
    document.body.innerHTML = '<p> \n </p>';
    expect(batches()).toEqual([]);
    document.body.innerHTML = '<p>One</p>';
    expect(batches((text) => text === 'One')).toEqual([]);
  });

  it('overlap, so that a form across a cut is seen whole, and lose no text', () => {
    const text = Array.from({ length: 2.5 * TEXT }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
    document.body.textContent = text;
    const parts = batches().flat();
    expect(parts.map(({ from }) => from)).toEqual([0, TEXT - 200, 2 * TEXT - 400]);
    for (const { from, text: part } of parts) expect(text.startsWith(part, from)).toBe(true);
    expect(parts.at(-1)?.text.endsWith(text.slice(-10))).toBe(true);
  });

  it('begin at the viewport and end with the text before it', () => {
    document.body.textContent = ['a', 'b', 'c', 'd']
      .map((letter) => letter.repeat(2 * (TEXT - 200)))
      .join('');
    expect(begins()).toEqual(['a', 'b', 'c', 'd']);
    passed = 0.8;
    expect(begins()).toEqual(['c', 'd', 'a', 'b']);
  });

  it('are never larger than a message may be, whatever the page is', () => {
    document.body.innerHTML = `<p>${'x'.repeat(3 * BATCH)}</p>`;
    const many = Array.from({ length: 2 * (BATCH / EACH) }, (_, at) => {
      const element = document.createElement('p');
      element.textContent = `${at}`;
      return element;
    });
    const all = [...batchesOf(document, [document.body, ...many], () => false)];
    expect(all.flat().length).toBeGreaterThan(many.length);
    for (const batch of all) {
      const texts = batch.map(({ text }) => text);
      expect(() => checkSize(texts, undefined)).not.toThrow();
    }
  });
});
