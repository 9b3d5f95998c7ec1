import { describe, expect, it, vi } from 'vitest';
import { OwnOverlay } from '../../src/background/own-overlay';
import type { KeptDigest } from '../../src/digest/kept-row';
import { DigestLookup } from '../../src/digest/lookup';
import { type OwnRow, ownDigest } from '../../src/digest/own-digest';
import type { Term } from '../../src/digest/schema';
import { finding } from '../../src/mentions/find';
import type { Overlay } from '../../src/mentions/overlay';
import { atOnce } from '../../src/platform/pace';

const SLUICE = '6f1f6d3a-6a53-4b1e-9d0c-0a6f1c1d2e30';
const own = (changes: Partial<OwnRow> = {}): OwnRow => ({
  ...{ id: SLUICE, label: 'sluice', kind: 'concept', gist: 'A gate for water.', lang: 'en' },
  ...{ forms: [], statements: [] },
  ...changes,
});
const term = (id: string, label: string): Term => ({
  ...{ id, kind: 'concept', label, gist: {}, cues: [], rivals: [], claims: [], related: [] },
  forms: [{ text: label, lang: 'en', case: 'any', ambiguous: false }],
});
/** What is joined: a term of a file, and a term of one's own as it was. */
const before = new DigestLookup({
  ...{ format: 1, hash: '', documents: [], passages: [] },
  terms: [term('port', 'port'), term(`own-${SLUICE}`, 'old sluice')],
});

/** Joining that ends when it is told to. */
function joining() {
  let end: (isDone: boolean) => void = () => undefined;
  const joined = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return { join: vi.fn(() => joined), end };
}

function background(given: { others?: number; enabled?: boolean } = {}) {
  const { others = 100_000, enabled = true } = given;
  const state = { rows: [own()] as OwnRow[], enabled };
  const onChanged = vi.fn();
  const onProblem = vi.fn<(error: unknown) => void>();
  const made = vi.fn(async () => undefined);
  const all = async () =>
    [
      { name: 'Words', enabled: true, terms: others, origin: { kind: 'file', file: 'a.csv' } },
      { name: 'Off', enabled: false, terms: 100_000, origin: { kind: 'file', file: 'b.csv' } },
      { name: 'Mine', enabled: state.enabled, terms: state.rows.length, origin: { kind: 'made' } },
    ] as unknown as KeptDigest[];
  const overlay = new OwnOverlay({
    ...{ kept: { all, made }, ownName: 'My terms', onChanged, onProblem },
    own: () => ownDigest(state.rows),
  });
  const digest = overlay.over({
    term: async (id) => before.term(id),
    card: async (id) => before.card(id),
    documents: async () => [],
    passages: async () => [],
  });
  return { state, overlay, digest, onChanged, onProblem, made };
}

const marks = (overlay: Overlay | undefined, text: string) =>
  overlay && atOnce(finding(overlay.index, [text], { lang: 'en' })).mentions.map((each) => each.term);

describe('The overlay of own terms', () => {
  it('is there while many terms are joined anew, with the terms as they are now', async () => {
    const { state, overlay, onChanged } = background();
    state.rows = [own(), own({ id: `${SLUICE.slice(0, -1)}1`, label: 'quay', extends: 'port' })];
    const { join, end } = joining();
    const done = overlay.until(join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(onChanged).toHaveBeenCalledOnce();
    expect(marks(overlay.now, 'A sluice.')).toEqual([`own-${SLUICE}`]);
    expect(overlay.now?.replaces(`own-${SLUICE}`)).toBe(true);
    expect(overlay.now?.replaces('port')).toBe(false);
    end(true);
    await done;
    expect(overlay.now).toBeUndefined();
  });

  it('marks the forms that extend a term of another digest as that term', async () => {
    const { state, overlay } = background();
    const forms = [{ text: 'haven', lang: 'en' }];
    state.rows = [own({ extends: 'port', label: 'port', forms })];
    const { join, end } = joining();
    const done = overlay.until(join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(marks(overlay.now, 'A haven.')).toEqual(['port']);
    end(true);
    await done;
  });

  it('has the cards of own terms; those of others are as they were', async () => {
    const { state, overlay, digest } = background();
    expect((await digest.card(`own-${SLUICE}`))?.term.label).toBe('old sluice');
    const { join, end } = joining();
    const done = overlay.until(join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    const card = await digest.card(`own-${SLUICE}`);
    expect(card?.term).toMatchObject({ label: 'sluice', gist: { en: 'A gate for water' } });
    expect((await digest.card('port'))?.term.label).toBe('port');
    expect(await digest.card('nothing')).toBeUndefined();
    state.rows = [];
    void overlay.until(joining().join);
    await vi.waitFor(async () => expect(await digest.term(`own-${SLUICE}`)).toBeUndefined());
    expect(marks(overlay.now, 'A sluice.')).toEqual([]);
    end(true);
    await done;
    expect(overlay.now).toBeDefined();
  });

  it('stays, with the newer terms, when an earlier change is joined', async () => {
    const { state, overlay } = background();
    const [first, second] = [joining(), joining()];
    const one = overlay.until(first.join);
    await vi.waitFor(() => expect(first.join).toHaveBeenCalled());
    state.rows = [own({ label: 'weir' })];
    const two = overlay.until(second.join);
    await vi.waitFor(() => expect(second.join).toHaveBeenCalled());
    first.end(true);
    await one;
    expect(marks(overlay.now, 'A weir.')).toEqual([`own-${SLUICE}`]);
    second.end(true);
    await two;
    expect(overlay.now).toBeUndefined();
  });

  it('stays where the terms cannot be joined', async () => {
    const { overlay } = background();
    await overlay.until(async () => false);
    expect(marks(overlay.now, 'A sluice.')).toEqual([`own-${SLUICE}`]);
  });

  it.each([
    ['few terms are on', { others: 500 }],
    ['own terms are switched off', { enabled: false }],
  ])('is not there where %s', async (_, given) => {
    const { overlay, onChanged } = background(given);
    const { join, end } = joining();
    const done = overlay.until(join);
    await vi.waitFor(() => expect(join).toHaveBeenCalled());
    expect(overlay.now).toBeUndefined();
    expect(onChanged).not.toHaveBeenCalled();
    end(true);
    await done;
  });

  it('says what is wrong where own terms cannot be read, and joins all the same', async () => {
    const { overlay, made, onProblem } = background();
    made.mockRejectedValue(new Error('No list.'));
    const join = vi.fn(async () => true);
    await overlay.until(join);
    expect(String(onProblem.mock.lastCall?.[0])).toContain('No list.');
    expect(join).toHaveBeenCalledOnce();
  });
});
