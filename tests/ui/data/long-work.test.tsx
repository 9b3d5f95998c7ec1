// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Imported } from '../../../src/notes/rows';
import { DataSection } from '../../../src/ui/data/DataSection';
import { refusedText } from '../../../src/ui/data/refused-text';
import { manyNotes } from '../../notes/many-notes';
import { speakEnglish } from '../english';

/** The answers of the background by kind of request. A function makes the answer. */
let replies: Record<string, unknown>;
let asked: { kind: string; data: unknown }[];
let saved: string[];
beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  asked = [];
  saved = [];
  replies = { 'data-state': { due: false }, backups: [], labels: {} };
  vi.stubGlobal('navigator', {
    ...navigator,
    storage: { estimate: async () => ({ usage: 1, quota: 80e9 }), persisted: async () => true },
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  URL.createObjectURL = () => 'blob:x';
  fakeBrowser.runtime.sendMessage = (async (message: { kind: string; data: unknown }) => {
    asked.push(message);
    const reply = replies[message.kind];
    return (typeof reply === 'function' ? await reply(message.data) : reply) ?? null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  cleanup();
});

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const kinds = () => asked.map(({ kind }) => kind);
const choose = (name: string, text: string) => {
  const input = document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [new File([text], name)] } });
};
/** An answer that comes when the test wants it. */
function later<T>() {
  let give: (value: T) => void = () => undefined;
  const answer = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { answer, give: (value: T) => give(value) };
}
const IMPORTED: Imported = {
  ...{ id: 'a', at: 0, from: { kind: 'file', name: 'mine.json' }, added: 3, updated: 0, equal: 0 },
  refused: 0,
};
const annotations = (count: number) =>
  JSON.stringify(
    Array.from({ length: count }, (_, id) => ({ id: `h${id}`, uri: 'https://a.example/', text: 'Hm.' })),
  );

