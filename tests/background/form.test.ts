import { beforeEach, describe, expect, it, vi } from 'vitest';
import { formHandlers } from '../../src/background/form';
import { DRAFTS } from '../../src/protocol/form-draft';

const shelf = new Map<string, unknown>();
const open = vi.fn(async (_url: string) => undefined);
const handlers = formHandlers(
  {
    get: async (key) => ({ [key]: shelf.get(key) }),
    set: async (items) => {
      for (const [key, value] of Object.entries(items)) shelf.set(key, value);
    },
  },
  open,
  (deed) => deed(),
);
beforeEach(() => {
  shelf.clear();
  open.mockClear();
});

const drafts = () => (shelf.get(DRAFTS) ?? []) as { id: string; draft: unknown }[];
const asked = { text: 'sluice', lang: 'en', title: 'A page', sentence: 'A sluice is shut.' };
const reader = { url: 'https://a.example/1', origin: 'https://a.example', frameId: 0, tab: { id: 7 } };

describe('The form of a term', () => {
  it('opens with the words, and the sentence of the page that the browser vouches for', async () => {
    await handlers.explain({ ...asked, address: 'https://victim.example/' }, reader);
    const [{ id, draft } = { id: '', draft: 0 }] = drafts();
    const source = { page: { address: 'https://a.example/1', title: 'A page' } };
    expect(draft).toEqual({ text: 'sluice', lang: 'en', statement: { text: asked.sentence, source } });
    expect(open.mock.calls).toEqual([[`/term.html?draft=${id}`]]);
  });

  it('is offered no sentence of a page that the browser vouches for in no way', async () => {
    await handlers.explain(asked, { url: 'about:blank', origin: 'null', frameId: 3, tab: { id: 7 } });
    expect(drafts()[0]?.draft).toEqual({ text: 'sluice', lang: 'en' });
  });

  it('is opened for a reader only where it may be', async () => {
    const refused = formHandlers({ get: async () => ({}), set: async () => undefined }, open, async () =>
      Promise.reject(new Error('not now')),
    );
    await expect(refused.explain(asked, reader)).rejects.toThrow('not now');
    expect(open).not.toHaveBeenCalled();
    // A page of Gloss may always open it.
    await refused['open-form']({ text: 'sluice' }, {});
    expect(open).toHaveBeenCalledOnce();
  });

  it('keeps the last twenty drafts, however many come at once', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, n) => handlers['open-form']({ text: `t${n}` }, {})));
    expect(drafts().map(({ draft }) => draft)).toEqual(
      Array.from({ length: 20 }, (_, n) => ({ text: `t${n + 5}` })),
    );
  });
});
