/** What readers type, and the search finds: questions, dates, word families, sounds, errors, synonyms. */
import { describe, expect, it } from 'vitest';
import { idsOf, indexOf, note, passage, term } from './entries';

/** A small digest of another subject than the bundled one. */
const gardens = () =>
  indexOf(
    term(
      'garden',
      ['label', 'Botanical garden'],
      ['form', 'ботанический сад'],
      ['form', 'باغ گیاه‌شناسی'],
      ['form', 'حديقة نباتية'],
      ['form', 'jardin botanique'],
      ['form', 'jardín botánico'],
      ['claim', 'The report says that the garden protects rare orchids.'],
    ),
    term(
      'opening',
      ['label', 'Opening of the garden (14 October 1987)'],
      ['claim', 'The report says that the garden was founded on October 14, 1987.'],
    ),
    term(
      'keeper',
      ['label', 'Parvin Zandvakili'],
      ['form', 'پروین زندوکیلی'],
      ['role', 'Adviser on orchids to the director'],
      ['claim', 'The report names Parvin Zandvakili as adviser on orchids.'],
    ),
    term('rain', ['label', 'Irrigation'], ['form', 'орошение'], ['form', 'آبیاری'], ['form', 'irigasi']),
    term('harvest', ['label', 'Seed exchange'], ['form', 'обмен семенами'], ['form', 'تبادل بذر']),
    passage('report#p02', 'Critics call the greenhouse a pointless luxury; its admirers praise its palms.'),
    passage('report#p03', 'Three gardeners were hired in spring to look after the palms.'),
  );

const firstOf = async (query: string) => idsOf(await gardens(), query)[0];

describe('A question in a whole sentence', () => {
  it.each([
    ['what is the use of a botanical garden?', 'garden'],
    ['что такое ботанический сад и для чего он?', 'garden'],
    ['باغ گیاه‌شناسی چیست و چرا هست؟', 'garden'],
    ['ما هي الحديقة النباتية؟', 'garden'],
    ['à quoi sert le jardin botanique ?', 'garden'],
    ['¿para qué sirve un jardín botánico?', 'garden'],
    ['who is the adviser on orchids', 'keeper'],
    ['when was the garden opened', 'opening'],
    ['why do critics call the greenhouse pointless', 'report#p02'],
  ])('%s finds %s', async (query, first) => {
    expect(await firstOf(query)).toBe(first);
  });
});

describe('A date', () => {
  it.each([
    '14 October 1987',
    '14/10/1987',
    '1987-10-14',
    '14.10.1987',
    '۱۴ اکتبر ۱۹۸۷',
    '14 октября 1987',
    '14 أكتوبر 1987',
    '14 octobre 1987',
    '1987年10月14日',
    'october fourteenth',
    'nineteen eighty-seven',
  ])('is found as %s', async (query) => {
    expect(await firstOf(query)).toBe('opening');
  });
});

describe('A word of the same family', () => {
  it.each([
    ['criticising the greenhouse', 'report#p02'],
    ['irrigate', 'rain'],
    ['обмены семенной', 'harvest'],
    ['باغی', 'garden'],
    ['وحديقة', 'garden'],
    ['botaniques', 'garden'],
  ])('finds it: %s', async (query, first) => {
    expect(await firstOf(query)).toBe(first);
  });
});

it('An Arabic word is found behind a particle that is written with it', async () => {
  const index = await indexOf(term('palace', ['label', 'قصر']), term('age', ['label', 'عصر']));
  for (const query of ['وقصر', 'بقصر', 'لقصر']) expect(idsOf(index, query), query).toEqual(['palace']);
});

describe('A name in letters of another script', () => {
  it.each([
    ['Парвин Зандвакили', 'keeper'],
    ['زندوكيلي', 'keeper'],
    ['oroshenie', 'rain'],
    ['tabadol bazr', 'harvest'],
    ['botanicheskiy sad', 'garden'],
    ['hadiqa nabatiya', 'garden'],
  ])('is found by its sound: %s', async (query, first) => {
    expect(await firstOf(query)).toBe(first);
  });
});

