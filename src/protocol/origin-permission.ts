/**
 * The browser's permission to ask an origin. Gloss may read pages everywhere unless the user has taken that back, so the
 * browser seldom has to ask; where it was taken back, it asks for that one origin.
 */
import { browser } from './extension';

/** The pattern of an address's origin. Patterns have no port: each port of the host is in it. */
function patternOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

export function mayAsk(address: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(address)] });
}

/**
 * Asks the user for the permission, if it is not there. To be called while a press is handled, before anything is
 * awaited. Resolves to whether it is there.
 */
export function askPermission(address: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(address)] });
}

/**
 * Gives the permission back, unless one of `others` needs it. Resolves in any case: what came with the installation
 * cannot be given back one origin at a time.
 */
export async function giveBack(address: string, others: readonly string[]): Promise<void> {
  const pattern = patternOf(address);
  if (others.some((each) => patternOf(each) === pattern)) return;
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
}
