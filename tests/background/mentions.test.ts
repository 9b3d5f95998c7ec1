import { describe, expect, it, vi } from 'vitest';
import {
  corrected,
  type MentionSources,
  mentionHandlers,
  type Verdicts,
} from '../../src/background/mentions';
import { PageWork } from '../../src/background/page-work';
import type { FoundMention } from '../../src/mentions/find';
import { DEFAULTS } from '../../src/settings/settings';
import { form, indexOf, term } from '../mentions/lexicon';

const index = indexOf(
  term('brics', [form('BRICS')]),
  term('igf', [form('IGF', 'en', true), form('Internet Governance Forum')], {
    cues: ['internet'],
    rivals: [
      { sense: 'growth factor', forms: ['IGF'], names: ['insulin-like growth factor'], cues: ['serum'] },
    ],
  }),
);
const PAGE = 'https://news.example/a';
const TOP = { url: PAGE, frameId: 0, tab: { id: 7 } };

function answering(change: Partial<MentionSources> = {}) {
  const sources = {
    index: vi.fn(async () => index),
    correctionsOn: vi.fn(async (_page: string): Promise<Verdicts> => new Map()),
    settings: async () => DEFAULTS,
    mayBeNoted: vi.fn(async (_page: string) => false),
    showPaused: vi.fn(),
    ...change,
  };
  return { ...sources, ...mentionHandlers(sources, new PageWork()) };
}
const paused = (...sites: string[]) => ({ settings: async () => ({ ...DEFAULTS, paused: sites }) });
const saying = (...verdicts: [string, 'never' | 'always'][]) => ({
  correctionsOn: async () => new Map(verdicts),
});
const scanned = { blocks: ['The BRICS met.', 'Serum was taken at the IGF.'], lang: 'en' };

describe('own terms that lie over the index', () => {
  const own = indexOf(term('own-1', [form('serum')]));
  const overlay = vi.fn(() => ({ index: own, terms: new Set(['own-1']), replaces: () => false }));

  it('are asked for at each question and at each scan', async () => {
    const handlers = answering({ overlay });
    const { mentions } = await handlers.scan(scanned, TOP);
    expect(mentions.flatMap((each) => (each.shown ? each.term : []))).toEqual(['brics', 'own-1']);
    const asked = { texts: ['Serum.'], begins: undefined };
    expect((await handlers.ask(asked, TOP))?.places).toEqual([[0, 4]]);
    overlay.mockReturnValueOnce(undefined as never);
    expect((await handlers.ask(asked, TOP))?.places).toEqual([[]]);
  });
});

describe('a scan', () => {
  it('finds the mentions of its blocks', async () => {
    const { mentions } = await answering().scan(scanned, TOP);
    const shown = mentions.filter((mention) => mention.shown);
    expect(shown).toMatchObject([{ block: 0, start: 4, end: 9, term: 'brics' }]);
  });

  it('returns no mention of a term that is corrected to `never` on that page', async () => {
    const correctionsOn = vi.fn(
      async (page: string): Promise<Verdicts> => (page === PAGE ? new Map([['brics', 'never']]) : new Map()),
    );
    const { scan } = answering({ correctionsOn });
    expect((await scan(scanned, TOP)).mentions.map(({ term }) => term)).not.toContain('brics');
    expect((await scan(scanned, { ...TOP, url: 'https://other.example/' })).mentions[0]?.term).toBe('brics');
  });

  it('shows every mention of a term that is corrected to `always`, and makes it final', async () => {
    const before = (await answering().scan(scanned, TOP)).mentions;
    expect(before.find(({ term }) => term === 'igf')).toMatchObject({
      shown: false,
      group: expect.any(String),
    });
    const after = (await answering(saying(['igf', 'always'])).scan(scanned, TOP)).mentions;
    expect(after.find(({ term }) => term === 'igf')).toMatchObject({ shown: true, group: undefined });
    const isBrics = ({ term }: FoundMention) => term === 'brics';
    expect(after.find(isBrics)).toEqual(before.find(isBrics));
  });

  it('takes the evidence of the page into account, and returns it', async () => {
    const { scan } = answering();
    const named = await scan({ blocks: ['The Internet Governance Forum (IGF) met.'], lang: 'en' }, TOP);
    const alone = { blocks: ['We went to the IGF.'], lang: 'en' };
    expect((await scan(alone, TOP)).mentions[0]?.shown).toBe(false);
    const told = await scan({ ...alone, evidence: named.evidence }, TOP);
    expect(told.mentions[0]?.shown).toBe(true);
    expect(told.evidence).toMatchObject({ index: index.id });
  });

  it('takes the language of the page into account', async () => {
    const { scan } = answering();
    const reasons = async (lang: string) =>
      (await scan({ ...scanned, lang }, TOP)).mentions.flatMap(({ why = [] }) => why.map(({ kind }) => kind));
    expect(await reasons('en')).not.toContain('language');
    expect(await reasons('fr')).toContain('language');
  });

  it('fails where the index cannot be opened', async () => {
    const { scan } = answering({ index: () => Promise.reject(new Error('no index')) });
    await expect(scan(scanned, TOP)).rejects.toThrow('no index');
  });
});

