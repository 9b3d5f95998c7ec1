/**
 * Whether a key press of the user is an Escape that closes a part of Gloss. If so, hides the event from the page, so that
 * a dialog of the page stays open. While a word is being composed, Escape belongs to the input method.
 */
export function takesEscape(event: KeyboardEvent): boolean {
  if (!isEscape(event)) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}

/** Whether a key press of the user is an Escape that the input method leaves to others. */
export function isEscape({ isTrusted, key, isComposing }: KeyboardEvent): boolean {
  return isTrusted && key === 'Escape' && !isComposing;
}
