/**
 * mark.js in its default mode with every form of the bundled terms, one by one. Forms of several words are
 * not split.
 */
import Mark from 'mark.js';

declare const __FORMS__: string[];
new Mark(document.body).mark(__FORMS__, { separateWordSearch: false });
