import { beforeEach, describe, expect, it } from 'vitest';
import type { Reason } from '../../../src/protocol/messages';
import { whySentences } from '../../../src/ui/card/why';
import { speakEnglish } from '../english';

beforeEach(speakEnglish);

/**
 * Every kind of reason: for and against, near and on the page. A new kind does not typecheck until it is
 * added here.
 */
const REASONS: { [K in Reason['kind']]: Extract<Reason, { kind: K }>[] } = {
  unambiguous: [{ kind: 'unambiguous' }],
  definition: [
    { kind: 'definition', text: '', weight: 20 },
    { kind: 'definition', text: 'A Long Form', weight: 8 },
    { kind: 'definition', text: 'A Long Form', weight: -8 },
  ],
  initials: [
    { kind: 'initials', text: 'A Long Form', weight: 4 },
    { kind: 'initials', text: 'A Long Form', weight: -4 },
  ],
  'full-name': [{ kind: 'full-name', weight: 5 }],
  'rival-name': [{ kind: 'rival-name', sense: 'growth factor', weight: -5 }],
  cue: [
    { kind: 'cue', cue: 'غذا', near: true, weight: 2 },
    { kind: 'cue', cue: 'غذا', near: false, weight: 1 },
  ],
  rival: [
    { kind: 'rival', cue: 'liver', sense: 'growth factor', near: true, weight: -2 },
    { kind: 'rival', cue: 'liver', sense: 'growth factor', near: false, weight: -1 },
  ],
  company: [
    { kind: 'company', near: true, weight: 1 },
    { kind: 'company', near: false, weight: 0.5 },
  ],
  topic: [{ kind: 'topic', weight: 1 }],
  language: [{ kind: 'language', lang: 'fr', weight: -1 }],
  standing: (['body', 'list', 'subject', 'name'] as const).map((how) => ({
    kind: 'standing',
    how,
    weight: 1,
  })),
  'one-of-many': [{ kind: 'one-of-many', weight: -1.5 }],
  'part-of-name': [{ kind: 'part-of-name', weight: -3 }],
  capitals: [{ kind: 'capitals', weight: -4 }],
  word: [{ kind: 'word', weight: -1.5 }],
  prior: [
    { kind: 'prior', weight: -2 },
    { kind: 'prior', weight: 1 },
  ],
};
const all = Object.values(REASONS).flat();

describe('Why is this marked?', () => {
  it.each(all)('has a sentence for %o, with its words', (reason) => {
    const [sentence, ...more] = whySentences([reason]);
    expect(more).toEqual([]);
    expect(sentence).toMatch(/^[A-Z“].+[.]$/u);
    for (const key of ['text', 'cue', 'sense'] as const) {
      if (key in reason) expect(sentence).toContain((reason as Record<string, unknown>)[key]);
    }
    if (reason.kind === 'language') expect(sentence).toContain('French');
  });

  it('has a different sentence for each reason', () => {
    expect(new Set(all.flatMap((reason) => whySentences([reason]))).size).toBe(all.length);
  });

  it('lists the heaviest reason first, and nothing twice', () => {
    const cue = { kind: 'cue', cue: 'policy', near: true, weight: 2 } as const;
    const sentences = whySentences([
      { kind: 'prior', weight: -1 },
      cue,
      cue,
      { kind: 'full-name', weight: 5 },
    ]);
    expect(sentences).toHaveLength(3);
    expect(sentences[0]).toContain('full name');
    expect(sentences[1]).toContain('policy');
  });

  it('lists a cue once that is both near and on the page, and shows a prefix as one', () => {
    const [sentence, ...more] = whySentences([
      { kind: 'cue', cue: 'delegat*', near: false, weight: 1 },
      { kind: 'cue', cue: 'delegat*', near: true, weight: 2 },
    ]);
    expect(sentence).toMatch(/delegat….* near/);
    expect(more).toEqual([]);
  });

  it('says for a mention without reasons that its form has only one sense', () => {
    expect(whySentences([])).toEqual(['This name has only one meaning.']);
  });
});
