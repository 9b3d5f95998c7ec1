import { describe, expect, it, vi } from 'vitest';
import { SwitchedOff } from '../../src/background/switched-off';
import type { KeptDigest } from '../../src/digest/kept-row';
import type { Claim, Term } from '../../src/digest/schema';

/** Joining that ends when it is told to. */
function joining() {
  let end: (isDone: boolean) => void = () => undefined;
  const joined = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return { join: vi.fn(() => joined), end };
}

const OWN = 'own-6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e30';
const says = (document?: string): Claim => ({ text: 'It is so.', ...(document && { document }) });
/** The contents of each digest. */
const CONTENTS: Record<string, Pick<Term, 'id' | 'claims'>[]> = {
  harbour: [
    { id: 'quay', claims: [says()] },
    { id: 'port', claims: [says('pilot-book')] },
    { id: 'crane', claims: [] },
    { id: 'tide', claims: [{ text: 'It rises.', passage: 'pilot-book#p01', quote: 'rises' }] },
  ],
  bundled: [{ id: 'igf', claims: [says('chronicle')] }],
};
/** The terms as they are joined. */
const JOINED: Record<string, Pick<Term, 'also' | 'claims'>> = {
  quay: { claims: [says('digest-harbour')] },
  port: { claims: [says('pilot-book'), says('digest-words')] },
  crane: { also: ['hoist'], claims: [] },
  tide: { claims: [{ text: 'It rises.', passage: 'harbour-pilot-book#p01', quote: 'rises' }] },
  igf: { claims: [says('chronicle')] },
  word: { claims: [says('digest-words')] },
  [OWN]: { claims: [says('digest-my-terms'), says('own-page-1')] },
};

function background(terms = 100_000) {
  const rows = [
    { id: 'words', terms, enabled: true, origin: { kind: 'file', file: 'words.csv' } },
    { id: 'harbour', terms: 4, enabled: true, origin: { kind: 'file', file: 'harbour.csv' } },
    { id: 'bundled', terms: 1, enabled: true, origin: { kind: 'bundled' } },
    { id: 'my-terms', terms: 1, enabled: true, origin: { kind: 'made' } },
  ] as unknown as KeptDigest[];
  const [onChanged, onProblem] = [vi.fn(), vi.fn<(error: unknown) => void>()];
  const off = new SwitchedOff({
    kept: {
      all: async () => rows.filter(({ removed }) => removed === undefined),
      find: async (id) => rows.find((each) => each.id === id),
      async *terms({ id }) {
        if (!CONTENTS[id]) throw new Error('damaged');
        yield* CONTENTS[id] as Term[];
      },
    },
    withGloss: async (id) => ({ terms: CONTENTS[id] as Term[] }),
    term: async (id) => JOINED[id],
    ...{ onChanged, onProblem },
  });
  const set = (id: string, changes: Partial<KeptDigest>) => {
    Object.assign(rows.find((each) => each.id === id) as KeptDigest, changes);
  };
  const left = async () =>
    (await off.without(Object.keys(JOINED).map((term) => ({ term })))).map(({ term }) => term);
  return { off, set, left, onChanged, onProblem };
}
const ALL = Object.keys(JOINED);

describe('A digest that is switched off among many terms', () => {
  it('has no mentions any more, until the others are joined; terms that others have, too, keep theirs', async () => {
    const { off, set, left, onChanged } = background();
    const { join, end } = joining();
    set('harbour', { enabled: false });
    const done = off.until(['harbour'], join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(onChanged).toHaveBeenCalledOnce();
    expect(await left()).toEqual(ALL.filter((id) => id !== 'quay' && id !== 'tide'));
    end(true);
    expect(await done).toBe(true);
    expect(await left()).toEqual(ALL);
  });

  it.each([
    ['what comes with Gloss', 'bundled', { enabled: false }, 'igf'],
    ['the reader’s own terms', 'my-terms', { enabled: false }, OWN],
  ])('is %s', async (_, id, changes, gone) => {
    const { off, set, left } = background();
    const { join } = joining();
    set(id, changes);
    void off.until([id], join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(await left()).toEqual(ALL.filter((each) => each !== gone));
  });

  it('is deleted', async () => {
    const { off, set, left } = background();
    const { join } = joining();
    set('harbour', { removed: 5 });
    void off.until(['harbour'], join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(await left()).not.toContain('quay');
  });

  it('has its mentions again where it is switched on meanwhile, and another one stays off', async () => {
    const { off, set, left } = background();
    const [first, second, third] = [joining(), joining(), joining()];
    set('harbour', { enabled: false });
    void off.until(['harbour'], first.join);
    await vi.waitFor(() => expect(first.join).toHaveBeenCalled());
    set('bundled', { enabled: false });
    void off.until(['bundled'], second.join);
    await vi.waitFor(() => expect(second.join).toHaveBeenCalled());
    expect(await left()).not.toContain('quay');
    set('harbour', { enabled: true });
    const done = off.until([], third.join);
    await vi.waitFor(() => expect(third.join).toHaveBeenCalled());
    // What was joined first is not the set of today.
    first.end(true);
    expect(await left()).toEqual(ALL.filter((id) => id !== 'igf'));
    third.end(true);
    await done;
    expect(await left()).toEqual(ALL);
  });

  it('stays away where the others cannot be joined', async () => {
    const { off, set, left } = background();
    set('harbour', { enabled: false });
    expect(await off.until(['harbour'], async () => false)).toBe(false);
    expect(await left()).not.toContain('quay');
  });
});

describe('Nothing is left out', () => {
  it('among few terms, because they are joined at once', async () => {
    const { off, set, left, onChanged } = background(1_000);
    const { join } = joining();
    set('harbour', { enabled: false });
    void off.until(['harbour'], join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(onChanged).not.toHaveBeenCalled();
    expect(await left()).toEqual(ALL);
  });

  it('of a digest that is on, or that nobody knows', async () => {
    const { off, left, onChanged } = background();
    const { join } = joining();
    void off.until(['harbour', 'gone'], join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(onChanged).not.toHaveBeenCalled();
    expect(await left()).toEqual(ALL);
  });

  it('of one that cannot be read, which is told; the others are joined', async () => {
    const { off, set, left, onProblem } = background();
    set('words', { enabled: false });
    set('harbour', { terms: 100_000 });
    expect(await off.until(['words'], async () => true)).toBe(true);
    expect(onProblem).toHaveBeenCalledOnce();
    expect(await left()).toEqual(ALL);
  });
});
