import { describe, expect, it } from 'vitest';
import { placeOf, suggestionsOf } from '../../src/background/omnibox';
import type { Hit } from '../../src/search/entry';

const term: Hit = {
  kind: 'term',
  id: 'un',
  heading: 'organisation',
  title: { text: 'United Nations', ranges: [] },
  found: { text: 'ملل <b>&"\u0000', ranges: [[0, 3]] },
  score: 1,
};
const passage: Hit = {
  kind: 'passage',
  id: 'report#p02',
  heading: 'Its <title>',
  title: { text: 'The IGF meets.', ranges: [[4, 7]] },
  score: 0.5,
};

describe('suggestions of the address bar', () => {
  it('are XML for Chromium: found words marked, everything else escaped', () => {
    expect(
      suggestionsOf(
        [
          { kind: 'term', hits: [term] },
          { kind: 'passage', hits: [passage] },
        ],
        'xml',
      ),
    ).toEqual([
      {
        content: 'un',
        description: 'United Nations <dim>· <match>ملل</match> &lt;b&gt;&amp;&quot; </dim>',
      },
      {
        content: 'report#p02',
        description: 'The <match>IGF</match> meets. <dim>· Its &lt;title&gt;</dim>',
      },
    ]);
  });

  it('name a note and its page', () => {
    const id = '00000000-0000-4000-8000-00000000000a';
    const note: Hit = { ...passage, kind: 'note', id, title: { text: 'Ask <them>', ranges: [] } };
    expect(suggestionsOf([{ kind: 'note', hits: [note] }], 'xml')).toEqual([
      { content: `note:${id}`, description: 'Ask &lt;them&gt; <dim>· Its &lt;title&gt;</dim>' },
    ]);
  });

  it('are plain text for Firefox', () => {
    expect(suggestionsOf([{ kind: 'passage', hits: [passage] }], 'text')).toEqual([
      { content: 'report#p02', description: 'The IGF meets. · Its <title>' },
    ]);
  });

  it('are cut when the text is long, but never within a mark', () => {
    const long = {
      ...passage,
      title: { text: 'a '.repeat(500), ranges: [[158, 170]] as [number, number][] },
    };
    const [suggestion] = suggestionsOf([{ kind: 'passage', hits: [long] }], 'xml');
    expect(suggestion?.description).toMatch(/^(a ){80} <dim>/);
  });
});

it.each([
  ['report#p02', { passage: 'report#p02' }],
  [' igf ', { term: 'igf' }],
  ['cyber-diplomacy', { term: 'cyber-diplomacy' }],
  ['note:00000000-0000-4000-8000-00000000000a', { note: '00000000-0000-4000-8000-00000000000a' }],
  ['note:igf', {}],
  ['IGF', {}],
  ['cyber diplomacy', {}],
  ['javascript:alert(1)', {}],
  ['../options.html', {}],
])('“%s” names %o', (text, place) => {
  expect(placeOf(text)).toEqual(place);
});
