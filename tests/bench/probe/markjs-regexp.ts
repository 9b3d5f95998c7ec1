/** mark.js with one regular expression of every form of the bundled terms, longest first, whole words. */
import Mark from 'mark.js';

declare const __PATTERN__: string;
new Mark(document.body).markRegExp(new RegExp(__PATTERN__, 'giu'));
