// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MentionFoot } from '../../../src/ui/card/MentionFoot';
import { speakEnglish } from '../english';

const page = 'https://news.example/';
const background = vi.fn<(message: unknown) => Promise<unknown>>();
beforeEach(() => {
  speakEnglish();
  background.mockReset().mockResolvedValue({ id: 'one' });
  fakeBrowser.runtime.sendMessage = background as typeof fakeBrowser.runtime.sendMessage;
  render(<MentionFoot term="brics" why={[]} page={page} />);
});
afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getAllByRole('button', { name })[0] as HTMLElement);

describe('Why is this marked?', () => {
  const sentences = () => document.querySelector('.why')?.textContent;

  it('is answered by the heaviest reason, and folds the others', () => {
    expect(sentences()).toMatch(/has only one meaning\.$/);
    expect(screen.queryByText('More reasons')).toBeNull();
    expect(screen.queryByText('Always mark')).toBeNull();
    cleanup();
    const why = [
      { kind: 'prior' as const, weight: -1 },
      { kind: 'cue' as const, cue: 'forum', near: true, weight: 2 },
    ];
    render(<MentionFoot term="brics" why={why} page={page} />);
    expect(sentences()).toContain('“\u2068forum\u2069” is near, which fits.');
    expect(screen.getByText('More reasons').nextElementSibling?.children).toHaveLength(1);
  });

  it('comes with Always mark only where the evidence was weak', () => {
    cleanup();
    const spelt = { kind: 'definition' as const, text: 'a forum', weight: 5 };
    render(<MentionFoot term="brics" why={[spelt, { kind: 'prior', weight: -1 }]} page={page} />);
    expect(screen.queryByText('Always mark')).toBeNull();
    cleanup();
    render(<MentionFoot term="brics" why={[{ kind: 'prior', weight: -1 }]} page={page} />);
    expect(screen.getByText('Always mark')).toBeTruthy();
  });
});

describe('Wrong meaning here', () => {
  it.each([
    ['On this page', 'page'],
    ['On this site', 'site'],
    ['Anywhere', 'everywhere'],
  ])('%s requests that scope, says so, and moves the focus to Undo', async (name, scope) => {
    press(name);
    await screen.findByRole('status');
    expect(background).toHaveBeenCalledExactlyOnceWith({
      kind: 'correct',
      data: { term: 'brics', scope, page, kind: 'never' },
    });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Undo'));
  });

  it('can be undone, and the focus returns', async () => {
    press('On this site');
    await screen.findByRole('status');
    press('Undo');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Wrong meaning here'));
    expect(background).toHaveBeenLastCalledWith({ kind: 'uncorrect', data: { id: 'one' } });
  });

  it('reports that nothing was stored, and can be retried', async () => {
    background.mockRejectedValueOnce(new Error('no disk'));
    press('Anywhere');
    await screen.findByRole('alert');
    press('Anywhere');
    await screen.findByRole('status');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stays in force if its Undo fails, and says so', async () => {
    press('Anywhere');
    await screen.findByRole('status');
    background.mockRejectedValueOnce(new Error('no disk'));
    press('Undo');
    await screen.findByRole('alert');
    expect(screen.getAllByRole('button', { name: 'Undo' })[0] as HTMLElement).toBeTruthy();
  });
});
