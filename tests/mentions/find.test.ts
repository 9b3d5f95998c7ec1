import { describe, expect, it } from 'vitest';
import { find } from '../../src/mentions/find';
import { compileIndex, openIndex } from '../../src/mentions/index';
import type { LexiconTerm } from '../../src/mentions/lexicon';

const igf: LexiconTerm = {
  id: 'igf',
  forms: [
    { text: 'IGF', lang: 'en', case: 'exact', ambiguous: true },
    { text: 'Internet Governance Forum', lang: 'en', case: 'any', ambiguous: false },
    { text: 'مجمع حکمرانی اینترنت', lang: 'fa', case: 'any', ambiguous: false },
  ],
  cues: ['multi-stakeholder', 'delegat*', 'internet'],
  rivals: [
    {
      sense: 'insulin-like growth factor',
      forms: ['IGF'],
      names: ['insulin-like growth factor'],
      cues: ['serum', 'receptor'],
    },
  ],
};
const brics: LexiconTerm = {
  id: 'brics',
  forms: [{ text: 'BRICS', lang: 'en', case: 'exact', ambiguous: false }],
  cues: [],
  rivals: [],
};
const index = openIndex(compileIndex([igf, brics]));

function marked(text: string): string[] {
  return find(index, [text])
    .mentions.filter((mention) => mention.shown)
    .map((mention) => `${text.slice(mention.start, mention.end)}=${mention.term}`);
}

describe('find', () => {
  it('marks an unambiguous full name', () => {
    expect(marked('The Internet Governance Forum met.')).toEqual(['Internet Governance Forum=igf']);
    expect(marked('در مجمع حکمرانی اینترنت بود')).toEqual(['مجمع حکمرانی اینترنت=igf']);
  });
  it('marks a name that is broken between lines of a mail that are quoted', () => {
    const [english, persian] = ['Internet\n> > Governance\n>>Forum', 'مجمع حکمرانی\n> اینترنت'];
    expect(marked(`> The ${english} met.`)).toEqual([`${english}=igf`]);
    expect(marked(`> در ${persian} بود`)).toEqual([`${persian}=igf`]);
    expect(marked('Internet > Governance > Forum')).toEqual([]);
    expect(marked('Internet Governance\nx > Forum')).toEqual([]);
  });
  it('marks an acronym only in its letter case', () => {
    expect(marked('The BRICS met; bricks and brics did not.')).toEqual(['BRICS=brics']);
  });
  it('does not mark an ambiguous form without evidence', () => {
    expect(marked('We saw the IGF there.')).toEqual([]);
  });
  it('lets a definition decide the abbreviation for the whole page', () => {
    expect(marked('Insulin-like growth factor (IGF) rises. Delegates measured IGF.')).toEqual([]);
    expect(marked('The Internet Governance Forum (IGF) met. Serum was taken at the IGF.')).toHaveLength(3);
  });
  it('weighs cues of the term against cues of its rivals', () => {
    expect(marked('Delegates came to the IGF.')).toEqual(['IGF=igf']);
    expect(marked('The IGF receptor in serum.')).toEqual([]);
  });
});
