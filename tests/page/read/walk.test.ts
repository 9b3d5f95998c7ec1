// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Root } from '../../../src/page/dom/nodes';
import { blockOf, isLeftAlone } from '../../../src/page/read/prose';
import { place, type Run, walk } from '../../../src/page/read/walk';
import { TEXT } from '../../../src/protocol/limits';

beforeEach(() => {
  document.body.innerHTML = '';
});

function page(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body;
}

const runsOf = (block: Root): Run[] =>
  [...walk(block)].filter((step) => step !== null).filter((step): step is Run => 'text' in step);

/** The runs of all blocks under `root`, block by block, in the order of each block's first text. */
function runs(root: Element): Run[] {
  const blocks = new Set<Root>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const block = blockOf(walker.currentNode);
    if (block && !isLeftAlone(walker.currentNode)) blocks.add(block);
  }
  return [...blocks].flatMap(runsOf);
}

const idOf = ({ block }: Run): string => (block as Element).id;
const texts = (html: string): string[] => runs(page(html)).map(({ text }) => text);

describe('a run', () => {
  it('goes on across inline elements', () => {
    expect(texts('<p>The <b>Internet</b> <a href="#">Governance <i>Forum</i></a> met.</p>')).toEqual([
      'The Internet Governance Forum met.',
    ]);
  });

  it('has the block that contains it', () => {
    const [run] = runs(page('<p id="here">The <b>IGF</b></p>'));
    expect(run && idOf(run)).toBe('here');
  });

  it('contains a line break as U+000A', () => {
    expect(texts('<p>Internet<br>Governance</p>')).toEqual(['Internet\nGovernance']);
  });

  it('contains a placeholder for a skipped element', () => {
    expect(texts('<p>Internet <code>x</code> Forum</p>')).toEqual(['Internet \uFFFC Forum']);
  });

  it('contains nothing of the readings of ruby', () => {
    expect(texts('<p><ruby>联<rp>(</rp><rt>lián</rt><rp>)</rp>合<rt>hé</rt></ruby>国</p>')).toEqual([
      '联合国',
    ]);
  });

  it('never goes on from one block to the next', () => {
    expect(texts('<p>Internet</p><p>Governance</p><ul><li>Forum</li></ul>')).toEqual([
      'Internet',
      'Governance',
      'Forum',
    ]);
  });

  it('ends where a nested block begins, and another run begins after that block', () => {
    expect(texts('<div>before <p>inside</p> after</div>')).toEqual(['before ', ' after', 'inside']);
  });

  it('belongs to the outer block again after a nested block', () => {
    const blocks = runs(page('<div id="a">before <p id="b">inside</p> after</div>')).map(idOf);
    expect(blocks).toEqual(['a', 'a', 'b']);
  });

  it('belongs to the outer block again after a block inside an inline element', () => {
    const found = runs(page('<section id="a"><a href="#">x <div id="b">y</div> z</a> w</section>'));
    expect(found.map((run) => [idOf(run), run.text])).toEqual([
      ['a', 'x '],
      ['a', ' z w'],
      ['b', 'y'],
    ]);
  });

  it('has more than white space', () => {
    expect(texts('<div> \n <p>\t</p> <p>IGF</p> </div>')).toEqual(['IGF']);
  });

  it('treats unknown elements as blocks', () => {
    expect(texts('<p>Internet<my-icon>Governance</my-icon>Forum</p>')).toEqual([
      'Internet',
      'Forum',
      'Governance',
    ]);
  });
});

