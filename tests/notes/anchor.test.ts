import { describe, expect, it } from 'vitest';
import { anchoring, type Sought, type Verdict } from '../../src/notes/anchor/anchor';
import { describing } from '../../src/notes/anchor/describe';
import type { Selectors } from '../../src/notes/anchor/selectors';

const LINES = [
  'The forum met in Kyoto in October and heard delegates from ninety countries.',
  'Its secretariat sits in Geneva, under the wing of the United Nations.',
  'In Kyoto the IGF spoke of artificial intelligence and of fragmentation.',
  'Critics say that the IGF decides nothing, and that this is its strength.',
  'The ITU, by contrast, has member states, a budget and a treaty.',
  'Whoever writes about Internet governance has to know both, and their quarrels.',
];
const PAGE = LINES.join('\n');

function finish<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** The selectors of the `n`th occurrence of the words, from 0. */
function note(words: string, page = PAGE, n = 0): Sought {
  let start = page.indexOf(words);
  for (; n > 0; n--) start = page.indexOf(words, start + 1);
  const selectors = finish(describing(page, { start, end: start + words.length }));
  if (!selectors || start < 0) throw new Error(`There is no ${words} on the page.`);
  return { selectors };
}

const find = (page: string, sought: Sought): Verdict => finish(anchoring(page, [sought]))[0] as Verdict;

/** The verdict, with the words that it points at and `around` units of context on each side. */
function said(page: string, verdict: Verdict, around = 0): string {
  if (verdict.verdict === 'orphan') return `orphan: ${verdict.why}`;
  return `${verdict.verdict}: ${page.slice(verdict.start - around, verdict.end + around)}`;
}

describe('Describing a passage', () => {
  it('keeps its words, 32 characters of context on each side, and its position', () => {
    const { quote, position, length } = note('Geneva').selectors;
    expect(quote).toEqual({
      exact: 'Geneva',
      prefix: ' countries. Its secretariat sits in '.slice(-32),
      suffix: ', under the wing of the United Nations.'.slice(0, 32),
    });
    expect(position).toEqual({ start: PAGE.indexOf('Geneva'), end: PAGE.indexOf('Geneva') + 6 });
    expect(length).toBe(PAGE.length);
  });

  it('folds white space, and trims it at the ends', () => {
    const page = 'One   day\n\n\tthe  forum   met.  And more.';
    const selectors = finish(describing(page, { start: 3, end: page.indexOf('met') }));
    expect(selectors?.quote).toMatchObject({
      exact: 'day the forum',
      prefix: 'One ',
      suffix: ' met. And more.',
    });
  });

  it('writes a blank where a line or cell begins, in the quote and in its context', () => {
    const page = 'Kyoto2023Line oneLine two';
    const gaps = [5, 9, 17].map((at) => ({ from: at, to: at }));
    const selectors = finish(describing(page, { start: 5, end: 17 }, gaps));
    expect(selectors?.quote).toEqual({ exact: '2023 Line one', prefix: 'Kyoto ', suffix: ' Line two' });
    expect(selectors?.text).toBeUndefined();
  });

  it('quotes only what is seen, and keeps what stands there to find it by', () => {
    const page = `${LINES[0]} Before HIDDEN WORDS after the gap. NO end. ${LINES[1]}`;
    const gap = (words: string) => ({ from: page.indexOf(words), to: page.indexOf(words) + words.length });
    const gaps = [gap('HIDDEN WORDS '), gap('NO ')];
    const at = { start: page.indexOf('Before'), end: page.indexOf(' end.') };
    const selectors = finish(describing(page, at, gaps)) as Selectors;
    expect(selectors.quote.exact).toBe('Before after the gap.');
    expect(selectors.text).toBe('Before HIDDEN WORDS after the gap.');
    expect(selectors.position?.end).toBe(page.indexOf(' NO'));
    // It is found where it stands, where it has moved, and where the hidden words are gone.
    expect(said(page, find(page, { selectors }))).toBe('sure: Before HIDDEN WORDS after the gap.');
    const moved = `${LINES.join(' ')} ${page}`;
    expect(said(moved, find(moved, { selectors }))).toBe('sure: Before HIDDEN WORDS after the gap.');
    const shown = page.replace('HIDDEN WORDS ', '');
    expect(said(shown, find(shown, { selectors }))).toMatch(/: Before after the gap\.$/);
  });

  it('begins and ends at what is seen', () => {
    const page = 'HIDDEN Before after HIDDEN TOO';
    const gaps = [
      { from: 0, to: 7 },
      { from: 20, to: 30 },
    ];
    const selectors = finish(describing(page, { start: 2, end: 30 }, gaps));
    expect(selectors?.position).toEqual({ start: 7, end: 19 });
    expect(finish(describing(page, { start: 21, end: 26 }, gaps))).toBeUndefined();
  });

  it('gives nothing for white space alone', () => {
    expect(finish(describing('a   b', { start: 1, end: 4 }))).toBeUndefined();
  });

  it('takes wider context if the same words stand in the same context elsewhere', () => {
    const rows = Array.from(
      { length: 9 },
      (_, i) => `Session ${i} of the forum: open to the public, no fee.`,
    );
    const { quote } = note('open', rows.join(' '), 4).selectors;
    expect(quote.prefix.length).toBeGreaterThan(32);
  });

  it('never cuts a surrogate pair', () => {
    const page = `${'😀'.repeat(40)}x${'😀'.repeat(40)}`;
    const { prefix, suffix } = note('x', page).selectors.quote;
    expect([prefix, suffix].every((text) => text.isWellFormed())).toBe(true);
  });

  it('stores the score of the best rival: 0 if there is none', () => {
    expect(note('a budget and a treaty').selectors.rival).toBe(0);
    expect(note('IGF').selectors.rival).toBeGreaterThan(0);
  });
});

