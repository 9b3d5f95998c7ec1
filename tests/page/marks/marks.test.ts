// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { visibleTerms } from '../../../src/page/marks/counting';
import { fitting } from '../../../src/page/marks/fitting';
import { sizeOf } from '../../../src/page/marks/hit';
import { inOrder } from '../../../src/page/marks/in-order';
import { Marks } from '../../../src/page/marks/marks';
import type { Found } from '../../../src/page/marks/mention';
import { unboxed } from '../../../src/page/marks/visible';
import type { Run } from '../../../src/page/read/walk';
import { walk } from '../../../src/page/read/walk';
import { atOnce } from '../../../src/platform/pace';

/** The ranges in the highlight: what a browser would paint. */
let painted: Set<StaticRangeInit>;
/** The callback that the browser calls when blocks come near the viewport or leave it. */
let moved: (entries: object[]) => void;
let observed: Set<Element>;

beforeEach(() => {
  painted = new Set();
  observed = new Set();
  const highlights = new Map<string, Set<StaticRangeInit>>();
  vi.stubGlobal('CSS', { highlights });
  vi.stubGlobal('closed', false);
  vi.stubGlobal('getComputedStyle', ({ className }: Element) => ({ display: className }));
  vi.stubGlobal(
    'Highlight',
    class extends Set<StaticRangeInit> {
      constructor() {
        super();
        // The first one is for all marks, a second one for marks on transparent text.
        if (highlights.size === 0) painted = this;
      }
    },
  );
  vi.stubGlobal(
    'StaticRange',
    class {
      constructor(init: StaticRangeInit) {
        Object.assign(this, init);
      }
    },
  );
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(heard: typeof moved) {
        moved = heard;
      }
      observe = (element: Element) => observed.add(element);
      unobserve = (element: Element) => observed.delete(element);
      disconnect() {}
    },
  );
  Object.defineProperty(document, 'adoptedStyleSheets', { configurable: true, value: [] });
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      insertRule() {}
    },
  );
  Object.defineProperty(Element.prototype, 'checkVisibility', {
    configurable: true,
    value: function isShown(this: Element) {
      return !this.closest('[hidden]');
    },
  });
});

const by = (id: string) => document.querySelector(`#${id}`) as Element;
const runOf = (id: string) => [...walk(by(id))].find((run): run is Run => run !== null) as Run;
/** The mentions of a term in a run, each with `shown` or with a `group`. */
const foundIn = (run: Run, term: string, more: Partial<Found> = {}): Found[] =>
  [...run.text.matchAll(new RegExp(term, 'g'))].map(({ index }) => ({
    start: index,
    end: index + term.length,
    term,
    shown: true,
    ...more,
  }));
/** The painted texts, in the order of painting. */
const texts = () =>
  [...painted].map(({ startContainer, startOffset, endOffset }) =>
    (startContainer as Text).data.slice(startOffset, endOffset),
  );
const marksOf = (html: string, first = (): undefined => undefined) => {
  document.body.innerHTML = html;
  const marks = new Marks(document, first);
  const add = (id: string, term: string, more?: Partial<Found>) => {
    const run = runOf(id);
    marks.add(run, foundIn(run, term, more));
  };
  return { marks, add };
};
const looks = () => ({ unboxed, fit: fitting(document) });
const near = (id: string, isIntersecting: boolean) =>
  moved([{ target: by(id), isIntersecting, boundingClientRect: { width: 9, height: 9 } }]);