describe('text that is not prose', () => {
  it.each([
    ['a script', '<script>IGF</script>'],
    ['a style', '<style>IGF</style>'],
    ['code', '<code>IGF</code><kbd>IGF</kbd><samp>IGF</samp>'],
    ['a field', '<textarea>IGF</textarea><select><option>IGF</option></select>'],
    ['what one is writing', '<div contenteditable>IGF</div><div contenteditable="true">IGF</div>'],
    ['plain text that one is writing', '<div contenteditable="PLAINTEXT-ONLY">IGF</div>'],
    ['a text box made of other elements', '<div role="textbox">IGF</div><div role="searchbox">IGF</div>'],
    ['CodeMirror', '<div class="CodeMirror cm-s-light">IGF</div><div class="x cm-editor">IGF</div>'],
    ['Monaco and Ace', '<div class="monaco-editor">IGF</div><div class="ace_editor">IGF</div>'],
    ['a formula', '<math><mi>IGF</mi></math>'],
  ])('is %s', (_, html) => {
    expect(texts(`<div>${html}</div>`)).toEqual([]);
  });

  it('does not include text that only looks like it', () => {
    expect(texts('<div class="cm-editors">a</div>')).toEqual(['a']);
    expect(texts('<div contenteditable="false">b</div>')).toEqual(['b']);
    expect(texts('<div hidden>c</div>')).toEqual(['c']); // Hidden text may be shown at any time.
  });
});

describe('a walk', () => {
  it('reads the text directly in the block, in several runs if necessary, and no nested block', () => {
    const root = page('<p>one</p>two <b>three</b><div>four <p>five</p></div>six');
    expect(runsOf(root).map(({ text, block }) => [text, block === root])).toEqual([
      ['two three', true],
      ['six', true],
    ]);
  });

  it('can be paused at a heartbeat', () => {
    const steps = [...walk(page('a<b> b</b><hr>'.repeat(1_000)))];
    expect(steps.filter((run) => run === null).length).toBeGreaterThan(5);
    expect(steps.filter((run) => run !== null)).toHaveLength(1_000);
  });

  it('ends without an error when the page removes the part it is in', () => {
    const root = page(`<b><i>${'a<br>'.repeat(500)}</i></b>b`);
    const found: string[] = [];
    for (const run of walk(root)) {
      if (run && 'text' in run) found.push(run.text);
      else root.querySelector('b')?.remove();
    }
    expect(found).toHaveLength(1);
    expect(found[0]).not.toContain('b');
  });

  it('splits an endless word, with right offsets in each part', () => {
    const root = page('');
    root.append(`${'x'.repeat(40_000)}IGF`);
    const parts = runsOf(root);
    expect(parts.map(({ text }) => text.length)).toEqual([16_000, 16_000, 8_003]);
    expect(place(parts[2] as Run, 8_000, false)).toEqual({ node: root.firstChild, offset: 40_000 });
  });

  it('splits an endless paragraph at white space', () => {
    const root = page('');
    root.append('The IGF met again. '.repeat(3_000));
    const parts = runsOf(root);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map(({ text }) => text).join('')).toBe(root.textContent);
    for (const { text } of parts) expect(text).toMatch(/^\S.* $/);
  });

  it('splits a run of many inline elements after white space', () => {
    const root = page(`<p>${'<b>The IGF</b><i> met </i>'.repeat(4_000)}</p>`).firstElementChild as Element;
    const parts = runsOf(root);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ text }) => text).join('')).toBe(root.textContent);
    for (const { text } of parts) expect(text).toMatch(/^The.* $/);
  });

  /**
   * Many units in one block. Inline elements hold some hundred of them each: happy-dom finds the next sibling of
   * a node in time proportional to the number of its siblings.
   */
  const many = (unit: string, count: number) => `<span>${unit.repeat(250)}</span>`.repeat(count / 250);

  it.each<[string, string, number]>([
    ['inline elements without white space', '<b>IGF</b><i>ITU</i>', 10_000],
    ['skipped elements', 'IGF<code>x</code>', 15_000],
    ['line breaks', 'IGF<br>', 15_000],
    ['lone skipped elements', '<code></code>', TEXT + 5_000],
    ['a letter in each element', '<b>I</b>', TEXT + 5_000],
  ])('yields no run longer than a message may have, of %s', (_, unit, count) => {
    const root = page(`IGF ${many(unit, count)}`);
    for (const { text, nodes } of runsOf(root)) {
      expect(text.length).toBeLessThanOrEqual(TEXT);
      expect(nodes.length).toBeLessThanOrEqual(TEXT);
    }
  });

  it('yields no run of endless empty nodes', () => {
    const root = page('IGF');
    for (let some = 0; some < (TEXT + 5_000) / 250; some++) {
      const part = document.createElement('span');
      for (let at = 0; at < 250; at++) part.append(document.createTextNode(''));
      root.append(part);
    }
    root.append('ITU');
    for (const { nodes } of runsOf(root)) expect(nodes.length).toBeLessThanOrEqual(TEXT);
  });

  it('yields no run longer than a message may have, where long nodes follow each other', () => {
    const root = page('');
    for (let at = 0; at < 4; at++)
      root.append('x'.repeat(15_900), document.createElement('b'), 'y'.repeat(31_000));
    for (const { text } of runsOf(root)) expect(text.length).toBeLessThanOrEqual(TEXT);
  });
});

