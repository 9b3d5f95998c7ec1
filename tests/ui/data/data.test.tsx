// @vitest-environment happy-dom

import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Imported } from '../../../src/notes/rows';
import { DataSection } from '../../../src/ui/data/DataSection';
import { OutcomeView } from '../../../src/ui/data/OutcomeView';
import { sizeText } from '../../../src/ui/intl';
import { speakEnglish } from '../english';

const LAST: Imported = {
  id: 'a',
  at: Date.UTC(2024, 5, 3),
  from: { kind: 'file', name: 'notes.jsonld' },
  added: 2,
  updated: 1,
  equal: 0,
  refused: 3,
};
/** The answers of the background by kind of request; an error rejects. */
let replies: Record<string, unknown>;
let asked: string[];
let disk: { usage: number; quota: number };
beforeEach(() => {
  speakEnglish();
  asked = [];
  replies = { 'data-state': { due: false }, backups: [] };
  disk = { usage: 1_500_000, quota: 80e9 };
  vi.stubGlobal('navigator', {
    ...navigator,
    storage: { estimate: async () => disk, persisted: async () => false },
  });
  fakeBrowser.runtime.sendMessage = (async ({ kind }: { kind: string }) => {
    asked.push(kind);
    const reply = replies[kind];
    if (reply instanceof Error) throw reply;
    return reply ?? null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
});
afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
});

const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name });

