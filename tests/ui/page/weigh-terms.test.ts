import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/protocol/report';
import { weighTerms } from '../../../src/ui/page/weigh-terms';

let last = 0;
/** The report of a frame with these terms: one mention for each name; a name in capitals is in a heading. */
function report(...names: string[]): Report {
  const terms = new Map<string, { term: string; count: number; headings: number }>();
  const mentions = names.map((name) => {
    const term = name.toLowerCase();
    const known = terms.get(term) ?? { term, count: 0, headings: 0 };
    known.count++;
    if (name !== term) known.headings++;
    terms.set(term, known);
    return { id: ++last, term, surface: name, before: '', after: '', at: 0 };
  });
  const page = { address: 'https://news.example/a', title: 'News', passages: [] };
  return { kind: 'page', terms: [...terms.values()], mentions, ...page };
}
const order = (...frames: [number, Report][]) =>
  weighTerms(new Map(frames)).map(({ term, count }) => `${term} ${count}`);

describe('the terms of a page', () => {
  it('are sorted by their number of mentions; equal ones are in page order', () => {
    expect(order([0, report('a', 'b', 'c', 'b', 'c')])).toEqual(['b 2', 'c 2', 'a 1']);
  });

  it('weigh more in a heading', () => {
    expect(order([0, report('a', 'B', 'a')])).toEqual(['b 1', 'a 2']);
    expect(order([0, report('a', 'B', 'a', 'a')])).toEqual(['a 3', 'b 1']);
  });

  it('are counted over all frames; their mentions are in page order, the top frame first', () => {
    const inner = report('a', 'b');
    const top = report('b');
    const terms = weighTerms(
      new Map([
        [7, inner],
        [0, top],
      ]),
    );
    expect(terms.map(({ term, count }) => `${term} ${count}`)).toEqual(['b 2', 'a 1']);
    expect(terms[0]?.mentions.map(({ frame, id }) => [frame, id])).toEqual([
      [0, top.mentions[0]?.id],
      [7, inner.mentions[1]?.id],
    ]);
  });

  it('know which of them the page names first, and which of their mentions are in view', () => {
    const terms = weighTerms(
      new Map([
        [0, report('a', 'b', 'b', 'a', 'b')],
        [3, report('c', 'a')],
      ]),
      { from: 1, to: 3 },
    );
    expect(terms.map(({ term, place }) => `${term} ${place}`)).toEqual(['a 0', 'b 1', 'c 2']);
    const seen = terms.map(({ mentions }) => mentions.map((mention) => mention.seen));
    expect(seen).toEqual([[false, false, false], [true, true, false], [false]]);
  });

  it('are counted beyond the mentions that are reported', () => {
    const many = report('a');
    many.terms[0]!.count = 5_000;
    expect(order([0, many])).toEqual(['a 5000']);
    expect(weighTerms(new Map([[0, many]]))[0]?.mentions).toHaveLength(1);
  });

  it('are none if there is no frame', () => {
    expect(order()).toEqual([]);
  });
});