describe('An export', () => {
  it('says how many notes of how many are read, and Cancel saves no file', async () => {
    const { answer, give } = later();
    const first = { notes: manyNotes(1_200), damaged: 0, next: 'x', total: 3_400 };
    replies['all-notes'] = ({ after }: { after?: string }) =>
      after === undefined ? new Promise((resolve) => setTimeout(resolve, 120, first)) : answer;
    render(<DataSection />);
    await press('Export');
    await screen.findByText('Reading your notes: 1,200 of 3,400');
    const bar = screen.getByRole('progressbar', { name: 'Reading your notes' });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['1200', '3400']);
    await press('Cancel');
    give({ notes: [], damaged: 0 });
    await screen.findByText('Export cancelled. No file was saved.');
    expect(document.activeElement?.textContent).toBe('Export');
    expect(saved).toEqual([]);
    expect(kinds()).not.toContain('exported');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});

describe('An import', () => {
  it('of a file that is read or compared can be cancelled, and another file is read after it', async () => {
    const { answer, give } = later();
    replies['preview-import'] = () => answer;
    render(<DataSection />);
    choose('mine.json', annotations(3));
    await screen.findByText('Comparing with your notes…');
    await press('Cancel');
    give({ added: 3, updated: 0, equal: 0, refused: [] });
    await screen.findByText('Import cancelled. Nothing was changed.');
    expect(document.querySelector('.review')).toBeNull();
    choose('mine.json', annotations(3));
    await screen.findByText('What importing “mine.json” would do');
    expect(screen.queryByText('Import cancelled. Nothing was changed.')).toBeNull();
  });

  it('shows how many notes are written, and Cancel stops the background', async () => {
    replies['preview-import'] = { added: 3_400, updated: 0, equal: 0, refused: [] };
    replies['work-state'] = { done: 1_200, of: 3_400 };
    let stop: (error: Error) => void = () => undefined;
    replies.import = () => new Promise((_, reject) => (stop = reject));
    replies['cancel-work'] = () => void stop(new Error('AbortError: The operation was aborted.'));
    render(<DataSection />);
    choose('mine.json', annotations(3));
    await press('Import');
    await screen.findByText('Importing: 1,200 of 3,400');
    await press('Cancel');
    await screen.findByText('Cancelled. Nothing was changed.');
    const [{ data: { id } = { id: '' } } = {}] = asked.filter(({ kind }) => kind === 'import') as {
      data?: { id: string };
    }[];
    expect(asked.find(({ kind }) => kind === 'cancel-work')?.data).toEqual({ id });
    expect(document.activeElement?.textContent).toBe('Import');
    expect(screen.queryByRole('alert')).toBeNull();
    replies.import = { imported: IMPORTED, refused: [] };
    await press('Import');
    await screen.findByText(/^Imported from “mine.json”/);
  });

  it('that is cancelled too late is shown, with its undo', async () => {
    const { answer, give } = later();
    replies['preview-import'] = { added: 3, updated: 0, equal: 0, refused: [] };
    replies.import = () => answer;
    render(<DataSection />);
    choose('mine.json', annotations(3));
    await press('Import');
    await press('Cancel');
    await screen.findByText('Cancelling…', { selector: '.counts' });
    give({ imported: IMPORTED, refused: [] });
    await screen.findByText(/^Imported from “mine.json”/);
    await screen.findByRole('button', { name: 'Undo' });
  });

  it('of a file of another kind says what it is, and what Gloss imports', async () => {
    render(<DataSection />);
    choose('mine.csv', 'Highlight,Title,Note\na,b,c');
    await waitFor(() =>
      expect(screen.getByRole('alert').textContent).toBe(
        '“mine.csv” was not imported, and nothing was changed. This is a CSV file. ' +
          'Gloss imports JSON-LD (W3C Web Annotations) and Hypothesis JSON.',
      ),
    );
  });

  it('says in one sentence what was skipped, and lists each', async () => {
    replies['preview-import'] = { added: 1, updated: 0, equal: 0, refused: [] };
    render(<DataSection />);
    const on = (target: unknown, id: string) => ({
      ...{ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id, target },
    });
    choose(
      'mine.json',
      JSON.stringify([
        on('https://a.example/', 'urn:x:1'),
        on(['https://a.example/', 'https://b.example/'], 'urn:x:2'),
        { hello: 'world' },
        7,
      ]),
    );
    await screen.findByText('3 of 4 were skipped: 2 are not notes, 1 is on more than one page or passage.');
    expect(screen.getAllByRole('listitem', { hidden: true })).toHaveLength(3);
  });
});

describe('A backup', () => {
  it('shows how many notes it has, and Cancel stops it', async () => {
    let stop: (error: Error) => void = () => undefined;
    replies['work-state'] = { done: 1_200, of: 3_400 };
    replies['take-backup'] = () => new Promise((_, reject) => (stop = reject));
    replies['cancel-work'] = () => void stop(new Error('AbortError'));
    render(<DataSection />);
    await press('Back up now');
    await screen.findByText('Backing up: 1,200 of 3,400');
    await press('Cancel');
    await screen.findByText('Cancelled. Nothing was changed.');
    expect(document.activeElement?.textContent).toBe('Back up now');
  });
});

describe('What was skipped', () => {
  const refused = (why?: 'alien' | 'large') => ({ at: 1, id: '', reason: 'no', ...(why && { why }) });

  it('is one sentence, in the singular and the plural', () => {
    expect(refusedText(1, 1_234, [refused('large')])).toBe('1 of 1,234 was skipped: 1 is too large.');
    expect(refusedText(3, 34, [refused(), refused('alien'), refused('alien')])).toBe(
      '3 of 34 were skipped: 2 are not notes, 1 has something that Gloss cannot keep.',
    );
  });

  it('is a number alone where the reasons are not known any more', () => {
    expect(refusedText(3, 34, [])).toBe('3 of 34 were skipped.');
  });
});