describe('a place in a run', () => {
  const run = () => runs(page('<p>The <b>IGF</b><i>2023</i></p>'))[0] as Run;
  const at = (offset: number, atEnd: boolean) => {
    const { node, offset: inNode } = place(run(), offset, atEnd);
    return [node.data, inNode];
  };

  it('is a position in the text node that holds it', () => {
    expect(at(1, false)).toEqual(['The ', 1]);
    expect(at(5, false)).toEqual(['IGF', 1]);
    expect(at(5, true)).toEqual(['IGF', 1]);
  });

  it('at a boundary, is in the next node for a start and in the previous node for an end', () => {
    expect(at(4, false)).toEqual(['IGF', 0]);
    expect(at(7, true)).toEqual(['IGF', 3]);
    expect(at(7, false)).toEqual(['2023', 0]);
  });

  it('can be at either end of the run', () => {
    expect(at(0, false)).toEqual(['The ', 0]);
    expect(at(11, true)).toEqual(['2023', 4]);
  });

  it('is right after a line break or a skipped element, which no node holds', () => {
    const [broken] = runs(page('<p>a<br>b<code>c</code>d</p>')) as [Run];
    expect(broken.text).toBe('a\nb\uFFFCd');
    expect(place(broken, 2, false)).toEqual({ node: broken.nodes[1], offset: 0 });
    expect(place(broken, 3, true)).toEqual({ node: broken.nodes[1], offset: 1 });
    expect(place(broken, 4, false)).toEqual({ node: broken.nodes[2], offset: 0 });
  });
});

describe('on any page', () => {
  type Tree = string | { name: string; children: Tree[] };
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      fc.string({ unit: fc.constantFrom('a', 'é', '語', ' ', '\n'), maxLength: 5 }),
      fc.record({
        name: fc.constantFrom('p', 'div', 'b', 'a', 'span', 'br', 'code', 'li', 'x-y'),
        children: fc.array(tie('tree'), { maxLength: 4 }),
      }),
    ),
  }));
  const build = (part: Tree): Node => {
    if (typeof part === 'string') return document.createTextNode(part);
    const element = document.createElement(part.name);
    if (part.name !== 'br') element.append(...part.children.map(build));
    return element;
  };

  it('every character of a run equals the character at its place, and every node is read once', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (parts) => {
        const root = document.createElement('main');
        document.body.replaceChildren(root);
        root.append(...parts.map(build));
        const found = runs(root);
        for (const run of found) {
          for (let i = 0; i < run.text.length; i++) {
            const start = place(run, i, false);
            const end = place(run, i + 1, true);
            const held = start.node.data[start.offset];
            if (held === undefined) expect('\n\uFFFC').toContain(run.text[i]);
            else expect([held, end.node.data[end.offset - 1]]).toEqual([run.text[i], run.text[i]]);
          }
        }
        const read = found.flatMap(({ nodes }) => nodes);
        expect(new Set(read).size).toBe(read.length);
        const inProse: Text[] = [];
        const collect = (node: Node): void => {
          if (node instanceof Text && /\S/.test(node.data)) inProse.push(node);
          else if (!(node instanceof Element && node.localName === 'code')) node.childNodes.forEach(collect);
        };
        collect(root);
        expect(new Set(read.filter((node) => /\S/.test(node.data)))).toEqual(new Set(inProse));
      }),
    );
  });
});