describe('Several typing errors in one query', () => {
  it.each([
    ['botancal gardn', 'garden'],
    ['ботаничский сда', 'garden'],
    ['zandvkali parvn', 'keeper'],
    ['jardn botaniqe', 'garden'],
    ['باغ گیاهشناصی', 'garden'],
  ])('do not hide what is meant: %s', async (query, first) => {
    expect(await firstOf(query)).toBe(first);
  });
});

describe('A synonym', () => {
  it.each([
    ['consultant on orchids', 'keeper'],
    ['creation of the garden', 'opening'],
    ['useless greenhouse', 'report#p02'],
    ['مشاور orchids', 'keeper'],
    ['основание garden', 'opening'],
    ['greenhouse inutile', 'report#p02'],
  ])('finds the word of the texts: %s', async (query, first) => {
    expect(await firstOf(query)).toBe(first);
  });

  it('comes after the word itself', async () => {
    const index = await indexOf(
      term('pact', ['label', 'Water pact']),
      term('treaty', ['label', 'Water treaty']),
    );
    expect(idsOf(index, 'water pact')).toEqual(['pact', 'treaty']);
    expect(idsOf(index, 'water treaty')).toEqual(['treaty', 'pact']);
  });
});

describe('The order of hits', () => {
  it('puts an answer to most words of a question before one to its rarest word', async () => {
    const index = await indexOf(
      term('most', ['label', 'Palms'], ['claim', 'Gardeners keep palms in the greenhouse.']),
      term('rare', ['label', 'Winter'], ['claim', 'Frost comes in this season.']),
      ...Array.from({ length: 12 }, (_, i) => note(`note-${i}`, `Palms, gardeners, ${i} greenhouses.`)),
    );
    expect(idsOf(index, 'gardeners palms greenhouse frost')[0]).toBe('most');
  });

  it('puts a person before others if the query asks who, and a text with a year if it asks when', async () => {
    const index = await indexOf(
      term('office', ['label', 'Office'], ['claim', 'It lends seeds to schools.']),
      { ...term('anna', ['label', 'Anna'], ['claim', 'She lends seeds to schools now.']), heading: 'person' },
      term('year', ['label', 'Loan'], ['claim', 'Seeds were lent to the schools of the town in 1987.']),
    );
    expect(idsOf(index, 'lends seeds to schools')[0]).toBe('office');
    expect(idsOf(index, 'who lends seeds to schools')[0]).toBe('anna');
    expect(idsOf(index, 'schools seeds')[0]).not.toBe('year');
    expect(idsOf(index, 'when schools seeds')[0]).toBe('year');
  });

  it('puts a claim of a term that the query names before a passage with the same words', async () => {
    const index = await indexOf(
      term(
        'garden',
        ['label', 'Rose garden'],
        ['claim', 'The rose garden has a wall.'],
        ['claim', 'It is said that apples grow.'],
        ['claim', 'It is said that pears grow.'],
      ),
      passage('report#p01', 'The rose garden has a wall.'),
    );
    expect(idsOf(index, 'garden wall')[0]).toBe('garden');
  });

  it('puts the passage before one claim of many with the same words, and after the only claim', async () => {
    const claim = ['claim', 'It is said that snow covers the old wall.'] as const;
    const others = ['apples', 'pears'].map((fruit) => ['claim', `It is said that ${fruit} grow.`] as const);
    const snow = passage('report#p01', 'In winter, snow covers the old wall, and ice the pond.');
    const many = await indexOf(
      term(
        'garden',
        ['label', 'Garden'],
        [...claim],
        ...others.map((c) => [...c] as [(typeof c)[0], string]),
      ),
      snow,
    );
    expect(many.search('snow covers the old wall', 5)[0]?.kind).toBe('passage');
    const one = await indexOf(term('garden', ['label', 'Garden'], [...claim]), snow);
    expect(one.search('snow covers the old wall', 5)[0]?.kind).toBe('term');
  });

  it('finds nothing where half of the words are unknown and the others are only alike', async () => {
    const index = await gardens();
    expect(idsOf(index, 'bitcoin gardin')).toEqual([]);
    expect(idsOf(index, 'gardin')[0]).toBe('garden');
  });
});
