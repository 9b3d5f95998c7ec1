// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Safety } from '../../../src/notes/recoveries';
import type { Recovery } from '../../../src/notes/rows';
import { SafetyNews } from '../../../src/ui/data/SafetyNews';
import { speakEnglish } from '../english';

const AT = Date.UTC(2024, 5, 3);
const restored = (changes: Partial<Extract<Recovery, { kind: 'restored' }>> = {}): Recovery => ({
  ...{
    kind: 'restored',
    at: AT,
    found: 3,
    missing: 22,
    older: 0,
    damaged: 0,
    others: 0,
    lost: 0,
    backups: 1,
  },
  ...changes,
});

let safety: Safety | Error;
let dismissed: number[];
beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  dismissed = [];
  safety = { database: { is: 'well' }, recoveries: [] };
  fakeBrowser.runtime.sendMessage = (async ({
    kind,
    data,
  }: {
    kind: string;
    data: { at: number } | null;
  }) => {
    if (safety instanceof Error) throw safety;
    if (kind === 'safety') return safety;
    dismissed.push((data as { at: number }).at);
    safety = { ...safety, recoveries: [] };
    return null;
  }) as unknown as typeof fakeBrowser.runtime.sendMessage;
});
afterEach(cleanup);

/** Waits until the answer of the background is shown, even if nothing is shown. */
const shown = async () => {
  const { container } = render(<SafetyNews />);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return container;
};

describe('News of the safety of the notes', () => {
  it('are none while all is well, and none where the background does not answer', async () => {
    expect((await shown()).textContent).toBe('');
    safety = new Error('no background');
    expect((await shown()).textContent).toBe('');
  });

  it('tell what was brought back until they are dismissed, up to the newest', async () => {
    safety = { database: { is: 'well' }, recoveries: [restored(), restored({ at: AT - 1_000, missing: 1 })] };
    const news = await shown();
    expect(screen.getAllByRole('alert')).toHaveLength(2);
    expect(news.textContent).toContain('Missing notes restored: 22');
    expect(news.textContent).toContain('Daily backups lost: 1');
    expect(news.textContent).not.toContain('could not be restored');
    fireEvent.click(screen.getByRole('button', { name: 'Got it' }));
    await screen.findByRole('status');
    expect(dismissed).toEqual([AT]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('say it when notes could not be brought back', async () => {
    safety = { database: { is: 'well' }, recoveries: [restored({ lost: 2, since: AT - 5_000 })] };
    const news = await shown();
    expect(news.textContent).toContain('If you have an exported file, import it.');
    expect(news.textContent).toContain('Notes that could not be restored: 2');
    expect(news.textContent).toContain('The second copy was last saved on');
  });

  it('stay, with the words of the browser, while the database cannot be read', async () => {
    safety = {
      database: { is: 'refused', problem: '<b>UnknownError</b>' },
      recoveries: [],
      copy: { notes: 25, at: AT },
    };
    const news = await shown();
    expect(news.textContent).toContain('<b>UnknownError</b>');
    expect(news.textContent).toContain('deleted ones included: 25');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tell that the second copy cannot be written', async () => {
    safety = {
      database: { is: 'well' },
      recoveries: [{ kind: 'not-copied', at: AT, problem: 'QuotaExceededError' }],
    };
    const news = await shown();
    expect(news.textContent).toContain('cannot save the second copy');
    expect(news.textContent).toContain('QuotaExceededError');
  });

  it('come while a page is open', async () => {
    await shown();
    safety = { database: { is: 'waiting' }, recoveries: [] };
    await fakeBrowser.runtime.onMessage.trigger({ notice: 'notes', ids: 'all' }, {}, () => undefined);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('cannot open your notes'));
  });
});
