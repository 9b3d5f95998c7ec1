import { escapeMarkup } from '../../../platform/escape';

/** Characters that XML 1.0 cannot contain (section 2.2). */
const ILLEGAL = /[[\p{Cc}\p{Cs}\ufffe\uffff]--[\t\n\r]]/gv;

/** A text as the content of an element or a quoted attribute. */
export const xmlText = (text: string): string => escapeMarkup(text.replace(ILLEGAL, ''));
