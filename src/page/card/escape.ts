/**
 * Whether a key that was pressed is an Escape that closes what Gloss shows. If so, the page does not get it: its own dialog stays. While
 * a word is being composed, Escape belongs to the input method.
 */
export function takesEscape(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.isComposing) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}
