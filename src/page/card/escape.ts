/**
 * Whether a key press of the user is an Escape that closes a part of Gloss. If so, hides the event from the page, so that
 * a dialog of the page stays open. While a word is being composed, Escape belongs to the input method.
 */
export function takesEscape(event: KeyboardEvent): boolean {
  if (!event.isTrusted || event.key !== 'Escape' || event.isComposing) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}
