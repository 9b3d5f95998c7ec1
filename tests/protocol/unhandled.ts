/**
 * Rejections that nobody handles. A mock of Vitest handles the promise that it returns, so a test that a
 * rejection is handled must pass it through a plain function.
 */
const immediate = setImmediate;

/** The messages of the rejections that were left unhandled by `work`. Works with fake timers too. */
export async function unhandledIn(work: () => unknown): Promise<string[]> {
  const messages: string[] = [];
  const listener = (reason: unknown) => void messages.push(String(reason));
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
  try {
    await work();
    for (let task = 0; task < 3; task++) await new Promise((resolve) => immediate(resolve));
  } finally {
    process.off('unhandledRejection', listener);
    for (const other of others) process.on('unhandledRejection', other);
  }
  return messages;
}

/** A function that rejects, to stand where a mock would. */
export const rejecting = (message: string) => () => Promise.reject(new Error(message));