describe('the painted marks', () => {
  it('are the first mention of each term on the page, until it is decided which are marked', () => {
    const { marks, add } = marksOf('<p id="a">The IGF and the IGF met.</p><p id="b">The IGF met BRICS.</p>');
    add('a', 'IGF');
    add('b', 'IGF');
    add('b', 'BRICS');
    expect(texts()).toEqual(['IGF', 'BRICS']);
    marks.chooses = () => true;
    marks.redraw();
    expect(texts()).toHaveLength(4);
    marks.chooses = ({ term }) => term === 'BRICS';
    marks.redraw([by('b')]);
    expect(texts()).toEqual(['IGF', 'IGF', 'BRICS']);
  });

  it('are none until it is decided which are marked, if they must wait for it', () => {
    document.body.innerHTML = '<p id="a">The IGF met.</p>';
    const marks = new Marks(document, () => undefined, true);
    const run = runOf('a');
    marks.add(run, foundIn(run, 'IGF'));
    expect(texts()).toEqual([]);
    expect(marks.at(by('a').firstChild as Text, 5)).toMatchObject({ term: 'IGF' });
    marks.chooses = () => true;
    marks.redraw();
    expect(texts()).toEqual(['IGF']);
  });

  it('are in a third highlight if their term has notes', () => {
    const { marks, add } = marksOf('<p id="a">The IGF met BRICS.</p>');
    const noted = new Set(['IGF']);
    marks.look({ unboxed, fit: fitting(document, (term) => noted.has(term)) });
    add('a', 'IGF');
    add('a', 'BRICS');
    const { highlights } = CSS as unknown as { highlights: Map<string, Set<unknown>> };
    expect([texts(), highlights.get('gloss-noted')?.size]).toEqual([['BRICS'], 1]);
    noted.clear();
    marks.redraw();
    expect([texts(), highlights.get('gloss-noted')?.size]).toEqual([['IGF', 'BRICS'], 0]);
  });

  it('stay as they are when a further run of their block is read', () => {
    const { marks } = marksOf('<div id="a">The IGF met.<hr>The IGF met BRICS.<hr>BRICS met.</div>');
    const runs = [...walk(by('a'))].filter((run): run is Run => run !== null);
    const [one, two, three] = runs as [Run, Run, Run];
    marks.add(one, foundIn(one, 'IGF'));
    const [first] = painted;
    marks.add(two, [...foundIn(two, 'IGF'), ...foundIn(two, 'BRICS')]);
    marks.add(three, foundIn(three, 'BRICS'));
    expect(texts()).toEqual(['IGF', 'BRICS']);
    expect([...painted][0]).toBe(first);
  });

  it('appear at once in the first fifty blocks, and near the viewport in the others', () => {
    const { marks, add } = marksOf(
      Array.from({ length: 51 }, (_, at) => `<p id="p${at}">The T${at} met.</p>`).join(''),
    );
    for (let at = 0; at < 51; at++) add(`p${at}`, `T${at}`);
    expect(texts()).toHaveLength(50);
    marks.watch();
    near('p50', true);
    expect(texts()).toHaveLength(51);
    near('p0', false);
    expect(texts()).toHaveLength(50);
  });

  it('leave out text that a highlight would draw in another way, from the beginning or from now on', () => {
    let drawn: object = {};
    vi.stubGlobal('getComputedStyle', () => ({ color: 'rgb(1, 2, 0)', ...drawn }));
    const { marks, add } = marksOf('<p id="a">The IGF met.</p><p id="b">The IGF met.</p>');
    add('a', 'IGF');
    marks.look(looks());
    expect(texts()).toEqual(['IGF']);
    drawn = { webkitTextFillColor: 'rgb(9, 9, 9)' };
    marks.adopt();
    add('b', 'IGF');
    expect(texts()).toEqual([]);
    drawn = { webkitTextFillColor: 'rgb(1, 2, 0)', webkitTextStrokeWidth: '1px' };
    add('b', 'IGF');
    expect(texts()).toEqual([]);
  });

  it('are in a second highlight, with a colour of its own, on transparent text', () => {
    const { marks, add } = marksOf('<p id="a">The IGF met.</p><p id="b">The IGF met.</p>');
    marks.chooses = () => true;
    marks.look(looks());
    for (const [id, color] of Object.entries({ a: 'rgb(1, 2, 0)', b: 'rgba(1, 2, 3, 0)' })) {
      vi.stubGlobal('getComputedStyle', () => ({ color }));
      add(id, 'IGF');
    }
    expect(painted.size).toBe(2);
    const clear = (CSS as unknown as { highlights: Map<string, typeof painted> }).highlights.get(
      'gloss-clear',
    );
    expect([...(clear ?? [])]).toEqual([...painted].slice(1));
  });

  it('come with the script that knows of blocks without a box', () => {
    const { marks, add } = marksOf(`${'<i></i>'.repeat(10_001)}<p id="a">The IGF met.</p>`);
    add('a', 'IGF');
    marks.watch();
    const look = () =>
      moved(
        [...observed].map((target) => ({
          target,
          isIntersecting: false,
          boundingClientRect: { width: 0, height: 0 },
        })),
      );
    look();
    expect(texts()).toEqual([]);
    marks.look({ ...looks(), unboxed: () => () => true });
    look();
    expect(texts()).toEqual(['IGF']);
  });

  it('leave out a rejected mention until the page’s score outweighs its own', () => {
    const { marks, add } = marksOf('<p id="a">The IGF met.</p>');
    add('a', 'IGF', { shown: false, group: 'igf', score: -1 });
    expect(texts()).toEqual([]);
    marks.decide({ igf: { score: 2, why: [] } });
    expect(texts()).toEqual(['IGF']);
    marks.decide({ igf: { score: 0, why: [] } });
    expect(texts()).toEqual([]);
  });

  it('are removed with a block that is cleared', () => {
    const { marks, add } = marksOf('<p id="a">The IGF met.</p>');
    add('a', 'IGF');
    marks.watch();
    marks.clear(by('a'));
    expect([texts(), sizeOf(marks), [...observed]]).toEqual([[], 0, []]);
  });
});

