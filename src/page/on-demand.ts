/** Scripts that a page loads only when it needs them. They hand over what they bring in the world of the extension, which the page does not see. */
import { native } from '../platform/native';
import type { startHovering } from './hovering';
import type { startNoting } from './noting';
import type { startTelling } from './telling';

interface Brought {
  hovering?: typeof startHovering;
  noting?: typeof startNoting;
  telling?: typeof startTelling;
}

/** What a script hands over. */
export type Start<K extends keyof Brought> = NonNullable<Brought[K]>;

const SCRIPTS = { hovering: 'hover.js', noting: 'noting.js', telling: 'telling.js' };

const scope = globalThis as { gloss?: Brought };

/** Called by the script itself. */
export function handOver(brought: Brought): void {
  scope.gloss = { ...scope.gloss, ...brought };
}

/** Load a script, once a page, and take what it brings. Rejects when the extension is gone. */
export async function bring<K extends keyof Brought>(name: K): Promise<Start<K>> {
  await import(/* @vite-ignore */ `${native.runtime.getURL('/')}${SCRIPTS[name]}`);
  const brought = scope.gloss?.[name];
  if (!brought) throw new Error(`${SCRIPTS[name]} brought nothing`);
  return brought;
}
