/** Which addresses Gloss may ask, once the user has asked it to. */

/**
 * An address that may be asked, without its fragment: https, or http on this machine, without a name and password.
 * `undefined` for anything else.
 */
export function askable(text: string): string | undefined {
  if (text.length > 2_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isHere = url.protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(url.hostname);
  if ((url.protocol !== 'https:' && !isHere) || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url.href.length > 2_000 ? undefined : url.href;
}
