import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../src/mentions/candidates';
import { find } from '../../src/mentions/find';
import { findingCandidatesWith, findingWith, type Overlay } from '../../src/mentions/overlay';
import { atOnce } from '../../src/platform/pace';
import { form, indexOf, term } from './lexicon';

const large = indexOf(
  term('forum', [form('Internet Governance Forum')]),
  term('brics', [form('BRICS')]),
  term('port', [form('port')]),
  term('own-old', [form('penstock')]),
  term('house', [form('forum house', 'en', true)]),
  term('igf', [form('IGF', 'en', true), form('Governance Forum')], { cues: ['internet'] }),
);
const over = (...names: string[]): Overlay => {
  const terms = names.map((name) => term(`own-${name.toLowerCase().replaceAll(' ', '-')}`, [form(name)]));
  return {
    index: indexOf(...terms),
    terms: new Set(terms.map(({ id }) => id)),
    replaces: (id) => id.startsWith('own-'),
  };
};
const found = (overlay: Overlay | undefined, ...blocks: string[]) =>
  atOnce(findingWith(overlay, large, blocks, { lang: 'en' }));
const marked = (overlay: Overlay | undefined, ...blocks: string[]) =>
  found(overlay, ...blocks).mentions.flatMap(({ block, start, end, term, shown }) =>
    shown ? [`${term}: ${blocks[block]?.slice(start, end)}`] : [],
  );

describe('An overlay', () => {
  it('adds its mentions in reading order, and they are final', () => {
    const blocks = ['A sluice of BRICS.', 'A port, a sluice, a port.'];
    expect(marked(over('sluice'), ...blocks)).toEqual([
      ...['own-sluice: sluice', 'brics: BRICS'],
      ...['port: port', 'own-sluice: sluice', 'port: port'],
    ]);
    const own = found(over('sluice'), ...blocks).mentions.filter((each) => each.term === 'own-sluice');
    for (const mention of own) expect(mention).not.toHaveProperty('group');
  });

  it('replaces terms of its kind: those that it does not have are not marked', () => {
    expect(marked(undefined, 'A penstock.')).toEqual(['own-old: penstock']);
    expect(marked(over('sluice'), 'A penstock.')).toEqual([]);
    expect(marked(over('penstock'), 'A penstock.')).toEqual(['own-penstock: penstock']);
  });

  it('wins where it stands at the same place, further left, or is longer from the same word on', () => {
    expect(marked(over('port'), 'A port.')).toEqual(['own-port: port']);
    expect(marked(over('BRICS port'), 'The BRICS port.')).toEqual(['own-brics-port: BRICS port']);
    expect(marked(over('new Internet'), 'The new Internet Governance Forum.')).toEqual([
      'own-new-internet: new Internet',
    ]);
  });

  it('gives way to what is longer, or further left', () => {
    const text = 'The Internet Governance Forum house.';
    expect(marked(over('Governance'), text)).toEqual(['forum: Internet Governance Forum']);
    expect(marked(over('Internet'), text)).toEqual(['forum: Internet Governance Forum']);
    expect(marked(over('Forum house', 'Governance'), text)).toEqual(['forum: Internet Governance Forum']);
  });

  it('does not give way to what is not shown', () => {
    expect(marked(over('IGF'), 'The IGF.')).toEqual(['own-igf: IGF']);
    expect(marked(undefined, 'A forum house.')).toEqual([]);
    expect(marked(over('house'), 'A forum house.')).toEqual(['own-house: house']);
  });

  it('leaves the evidence of the page to the large index', () => {
    const blocks = ['The IGF and the sluice. Internet.'];
    expect(found(over('sluice'), ...blocks).evidence).toEqual(find(large, blocks, { lang: 'en' }).evidence);
  });

  it('adds its places to those that readers are told of', () => {
    const texts = ['A sluice of BRICS.', 'Nothing.', 'A sluice.'];
    const { places, evidence } = atOnce(findingCandidatesWith(over('sluice'), large, texts));
    expect(places).toEqual([[2, 7, 12, 16], [], [2, 7]]);
    expect(evidence).toEqual(findCandidates(large, texts).evidence);
    expect(atOnce(findingCandidatesWith(undefined, large, texts))).toEqual(findCandidates(large, texts));
  });
});
