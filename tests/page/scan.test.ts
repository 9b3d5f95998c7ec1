// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Marks } from '../../src/page/marks/marks';
import type { Judge } from '../../src/page/on-demand';
import { type Owner, Scan } from '../../src/page/scan';
import type { AskReply, AskRequest } from '../../src/protocol/messages';

type ScanRequest = Parameters<typeof import('../../src/protocol/native').send<'scan'>>[1];
/** A stand-in for the background: records the blocks it is sent, and answers with mentions. */
const sent: ScanRequest[] = [];
let evidence: AskReply['evidence'];
vi.mock('../../src/protocol/native', () => ({
  send: async (kind: string, request: ScanRequest) => {
    expect(kind).toBe('scan');
    sent.push(request);
    return {
      mentions: request.blocks.flatMap((text, block) =>
        [...text.matchAll(/IGF/g)].map(({ index }) => ({
          block,
          start: index,
          end: index + 3,
          term: 'igf',
          shown: true,
        })),
      ),
      evidence,
    };
  },
}));

let judge: Judge;
/** How often the judging script was loaded. */
let judged: number;
vi.mock('../../src/page/on-demand', () => ({
  bring: async (name: string) => {
    expect(name).toBe('judging');
    judged++;
    return () => judge;
  },
}));

/** The blocks that are marked. */
let known: Element[];
/** The calls of the page's marks, in order. */
let told: string[];
let asked: string[];
/** Called with each request before the answer, so that a test can change the page in between. */
let meanwhile: (request: AskRequest) => void;
let answer: (request: AskRequest) => AskReply | null;
let hidden: boolean;

beforeEach(() => {
  sent.length = 0;
  judged = 0;
  judge = { parts: () => false, isProse: () => false };
  told = [];
  known = [];
  asked = [];
  meanwhile = () => undefined;
  evidence = { groups: {} } as AskReply['evidence'];
  answer = ({ texts }) => ({
    places: texts.map((text) => [...text.matchAll(/IGF/g)].map(({ index }) => index)),
    evidence,
  });
  hidden = false;
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.body.innerHTML = '';
});

const marks = {
  add: ({ block }: { block: Element }, found: unknown[]) => told.push(`add ${found.length} to ${block.id}`),
  clear: ({ id }: Element) => told.push(`clear ${id}`),
  prune: ({ id }: Element) => told.push(`prune ${id}`),
  blocks: () => known.map((block) => [block]),
  keep: (blocks: Set<Element>) => told.push(`keep ${[...blocks].map(({ id }) => id)}`),
  decide: () => undefined,
  watch: () => undefined,
  stop: () => told.push('stop'),
} as unknown as Marks;

function scanOf(html: string): Scan {
  document.body.innerHTML = html;
  const owner: Owner = {
    roots: () => [document.body],
    ask: async (request) => {
      asked.push(...request.texts);
      meanwhile(request);
      return answer(request);
    },
    makeMarks: () => marks,
  };
  return new Scan(document, owner);
}
const by = (id: string) => document.querySelector(`#${id}`) as Element;

describe('a scan of a page', () => {
  it('first sends the whole text, then only the blocks with candidates', async () => {
    await scanOf('<p id="a">The IGF met.</p><p id="b">Nobody came.</p>').anew();
    expect(asked).toEqual(['The IGF met.Nobody came.']);
    expect(sent.map(({ blocks }) => blocks)).toEqual([['The IGF met.']]);
    expect(told).toEqual(['add 1 to a', 'keep a']);
  });

  it('makes no marks and sends no block if there is no candidate', async () => {
    const scan = scanOf('<p id="b">Nobody came.</p>');
    await scan.anew();
    expect([sent, scan.marks]).toEqual([[], undefined]);
  });

  it('sends no block if the background refuses the page', async () => {
    answer = () => null;
    await scanOf(`<p>${'IGF '.repeat(60_000)}</p>`).anew();
    expect([asked.length, sent]).toEqual([2, []]); // Two texts in one question.
  });

  it('sends at most 20 million letters', async () => {
    await scanOf(`<p>${'x'.repeat(23_000_000)}</p>`).anew();
    const letters = asked.reduce((sum, { length }) => sum + length, 0);
    expect(letters).toBeGreaterThan(19_900_000);
    expect(letters).toBeLessThan(20_200_000);
  });

  it('has its whole budget again when the page is read again', async () => {
    const scan = scanOf(`<p>${'x'.repeat(11_000_000)}</p>`);
    await scan.anew();
    const once = asked.length;
    await scan.anew();
    expect(asked).toHaveLength(2 * once);
  });

  it('sends nothing after it is stopped', async () => {
    const scan = scanOf(`<p>${'IGF '.repeat(100_000)}</p>`);
    meanwhile = () => scan.stop();
    await scan.anew();
    expect([asked.length, sent]).toEqual([2, []]); // Two texts in one question.
  });

  it('forgets, at each change of the page, what has left it or is part of an editor', async () => {
    const scan = scanOf('<p id="a">The IGF met.</p><p id="b">IGF</p><p id="c">IGF</p>');
    await scan.anew();
    known = ['a', 'b', 'c'].map(by);
    by('a').remove();
    by('b').setAttribute('role', 'textbox');
    told = [];
    await scan.read([]);
    expect(told).toEqual([]);
    await scan.read([], []);
    expect(told).toEqual(['clear a', 'clear b']);
  });

  it('waits while the tab is hidden', async () => {
    hidden = true;
    const reading = scanOf('<p id="a">The IGF met.</p>').anew();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual([]);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await reading;
    expect(told).toContain('add 1 to a');
  });

  it('ends its wait in a hidden tab when a reading comes that must not wait', async () => {
    hidden = true;
    const scan = scanOf('<p id="a">The IGF met.</p>');
    const reading = scan.anew();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual([]);
    scan.hurry();
    await reading;
    expect(asked).toHaveLength(1);
  });

  it('works in a hidden tab after the user changed what is to be marked', async () => {
    hidden = true;
    await scanOf('<p id="a">The IGF met.</p>').anew(true);
    expect(told).toContain('add 1 to a');
  });
});