it('A mention without a correction stays as it is', () => {
  const mention: FoundMention = {
    block: 0,
    start: 0,
    end: 3,
    term: 'igf',
    shown: false,
    group: 'g',
    score: 1,
  };
  expect(corrected([mention], new Map([['brics', 'never']]))).toEqual([mention]);
});

describe('a question for candidates', () => {
  const texts = ['The BRICS met.'];
  const begins = { top: '' };

  it('is answered with their places', async () => {
    const { ask } = answering();
    expect(await ask({ texts }, TOP)).toMatchObject({ places: [[4, 8]] });
  });

  it('takes the evidence of the page into account', async () => {
    const { ask } = answering();
    const before = await ask({ texts: ['the internet'] }, TOP);
    const after = await ask({ texts: ['nothing'], evidence: before?.evidence }, TOP);
    expect(after?.evidence.cues).toEqual(before?.evidence.cues);
    expect(after?.evidence.cues.length).toBeGreaterThan(0);
  });

  it('is answered with each place of a term that is corrected to `always`', async () => {
    const places = async (...said: [string, 'never' | 'always'][]) =>
      (await answering(saying(...said)).ask({ texts: ['serum IGF'] }, TOP))?.places;
    expect(await places()).toEqual([[]]);
    expect(await places(['igf', 'never'])).toEqual([[]]);
    expect(await places(['igf', 'always'])).toEqual([[6, 8]]);
  });

  describe('on a paused site', () => {
    it('is answered with `null`, and no text is read', async () => {
      const { ask } = answering({
        ...paused('news.example'),
        mayBeNoted: async () => true,
        index: () => Promise.reject(new Error('no index, and none is needed')),
      });
      expect(await ask({ texts, begins }, TOP)).toBeNull();
    });

    it('is decided by the page around a frame, where the browser says which that is', async () => {
      const frame = { url: 'https://ads.example/', frameId: 3, tab: { id: 7 } };
      const { ask } = answering(paused('news.example'));
      expect(await ask({ texts, begins: { top: 'https://news.example' } }, frame)).toBeNull();
      expect(await ask({ texts, begins: { top: 'https://other.example' } }, TOP)).not.toBeNull();
      expect(await ask({ texts, begins: { top: '' } }, TOP)).toBeNull();
      expect(await ask({ texts, begins: { top: '' } }, frame)).not.toBeNull();
    });

    it('is decided with the first text of a page only', async () => {
      const settings = vi.fn(paused('news.example').settings);
      expect(await answering({ settings }).ask({ texts }, TOP)).not.toBeNull();
      expect(settings).not.toHaveBeenCalled();
    });
  });

  it('greys or colours the button of the tab when the top frame begins', async () => {
    const showPaused = vi.fn();
    await answering({ ...paused('news.example'), showPaused }).ask({ texts, begins }, TOP);
    await answering({ showPaused }).ask({ texts, begins }, TOP);
    expect(showPaused.mock.calls).toEqual([
      [7, true],
      [7, false],
    ]);
  });

  it('leaves the button as it is for another frame, a later text, or no tab', async () => {
    const { ask, showPaused } = answering();
    await ask({ texts, begins }, { ...TOP, frameId: 3 });
    await ask({ texts }, TOP);
    await ask({ texts, begins }, { url: PAGE, frameId: 0 });
    await ask({ texts, begins }, { url: PAGE, frameId: 0, tab: {} });
    expect(showPaused).not.toHaveBeenCalled();
  });

  it('says with the first text whether there may be notes on the page', async () => {
    const mayBeNoted = vi.fn(async (page: string) => page === PAGE);
    const { ask } = answering({ mayBeNoted });
    expect(await ask({ texts, begins }, TOP)).toMatchObject({ noted: true });
    expect(await ask({ texts, begins }, { ...TOP, url: 'https://b.example/' })).not.toHaveProperty('noted');
    mayBeNoted.mockClear();
    expect(await ask({ texts }, TOP)).not.toHaveProperty('noted');
    expect(mayBeNoted).not.toHaveBeenCalled();
  });

  it('opens the index before it waits for anything else', () => {
    const never = () => new Promise<never>(() => undefined);
    const { ask, index, mayBeNoted, correctionsOn } = answering({ settings: never });
    void ask({ texts, begins }, TOP);
    expect(index).toHaveBeenCalledOnce();
    expect(correctionsOn).toHaveBeenCalledExactlyOnceWith(PAGE);
    expect(mayBeNoted).toHaveBeenCalledExactlyOnceWith(PAGE);
  });

  it('fails where the index cannot be opened', async () => {
    const { ask } = answering({ index: () => Promise.reject(new Error('no index')) });
    await expect(ask({ texts, begins }, TOP)).rejects.toThrow('no index');
  });
});
