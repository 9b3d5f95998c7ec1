import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { dispatcher } from '../../src/protocol/dispatch';
import { handlers } from './handlers';

const HOME = 'extension://gloss/';
const failed = (error: unknown): Promise<unknown> => {
  const listen = dispatcher(handlers({ backups: () => Promise.reject(error) }), HOME);
  const answer = listen({ kind: 'backups', data: null }, { url: `${HOME}options.html` });
  return Promise.resolve(answer).then(
    () => undefined,
    (reason: unknown) => reason,
  );
};

it.each([
  [
    'the database',
    new DOMException('The disk is full.', 'QuotaExceededError'),
    'QuotaExceededError: The disk is full.',
  ],
  ['Dexie', new Dexie.QuotaExceededError('The disk is full.'), 'QuotaExceededError: The disk is full.'],
  ['no kind at all', 'no room', 'no room'],
])(
  'An error of %s is sent as an error of the language, whose message Chromium passes on',
  async (_, error, message) => {
    const sent = await failed(error);
    expect(Object.prototype.toString.call(sent)).toBe('[object Error]');
    expect((sent as Error).message).toBe(message);
  },
);

it('An error of the language is sent as it is', async () => {
  const error = new TypeError('not so');
  expect(await failed(error)).toBe(error);
});