describe('the mentions of a page', () => {
  it('are found at a caret position, also across nodes', () => {
    const { marks, add } = marksOf('<p id="a">The <b>Internet</b> Forum met.</p>');
    add('a', 'Internet Forum');
    const bold = document.querySelector('b')?.firstChild as Text;
    expect(marks.at(bold, 3)).toMatchObject({ term: 'Internet Forum' });
    expect(marks.at(by('a').firstChild as Text, 1)).toBeUndefined();
  });

  it('are not found after their text has changed', () => {
    const { marks, add } = marksOf('<p id="a">The IGF met.</p>');
    add('a', 'IGF');
    const text = by('a').firstChild as Text;
    text.data = 'The ITU met.';
    expect(marks.at(text, 5)).toBeUndefined();
    marks.prune(by('a'));
    expect(sizeOf(marks)).toBe(0);
  });

  it('are forgotten with blocks that were not read again', () => {
    const { marks, add } = marksOf('<p id="c">An IGF.</p><p id="d">An IGF.</p>');
    for (const id of ['c', 'd']) add(id, 'IGF');
    marks.keep(new Set([by('d')]));
    expect(sizeOf(marks)).toBe(1);
  });

  it('are listed if their block is visible or has no box of its own', async () => {
    const { marks, add } = marksOf(
      '<p id="a">The IGF met.</p><div hidden><p id="b">The ITU met.</p><p id="c" class="contents">UN</p></div>',
    );
    add('a', 'IGF');
    add('b', 'ITU');
    add('c', 'UN');
    expect([...(await visibleTerms(marks))]).toEqual(['IGF', 'UN']);
    expect(atOnce(inOrder(marks)).map(({ term }) => term)).toEqual(['IGF', 'UN']);
  });

  const unsure = { shown: false, group: 'IGF', score: -0.5 };

  it('call for the pointer once, when the first of them is shown', () => {
    const first = vi.fn(() => undefined);
    const { marks, add } = marksOf('<p id="a">The IGF met.</p><p id="b">The ITU met.</p>', first);
    add('a', 'IGF', unsure);
    marks.redraw();
    expect(first).not.toHaveBeenCalled();
    add('b', 'ITU');
    marks.redraw();
    expect(first).toHaveBeenCalledOnce();
  });

  it('call for the pointer too if later text of the page tells their sense, also far from the viewport', () => {
    const first = vi.fn(() => undefined);
    const { marks, add } = marksOf('<p id="a">The IGF met.</p>', first);
    add('a', 'IGF', unsure);
    marks.watch();
    near('a', false);
    marks.decide({ IGF: { score: 1, why: [] } });
    expect(first).toHaveBeenCalledOnce();
  });
});
