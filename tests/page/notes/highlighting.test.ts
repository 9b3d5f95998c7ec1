// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { highlight } from '../../../src/page/notes/highlighting';
import type { Place } from '../../../src/page/notes/seek';
import type { Selected } from '../../../src/page/notes/selected';
import { trusted } from '../trusted';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
let sent: { kind: string; data: Record<string, unknown> }[];
let reply: () => Promise<unknown>;
const passages = {
  begin: vi.fn<(id: string, colour: string, place: Place) => void>(),
  describe: vi.fn(),
  drop: vi.fn(),
};

beforeEach(() => {
  document.head.innerHTML = '<link rel="canonical" href="https://news.example/story"><title>Story</title>';
  document.body.innerHTML = '<p>The forum met in Kyoto.</p>';
  sent = [];
  reply = async () => true;
  fakeBrowser.runtime.sendMessage = (async (message: (typeof sent)[number]) => {
    sent.push(message);
    return reply();
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
  for (const each of Object.values(passages)) each.mockReset();
});

const node = () => document.querySelector('p')?.firstChild as Text;
const selected = (startOffset: number, endOffset: number): Selected => ({
  startContainer: node(),
  startOffset,
  endContainer: node(),
  endOffset,
});
const make = (what = selected(4, 13)) => highlight(document, passages, what, 'pink');

describe('a highlight', () => {
  it('is refused if there are words between the selected parts, and made if there are none', async () => {
    const parts = (startOffset: number, endOffset: number): Selected => ({
      ...selected(4, 23),
      between: [{ startContainer: node(), startOffset, endContainer: node(), endOffset }],
    });
    expect(await make(parts(9, 14))).toEqual({ refused: 'several' });
    expect(sent).toEqual([]);
    expect(await make(parts(9, 10))).toEqual({ id: expect.stringMatching(UUID) });
  });

  it('is stored with its selectors and with the page’s canonical address and title', async () => {
    const made = await make();
    expect(sent).toMatchObject([
      {
        kind: 'highlight',
        data: {
          colour: 'pink',
          canonical: 'https://news.example/story',
          title: 'Story',
          selectors: { quote: { exact: 'forum met' }, position: { start: 4, end: 13 } },
        },
      },
    ]);
    expect(made).toEqual({ id: sent[0]?.data.id });
    expect(sent[0]?.data.id).toMatch(UUID);
  });

  it('is painted before it is stored, and gets its selectors afterwards', async () => {
    let isPainted = false;
    reply = async () => {
      isPainted = passages.begin.mock.calls.length === 1;
      expect(passages.describe).not.toHaveBeenCalled();
      return true;
    };
    await make();
    expect(isPainted).toBe(true);
    expect(passages.describe).toHaveBeenCalledOnce();
    expect(passages.drop).not.toHaveBeenCalled();
  });

  it('has a unique id', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => make()));
    expect(new Set(ids.map((made) => JSON.stringify(made))).size).toBe(20);
  });

  it('loses its paint if it could not be stored', async () => {
    reply = () => Promise.reject(new Error('full'));
    expect(await make()).toEqual({ refused: 'failed' });
    expect(passages.drop).toHaveBeenCalledExactlyOnceWith(passages.begin.mock.calls[0]?.[0]);
  });

  it('is refused if the selection has no text', async () => {
    document.body.innerHTML = '<p>  \n  </p>';
    expect(await make(selected(0, 4))).toEqual({ refused: 'empty' });
    expect(sent).toEqual([]);
  });

  it('is refused and not painted if it is longer than a note can store', async () => {
    document.body.innerHTML = `<p>${'word '.repeat(20_001)}</p>`;
    expect(await make(selected(0, node().length))).toEqual({ refused: 'long' });
    expect(passages.drop.mock.calls.length).toBe(passages.begin.mock.calls.length);
    expect(sent).toEqual([]);
  });

  it('is refused before any painting if it is far longer', async () => {
    document.body.innerHTML = `<p>${'word '.repeat(50_000)}</p>`;
    expect(await make(selected(0, node().length))).toEqual({ refused: 'long' });
    expect(passages.begin).not.toHaveBeenCalled();
  });

  it('can be as long as a note can store', async () => {
    document.body.innerHTML = `<p>${'word '.repeat(20_001)}</p>`;
    expect(await make(selected(0, 99_999))).toHaveProperty('id');
  });

  it('is sent at once when the page is left', () => {
    document.body.innerHTML = `${'<p>One line of many.</p>'.repeat(4_000)}`;
    void make(selected(4, 8));
    expect(sent).toEqual([]);
    dispatchEvent(new Event('pagehide')); // Made by a script of the page.
    expect(sent).toEqual([]);
    dispatchEvent(trusted(new Event('pagehide')));
    expect(sent).toHaveLength(1);
  });
});
