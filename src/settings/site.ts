/** Sites: the unit in which the user pauses Gloss. */
import type { Settings } from './settings';

/** Schemes of the pages that a reader runs in. */
const READ = new Set(['http:', 'https:', 'file:']);

/**
 * The site of an address: its host with its port, or `file:`, since files have no host. `undefined` where no
 * reader runs.
 */
export function siteOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return READ.has(protocol) ? host || protocol : undefined;
}

/** Whether the bar beside selected text is offered on the site of an address. */
export function offersBar({ offers, barless }: Settings, address = ''): boolean {
  const site = siteOf(address);
  return offers && !(site !== undefined && barless.includes(site));
}

/** Whether Gloss is paused on the site of an address. */
export function isPaused({ paused }: Settings, address: string): boolean {
  const site = siteOf(address);
  return site !== undefined && paused.includes(site);
}
