import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sender, Unanswered } from '../../src/protocol/requests';
import { unhandledIn } from './unhandled';

type SendMessage = (message: unknown) => Promise<unknown>;
const sendMessage = vi.fn<SendMessage>();
const api = { runtime: { sendMessage } };
const send = sender(api);
const never = () => new Promise<never>(() => undefined);
const closed = () => Promise.reject(new Error('the message channel closed before a response was received'));
const unheard = () =>
  Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));

/** How a promise was settled, to be read while the fake time goes on. */
function watch(promise: Promise<unknown>) {
  const fate: { value?: unknown; error?: Error } = {};
  promise.then(
    (value) => Object.assign(fate, { value }),
    (error) => Object.assign(fate, { error }),
  );
  return fate;
}
beforeEach(() => {
  vi.useFakeTimers();
  sendMessage.mockReset();
});
afterEach(() => void vi.useRealTimers());

describe('a request', () => {
  it('is sent once where it is answered', async () => {
    sendMessage.mockResolvedValue({ id: '1' });
    expect(await send('uncorrect', { id: '1' })).toEqual({ id: '1' });
    expect(sendMessage.mock.calls).toEqual([[{ kind: 'uncorrect', data: { id: '1' } }]]);
  });

  it('takes `null` as an answer', async () => {
    sendMessage.mockResolvedValue(null);
    expect(await send('card', { term: 'igf' })).toBeNull();
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it.each([
    'A listener indicated an asynchronous response, but the message channel closed',
    'The message port closed before a response was received.',
    'Could not establish connection. Receiving end does not exist.',
    'Promised response from onMessage listener went out of scope',
    "Actor 'Conduits' destroyed before query 'RuntimeMessage' was resolved",
    'Attempting to use a disconnected port object',
  ])('is sent again when the background was stopped before it answered (%s)', async (said) => {
    sendMessage.mockRejectedValueOnce(new Error(said)).mockResolvedValueOnce(1);
    const asked = watch(send('uncorrect', { id: '1' }));
    await vi.advanceTimersByTimeAsync(49);
    expect(sendMessage).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual({ value: 1 });
    expect(sendMessage).toHaveBeenCalledTimes(2);
  });

  it('is sent again when only another page of the extension heard it', async () => {
    // Firefox 153 and Chromium 156 resolve with `undefined`, without an error.
    sendMessage.mockResolvedValueOnce(undefined).mockResolvedValueOnce(undefined).mockResolvedValueOnce(1);
    const asked = watch(send('uncorrect', { id: '1' }));
    await vi.advanceTimersByTimeAsync(50);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual({ value: 1 });
  });

  it('fails at once with an error of the background', async () => {
    sendMessage.mockRejectedValue(new Error('no documents'));
    await expect(send('documents', null)).rejects.toThrow('no documents');
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it('fails at once where the extension is gone', async () => {
    sendMessage.mockRejectedValue(new Error('Extension context invalidated.'));
    await expect(send('documents', null)).rejects.toThrow('invalidated');
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it('fails with the error of its third try', async () => {
    sendMessage.mockImplementation(unheard);
    const asked = watch(send('uncorrect', { id: '1' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.error?.message).toContain('Receiving end');
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });

  it('fails when none of its tries is answered', async () => {
    sendMessage.mockResolvedValue(undefined);
    const asked = watch(send('documents', null));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.error?.message).toBe('The background of Gloss does not answer: documents');
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });

  it('is sent once where that was asked for', async () => {
    const once = sender(api, 1);
    sendMessage.mockResolvedValue(undefined);
    await expect(once('documents', null)).rejects.toThrow('does not answer');
    sendMessage.mockImplementation(closed);
    await expect(once('documents', null)).rejects.toThrow('channel closed');
    expect(sendMessage).toHaveBeenCalledTimes(2);
  });

  it('is sent again when its answer is late: after 1.5 s, after 3 s more, and given up after 30 s more', async () => {
    sendMessage.mockImplementation(never);
    const asked = watch(send('documents', null));
    const sentAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return sendMessage.mock.calls.length;
    };
    expect(await sentAfter(1_499)).toBe(1);
    expect(await sentAfter(1)).toBe(2);
    expect(await sentAfter(2_999)).toBe(2);
    expect(await sentAfter(1)).toBe(3);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(asked).toEqual({});
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.error?.message).toBe('The background of Gloss does not answer: documents');
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });

  it('takes the answer to its second try, and ignores a late error of the first', async () => {
    let fail = (_error: Error) => {};
    const late = new Promise((_, reject) => {
      fail = reject;
    });
    const answers = [late, Promise.resolve(2)];
    const slow = sender({ runtime: { sendMessage: async () => answers.shift() } });
    const unhandled = await unhandledIn(async () => {
      const asked = watch(slow('documents', null));
      await vi.advanceTimersByTimeAsync(1_500);
      expect(asked).toEqual({ value: 2 });
      fail(new Error('late'));
    });
    expect(unhandled).toEqual([]);
  });
});

describe('a request that may take long', () => {
  const undo = () => send('undo-import', { id: '1' });

  it.each([
    ['stage', { id: '1', number: 0, part: { notes: [], places: {} } }],
    ['preview-import', { id: '1', parts: 0 }],
    ['import', { id: '1', parts: 0, name: '', refused: 0 }],
    ['undo-import', { id: '1' }],
    ['take-backup', null],
    ['preview-backup', { id: '1' }],
    ['restore-backup', { id: '1', as: '2' }],
  ] as const)('is sent once, however long its answer takes (%s)', async (kind, data) => {
    let answer = (_value: unknown) => {};
    sendMessage.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const asked = watch(send(kind, data));
    await vi.advanceTimersByTimeAsync(299_000);
    answer(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual({ value: null });
    expect(sendMessage.mock.calls).toEqual([[{ kind, data }]]);
  });

  it('is given up after five minutes', async () => {
    sendMessage.mockImplementation(never);
    const asked = watch(undo());
    await vi.advanceTimersByTimeAsync(299_999);
    expect(asked).toEqual({});
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.error).toBeInstanceOf(Unanswered);
    expect(asked.error).toMatchObject({
      name: 'Unanswered',
      message: 'The background of Gloss was stopped before it answered “undo-import”.',
    });
  });

  it('rejects as unanswered when the background was stopped before it answered', async () => {
    sendMessage.mockImplementation(closed);
    await expect(undo()).rejects.toThrow(Unanswered);
    sendMessage.mockResolvedValue(undefined);
    await expect(undo()).rejects.toThrow(Unanswered);
    expect(sendMessage).toHaveBeenCalledTimes(2);
  });

  it('is sent again when nobody has heard it: after 50 ms, and after 100 ms more', async () => {
    sendMessage.mockImplementationOnce(unheard).mockImplementationOnce(unheard).mockResolvedValueOnce(1);
    const asked = watch(undo());
    await vi.advanceTimersByTimeAsync(49);
    expect(sendMessage).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(sendMessage).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual({ value: 1 });
  });

  it('rejects as unanswered when nobody has heard three tries', async () => {
    sendMessage.mockImplementation(unheard);
    const asked = watch(undo());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.error).toBeInstanceOf(Unanswered);
    expect(sendMessage).toHaveBeenCalledTimes(3);
  });

  it('fails with the error of the background', async () => {
    sendMessage.mockRejectedValue(new Error('another came after it'));
    const asked = watch(undo());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked.error?.message).toBe('another came after it');
    expect(sendMessage).toHaveBeenCalledOnce();
  });
});
