/** mark.js with one regular expression of all forms of the bundled terms, longest first, as whole words. */
import Mark from 'mark.js';

declare const __PATTERN__: string;
new Mark(document.body).markRegExp(new RegExp(__PATTERN__, 'giu'));
