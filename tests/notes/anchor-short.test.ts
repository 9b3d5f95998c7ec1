import { describe, expect, it } from 'vitest';
import { anchoring } from '../../src/notes/anchor/anchor';
import { describing } from '../../src/notes/anchor/describe';
import type { Selectors } from '../../src/notes/anchor/selectors';

function finish<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Pages of a few letters, many of which stand on them twice. */
const PAGES = [
  'A',
  'IGF',
  'a a a',
  'ab ab',
  '中中',
  'سلام سلام',
  '1 2 1 2',
  ' \n a \n',
  'Yes. No. Yes.',
  'One two. One three.',
];

/** Every passage of a page, with the selectors of a note on it. */
function* notesOn(text: string): Generator<Selectors & { position: { start: number; end: number } }> {
  for (let start = 0; start < text.length; start++)
    for (let end = start + 1; end <= text.length; end++) {
      const selectors = finish(describing(text, { start, end }));
      if (selectors?.position) yield { ...selectors, position: selectors.position };
    }
}
const found = (text: string, selectors: Selectors) => finish(anchoring(text, [{ selectors }]))[0];

describe('A note on a page of a few letters', () => {
  it.each(PAGES)('is found where it was made: %j', (text) => {
    for (const selectors of notesOn(text))
      expect(found(text, selectors)).toEqual({ verdict: 'sure', ...selectors.position });
  });

  it.each(PAGES)('is nowhere else when the page has changed: %j', (text) => {
    for (const selectors of notesOn(text)) {
      const { start, end } = selectors.position;
      for (const [before, within, after] of [
        ['', '', ' zeta'],
        ['z ', '', ''],
        ['', ' z ', ''],
        ['', '', ` ${text}`],
      ] as const) {
        const changed = before + text.slice(0, start) + within + text.slice(start) + after;
        const shift = before.length + within.length;
        const place = { start: start + shift, end: end + shift };
        const verdict = found(changed, selectors);
        if (verdict?.verdict !== 'orphan') expect({ changed, ...verdict }).toMatchObject(place);
      }
    }
  });
});
