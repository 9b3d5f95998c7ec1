/** What a site is: where Gloss is paused. */
import type { Settings } from './settings';

/** Schemes of the pages that can be read. */
const READ = new Set(['http:', 'https:', 'file:']);

/** The site of an address: its host with its port, or `file:`, since files have no host. `undefined`: no reader is there. */
export function siteOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return READ.has(protocol) ? host || protocol : undefined;
}

/** Whether the site of an address is one of those that are paused. */
export function isPaused({ paused }: Settings, address: string): boolean {
  const site = siteOf(address);
  return site !== undefined && paused.includes(site);
}