describe('The data section', () => {
  it('offers to undo the last import, wherever it was made, and says how many notes were kept', async () => {
    replies['data-state'] = { due: false, last: LAST };
    replies['undo-import'] = { ...LAST, undone: { at: 1, kept: 2 } };
    render(<DataSection />);
    fireEvent.click(await button('Undo'));
    await screen.findByText(/Undone\..*stay as they are: 2\./);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(document.activeElement?.textContent).toMatch(/^Imported from “notes.jsonld”/);
  });

  it('reports a refused undo, which can be retried', async () => {
    replies['data-state'] = { due: false, last: LAST };
    replies['undo-import'] = new Error('Another came after it.');
    render(<DataSection />);
    fireEvent.click(await button('Undo'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'That did not work, and nothing was changed: Another came after it.',
    );
    expect((await button('Undo')).disabled).toBe(false);
  });

  it('reports that nothing can be read', async () => {
    replies['data-state'] = new Error('The disk is broken.');
    replies.backups = new Error('The disk is broken.');
    render(<DataSection />);
    await waitFor(() =>
      expect(screen.getAllByRole('alert').map((each) => each.textContent)).toEqual([
        expect.stringContaining('could not read its data'),
        expect.stringContaining('The disk is broken.'),
      ]),
    );
  });

  it('shows what a backup would change, though another is just being made', async () => {
    const outcome = { added: 1, updated: 0, equal: 0, refused: [] };
    replies.backups = [{ id: 'b', taken: Date.UTC(2024, 5, 3), notes: 3, deleted: 0 }];
    replies['take-backup'] = new Promise((resolve) => setTimeout(resolve, 50, null));
    replies['preview-backup'] = outcome;
    render(<DataSection />);
    const restore = await screen.findByRole('button', { name: /^Restore the backup/ });
    const take = await button('Back up now');
    fireEvent.click(take);
    await waitFor(() => expect(take.getAttribute('aria-disabled')).toBe('true'));
    fireEvent.click(restore);
    await screen.findByText('New');
    expect(asked.filter((kind) => kind.endsWith('-backup'))).toEqual(['take-backup', 'preview-backup']);
  });

  it('reminds the user to export, until it is put off', async () => {
    replies['data-state'] = { due: true };
    render(<DataSection />);
    const later = await button('Remind me in a week');
    replies['data-state'] = { due: false };
    fireEvent.click(later);
    await waitFor(() => expect(screen.queryByText('Remind me in a week')).toBeNull());
    expect(asked).toContain('put-off');
    expect(document.activeElement?.textContent).toBe('Data');
  });

  it('exports nothing if there are no notes, and does not record that as an export', async () => {
    replies['all-notes'] = { notes: [], damaged: 1 };
    render(<DataSection />);
    fireEvent.click(await button('Export'));
    await screen.findByText('There are no notes to export yet. Damaged notes left out: 1');
    expect(asked).not.toContain('exported');
  });

  it('warns if little space is left', async () => {
    disk = { usage: 1_500_000, quota: 101_500_000 };
    render(<DataSection />);
    expect((await screen.findByRole('alert')).textContent).toMatch(/Little space is left/);
    screen.getByText('100 MB');
  });
});

describe('The preview of an import', () => {
  const choose = (items: object[]) => {
    const file = new File([JSON.stringify(items)], 'mine.json');
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('There is no field for a file.');
    fireEvent.change(input, { target: { files: [file] } });
  };
  const numbers = () =>
    Object.fromEntries(
      [...document.querySelectorAll('.review .outcome > div')].map((each) => [
        each.querySelector('dt')?.textContent,
        each.querySelector('dd')?.textContent,
      ]),
    );

  it('says what was deleted since, brings it back by default, and leaves it if that is wished', async () => {
    const sent: unknown[] = [];
    fakeBrowser.runtime.sendMessage = (async ({
      kind,
      data,
    }: {
      kind: string;
      data: { revives?: boolean };
    }) => {
      if (kind === 'preview-import' || kind === 'import') sent.push([kind, data.revives]);
      const equal = data?.revives ? { equal: 1, revived: 3 } : { equal: 4 };
      if (kind === 'preview-import') return { added: 0, updated: 0, refused: [], ...equal };
      if (kind === 'import')
        return { imported: { ...LAST, id: 'b', added: 0, updated: 0, revived: 3, at: 0 }, refused: [] };
      return { backups: [], 'data-state': { due: false } }[kind] ?? null;
    }) as unknown as typeof fakeBrowser.runtime.sendMessage;
    render(<DataSection />);
    choose([]);
    const box = await screen.findByLabelText<HTMLInputElement>(
      'Restore notes that you have deleted since: 3',
    );
    expect(box.checked).toBe(true);
    expect(numbers()).toEqual({ New: '0', Updated: '0', Unchanged: '1', Restored: '3' });
    fireEvent.click(box);
    await waitFor(() => expect(numbers()).toEqual({ New: '0', Updated: '0', Unchanged: '4' }));
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
    fireEvent.click(box);
    fireEvent.click(await button('Import'));
    await screen.findByText('Restored');
    await button('Undo');
    expect(sent).toEqual([
      ['preview-import', true],
      ['preview-import', false],
      ['preview-import', true],
      ['import', true],
    ]);
  });

  it('says what is left out of each note that is taken', async () => {
    replies['preview-import'] = { added: 1, updated: 0, equal: 0, refused: [] };
    render(<DataSection />);
    choose([{ id: 'kX9', uri: 'https://a.example/', text: 'Hm.', created: 'yesterday' }]);
    await screen.findByText('Details left out of imported notes: 1');
    screen.getByText('No. 1 (kX9): created: is no date');
    expect(numbers()).toEqual({ New: '1', Updated: '0', Unchanged: '0' });
  });
});

describe('The outcome of an import', () => {
  it('lists each refusal, a hundred at a time', () => {
    const refused = Array.from({ length: 150 }, (_, i) => ({
      at: i + 1,
      id: i === 0 ? 'urn:x:1' : '',
      reason: 'no',
    }));
    render(<OutcomeView counts={{ added: 0, updated: 0, equal: 0, refused: 150 }} refused={refused} />);
    const list = () => screen.getAllByRole('listitem').map((each) => each.textContent);
    expect(list()).toHaveLength(100);
    expect(list().slice(0, 2)).toEqual(['No. 1 (urn:x:1): no', 'No. 2: no']);
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    return waitFor(() => expect(list()).toHaveLength(150));
  });
});

describe('A size', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1000, '1 kB'],
    [1_250_000, '1.3 MB'],
    [80e9, '80 GB'],
    [9e15, '9,000 TB'],
  ])('of %d bytes is written as %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