describe('a name with readings over its characters', () => {
  it('is read, though the bare text has the readings between them', async () => {
    await scanOf(
      '<p id="a"><ruby>I<rt>ai</rt></ruby><ruby>G<rt>ji</rt></ruby><ruby>F<rt>ef</rt></ruby> met.</p><p>No.</p>',
    ).anew();
    expect(asked).toEqual(['IaiGjiFef met.No.']);
    expect(sent.map(({ blocks }) => blocks)).toEqual([['IGF met.']]);
    expect(told).toEqual(['add 1 to a', 'keep a']);
  });

  it('is not read in a page that the background refuses', async () => {
    answer = () => null;
    await scanOf('<p><ruby>I<rt>ai</rt></ruby>GF</p>').anew();
    expect(sent).toEqual([]);
  });
});

describe('what only layout or letters can tell', () => {
  it('is asked of the judging script: a seam that parts two words, and preformatted text that is code', async () => {
    judge = { parts: () => true, isProse: ({ id }) => id === 'mail' };
    await scanOf('<p id="a"><b>IGF</b><i>Riyadh</i></p><pre id="mail">IGF 1</pre><pre>IGF 2</pre>').anew();
    expect(sent.flatMap(({ blocks }) => blocks)).toEqual(['IGF', 'Riyadh', 'IGF 1']);
    expect(judged).toBe(1);
  });

  it('is not asked on a page without seams and preformatted text', async () => {
    await scanOf(
      '<p>The <b>IGF</b> <a href="#">met</a>. <i>All</i> (<u>of</u>) them.</p><pre>No.</pre>',
    ).anew();
    expect(sent).toHaveLength(1);
    expect(judged).toBe(0);
  });
});

describe('a part of a page', () => {
  it('is sent again if it changed before the answer arrived', async () => {
    const scan = scanOf('<p id="a">The IGF met.</p>');
    let changes = 1;
    meanwhile = () => {
      if (changes-- > 0) by('a').textContent = 'In Kyoto the IGF met.';
    };
    await scan.anew();
    expect(asked).toEqual(['The IGF met.', 'In Kyoto the IGF met.']);
    expect(told).toContain('add 1 to a');
  });

  it('is sent three times if it always changes before the answer, then child by child', async () => {
    const scan = scanOf('<div id="a">The IGF met.</div>');
    let turn = 0;
    meanwhile = () => {
      by('a').textContent = `The IGF met ${++turn} times.`;
    };
    await scan.anew();
    expect(asked).toHaveLength(4);
  });

  it('is not sent again if it had no candidate', async () => {
    const scan = scanOf('<p id="b">Nobody came.</p>');
    await scan.anew();
    await scan.read([document.body]);
    expect(asked).toEqual(['Nobody came.']);
  });

  it('is marked without a request if its text was read before', async () => {
    const scan = scanOf('<p id="a">The IGF met.</p>');
    await scan.anew();
    await scan.read([], [by('a')]);
    expect(sent).toHaveLength(1);
    expect(told.slice(2)).toEqual(['prune a', 'clear a', 'add 1 to a']);
  });

  it('loses its marks when it becomes an editor', async () => {
    const scan = scanOf('<p id="a">The IGF met.</p>');
    await scan.anew();
    by('a').setAttribute('contenteditable', '');
    await scan.read([], [by('a')]);
    expect(told.slice(2)).toEqual(['clear a']);
  });

  it('is read again when the page defines an abbreviation', async () => {
    const scan = scanOf('<p id="a">The IGF met.</p>');
    evidence = { groups: {}, late: true } as unknown as AskReply['evidence'];
    meanwhile = () => {
      if (asked.length > 1) evidence = { groups: {} } as AskReply['evidence'];
    };
    await scan.anew();
    expect(asked).toHaveLength(2);
  });
});