describe('Anchoring', () => {
  it.each(['IGF', 'Geneva', 'a budget and a treaty', LINES[3] as string, PAGE.slice(100, 400)])(
    'finds %s on the unchanged page',
    (words) => {
      expect(said(PAGE, find(PAGE, note(words)))).toBe(`sure: ${words.trim()}`);
    },
  );

  it('distinguishes equal acronyms by their context', () => {
    const moved = `A new lead.\n${[...LINES.slice(3), ...LINES.slice(0, 3)].join('\n')}`;
    expect(said(moved, find(moved, note('IGF', PAGE, 1)), 9)).toBe('sure: that the IGF decides ');
    expect(said(moved, find(moved, note('IGF', PAGE, 0)), 9)).toBe('sure: yoto the IGF spoke of');
  });

  it('does not mistake another acronym for the passage', () => {
    const other = PAGE.replaceAll('IGF', 'ITU');
    expect(said(other, find(other, note('IGF')))).toBe('orphan: absent');
  });

  it('finds a passage if only white space or invisible characters changed', () => {
    const laidOut = PAGE.replaceAll(' ', '\n\t ').replace('delegates', 'dele\u00ADgates');
    expect(said(laidOut, find(laidOut, note('heard delegates'))).replace(/\s+/g, ' ')).toBe(
      'sure: heard dele\u00ADgates',
    );
    const persian = 'این مجمع می\u200Cگوید که کشورها باید همکاری کنند تا شبکه باز بماند.';
    const spaced = `متن تازه. ${persian.replace('می\u200Cگوید', 'می گوید')}`;
    expect(said(spaced, find(spaced, note('می\u200Cگوید که', persian)))).toBe('sure: می گوید که');
  });

  it('reports a passage whose words changed', () => {
    const edited = `Corrected today.\n${PAGE.replace('decides nothing', 'decides hardly anything')}`;
    expect(said(edited, find(edited, note(LINES[3] as string)))).toBe(
      'changed: Critics say that the IGF decides hardly anything, and that this is its strength.',
    );
  });

  it('makes a deleted passage an orphan, even if similar ones are left', () => {
    const without = [...LINES.slice(0, 3), ...LINES.slice(4)].join('\n');
    expect(said(without, find(without, note('IGF', PAGE, 1)))).toBe('orphan: absent');
    expect(said(without, find(without, note(LINES[3] as string)))).toBe('orphan: absent');
  });

  it('makes a passage an orphan if two places are equal and nothing decides', () => {
    const twice = `${LINES[2]} ${LINES[0]} ${LINES[2]} ${LINES[0]} ${LINES[2]}`;
    const sought = note(LINES[2] as string);
    const bare: Selectors = { quote: sought.selectors.quote };
    expect(find(twice, { selectors: bare })).toEqual({ verdict: 'orphan', why: 'tie' });
  });

  it('chooses between two equal places by the structural selector', () => {
    const copied = `${LINES[3]} By the editors.\n${PAGE}`;
    const start = copied.lastIndexOf('decides nothing');
    const sought = { ...note('decides nothing'), hint: { start, end: start + 15 } };
    expect(find(copied, sought)).toMatchObject({ start });
  });

  it('never changes the stored selectors', () => {
    const sought = note('IGF');
    const before = structuredClone(sought);
    find(PAGE.replaceAll('the', 'a'), sought);
    expect(sought).toEqual(before);
  });

  it('finds an imported note that has no positions', () => {
    const { quote } = note('decides nothing').selectors;
    expect(said(PAGE, find(PAGE, { selectors: { quote } }))).toBe('sure: decides nothing');
  });

  it.each<[string, Partial<Selectors>]>([
    ['a position past the end', { position: { start: 1e6, end: 1e6 + 3 } }],
    ['a position of the whole page', { position: { start: 0, end: PAGE.length } }],
    ['a quote of white space', { quote: { exact: '\u200B', prefix: '', suffix: '' } }],
    ['a page that was empty', { length: 0 }],
  ])('stands %s', (_, part) => {
    const selectors = { ...note('Geneva').selectors, ...part };
    expect(() => find(PAGE, { selectors })).not.toThrow();
    expect(() => find('', { selectors })).not.toThrow();
  });
});

describe('A hostile page', () => {
  // Steps are counted, not timed: each is bounded by constants in the code.
  it.each([
    ['one letter', 'a'.repeat(50_000), 'aaaa'],
    ['two letters', 'ab'.repeat(25_000), 'abab'],
    ['one word', 'spam '.repeat(10_000), 'spam spam'],
  ])('of nothing but %s gets a tie, in many small steps', (_, page, words) => {
    const selectors = {
      quote: { exact: `${words}b${words}`, prefix: words.repeat(6), suffix: words.repeat(6) },
    };
    const work = anchoring(page, [{ selectors }]);
    let steps = 1;
    while (!work.next().done) steps++;
    expect(steps).toBeGreaterThan(100);
    expect(find(page, { selectors }).verdict).toBe('orphan');
  });

  it('yields at least twice for each note, so that its caller can rest', () => {
    const notes = Array.from({ length: 40 }, () => ({
      selectors: {
        quote: { exact: 'not on this page at all, nor anything like it', prefix: '', suffix: '' },
      },
    }));
    const work = anchoring(PAGE.repeat(200), notes);
    let rests = 0;
    let step = work.next();
    for (; !step.done; step = work.next()) rests++;
    expect(step.value).toHaveLength(40);
    expect(rests).toBeGreaterThan(80);
  });
});
