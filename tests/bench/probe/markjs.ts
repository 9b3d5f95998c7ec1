/** mark.js with every form of the bundled terms, one by one: its default mode, with forms of several words kept whole. */
import Mark from 'mark.js';

declare const __FORMS__: string[];
new Mark(document.body).mark(__FORMS__, { separateWordSearch: false });
