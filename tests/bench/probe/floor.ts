/** The floor for the reader: one walk over the page's text nodes that sums their lengths. */
let letters = 0;
const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) letters += (node as Text).data.length;
(globalThis as { __letters?: number }).__letters = letters; // Otherwise the compiler might remove the sum.
