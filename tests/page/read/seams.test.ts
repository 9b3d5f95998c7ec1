// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seamJudge } from '../../../src/page/read/seams';
import { walk } from '../../../src/page/read/walk';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The runs of a block, parted where the judge says so. */
function words(html: string): string[] {
  document.body.innerHTML = html;
  const parts = seamJudge(document, () => false);
  const found: string[] = [];
  for (const step of walk(document.querySelector('p') as Element)) {
    if (!step) continue;
    if ('parts' in step) step.parts = parts(step);
    else found.push(step.text);
  }
  return found;
}

/** Elements of happy-dom have no boxes, as those of a hidden part of a page. */
describe('without boxes, a seam parts words', () => {
  it.each([
    ['blocks', 'display:block'],
    ['boxes in a line', 'display:inline-block'],
    ['cells', 'display:table-cell'],
    ['what is not shown', 'display:none'],
    ['a wide margin', 'margin-inline-start:8px'],
    ['a wide padding', 'padding-inline-start:8px'],
  ])('of %s', (_, style) => {
    expect(words(`<p><b>Forum</b><i style="display:inline;font-size:16px;${style}">Riyadh</i></p>`)).toEqual([
      'Forum',
      'Riyadh',
    ]);
  });

  it.each([
    ['inline elements', ''],
    ['elements without a box', 'display:contents'],
    ['ruby', 'display:ruby'],
    ['a narrow padding, as of marked text', 'padding-inline-start:3px'],
  ])('but not of %s', (_, style) => {
    expect(
      words(
        `<p><b style="display:inline">For</b><i style="display:inline;font-size:16px;${style}">um</i></p>`,
      ),
    ).toEqual(['Forum']);
  });
});

describe('the style of a page', () => {
  it('is not asked for where nothing touches, nor between text nodes, nor in scripts without spaces', () => {
    const asked = vi.spyOn(globalThis, 'getComputedStyle');
    words(
      '<p>The <b>IGF</b>, <a href="#">in</a> <i>Kyoto</i>; 12<!-- -->th, Inter<wbr>net, <b>联合国</b><i>举行</i>会议</p>',
    );
    expect(asked).not.toHaveBeenCalled();
  });

  it('is asked for a bounded number of seams', () => {
    const asked = vi.spyOn(globalThis, 'getComputedStyle');
    words(`<p>${'<b>x</b>'.repeat(5_000)}</p>`);
    expect(asked.mock.calls.length).toBeLessThan(12_000);
  });
});

function page(html: string): Element {
  document.body.innerHTML = html;
  return document.body;
}

describe('a seam', () => {
  const seams = (html: string) =>
    [...walk(page(html).firstElementChild as Element)]
      .filter((step) => step !== null)
      .filter((step) => 'parts' in step)
      .map(({ before, after }) => `${before.data}|${after.data}`);

  it('is where letters or digits of two text nodes touch', () => {
    expect(seams('<p><b>Forum</b><i>Riyadh</i>, 12<sup>th</sup> of <u>May</u></p>')).toEqual([
      'Forum|Riyadh',
      ', 12|th',
    ]);
  });

  it('is not where white space, punctuation, a line break, code or a block is between them', () => {
    const between = [' <b>', '<b>(', '<br><b>', '<code>x</code><b>', '<hr><b>'];
    for (const each of between) expect(seams(`<p>Forum${each}Riyadh</b></p>`)).toEqual([]);
  });

  it('ends the run if its caller says so, and no run is lost', () => {
    const found: string[] = [];
    for (const step of walk(
      page('<p><b>Forum</b><i>Riyadh</i><u>2024</u></p>').firstElementChild as Element,
    )) {
      if (!step) continue;
      if ('parts' in step) step.parts = step.after.data === 'Riyadh';
      else found.push(step.text);
    }
    expect(found).toEqual(['Forum', 'Riyadh2024']);
  });
});
