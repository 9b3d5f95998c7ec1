/**
 * Keeps the background from being stopped during work that nobody waits for. Chromium stops a worker 30 s after its last
 * event or call of the extension's API, whatever it does meanwhile.
 */
import { browser } from '../protocol/extension';

/** Time (ms) between two calls. */
const EVERY = 20_000;

/** Does the work. Resolves and rejects as it does. */
export async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => undefined), EVERY);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
