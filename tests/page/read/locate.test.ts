// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { Locator, partsOf, type Stretch, stretchesOf } from '../../../src/page/read/locate';

beforeEach(() => {
  document.body.innerHTML = '';
});

const script = `var a = "${'IGF '.repeat(1_000)}";`;
const whole = () => partsOf(document.body).flatMap((part) => stretchesOf(document.body, part));
const long = 'x '.repeat(30_000);

/** The nodes at the offsets of `words` in the stretches, and whether the page still held the text. */
function find(stretches: Stretch[], word: string): { texts: string[]; whole: boolean } {
  const texts: string[] = [];
  let holds = true;
  for (const stretch of stretches) {
    const places = [...stretch.text.matchAll(new RegExp(word, 'g'))].map(({ index }) => index);
    const nodes = new Locator(stretch).find(places);
    for (let step = nodes.next(); ; step = nodes.next()) {
      if (step.done) {
        holds &&= step.value;
        break;
      }
      if (step.value) texts.push(step.value.data);
    }
  }
  return { texts, whole: holds };
}

describe('the text of a page', () => {
  it('is read as a whole, without separators between blocks', () => {
    document.body.innerHTML = '<p>one</p><p>two <b>three</b></p>';
    expect(whole().map(({ text }) => text)).toEqual(['onetwo three']);
  });

  it('leaves out scripts and style sheets', () => {
    document.body.innerHTML = `<p>one</p><script>${script}</script><p>${long}</p><div><style>${script}</style>two</div>`;
    expect(whole().map(({ text }) => text)).toEqual(['one', long, 'two']);
  });
});

describe('a large page', () => {
  const many = (count: number, word: string) => `<p>${word} </p>`.repeat(count);
  const parts = () => partsOf(document.body, 10).map((part) => stretchesOf(document.body, part));

  it('is read in parts of a fixed number of elements, with no text twice', () => {
    document.body.innerHTML = `${many(9, 'a')}<script>${script}</script>tail ${many(12, 'b')}<style>${script}</style>IGF`;
    const read = parts();
    expect(read.length).toBe(3);
    expect(
      read
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(`${'a '.repeat(9)}tail ${'b '.repeat(12)}IGF`);
    expect(find(read[2] as Stretch[], 'IGF')).toEqual({ texts: ['IGF'], whole: true });
  });

  it('is one part if it is no larger than that', () => {
    document.body.innerHTML = many(10, 'a');
    expect(parts().length).toBe(1);
    document.body.insertAdjacentHTML('beforeend', '<p></p>');
    expect(parts().length).toBe(2);
  });
});

describe('offsets in a text', () => {
  it('are resolved to the text nodes that hold them, each once', () => {
    document.body.innerHTML = '<p>The IGF and the IGF</p><p>no</p><p>of <b>IGF</b></p>';
    expect(find(whole(), 'IGF')).toEqual({
      texts: ['The IGF and the IGF', 'IGF'],
      whole: true,
    });
  });

  it('are resolved before, between and after scripts that were left out', () => {
    document.body.innerHTML = `<p>IGF 1</p><script>${script}</script><p>${long}IGF 2</p><script>${script}</script>IGF 3`;
    const { texts, whole: holds } = find(whole(), 'IGF');
    expect(texts.map((text) => text.slice(-5))).toEqual(['IGF 1', 'IGF 2', 'IGF 3']);
    expect(holds).toBe(true);
  });

  it('can be resolved again from an earlier offset', () => {
    document.body.innerHTML = '<p>one</p><p>two</p><p>three</p>';
    const locator = new Locator(whole()[0] as Stretch);
    expect([...locator.find([6, 7])].map((node) => node?.data)).toEqual(['three']);
    expect([...locator.find([0, 3])].map((node) => node?.data)).toEqual(['one', 'two']);
  });

  it('are not resolved in a page that has changed', () => {
    document.body.innerHTML = '<p>one</p><p>The IGF</p>';
    const stretches = whole();
    (document.querySelector('p') as Element).textContent = 'quite another';
    expect(find(stretches, 'IGF')).toEqual({ texts: [], whole: false });
  });

  it('are not resolved in a page that is gone', () => {
    document.body.innerHTML = '<p>The IGF</p>';
    const stretches = whole();
    document.body.innerHTML = '';
    expect(find(stretches, 'IGF')).toEqual({ texts: [], whole: false });
  });
});
