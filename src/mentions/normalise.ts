/**
 * A text as the matcher reads it, as a string: folded by `characters.ts`, words separated by single spaces.
 */
import { CLASS, FOLDS, IDEOGRAPH, IGNORED, kindOf, LETTER } from './characters';

/** Normalises a text. Never throws. Idempotent. Cost: one pass; the result is never read meanwhile. */
export function normalise(text: string): string {
  let result = '';
  let apart = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const cls = kindOf(unit) & CLASS;
    if (cls === IGNORED) continue;
    if (cls < LETTER) apart = true;
    else {
      if ((apart || cls === IDEOGRAPH) && result !== '') result += ' ';
      result += String.fromCharCode(FOLDS[unit] as number);
      apart = cls === IDEOGRAPH;
    }
  }
  return result;
}
