/** Hostile queries: a description, the query, and the name that it must still find. */
export const HOSTILE: [what: string, query: string, name: string][] = [
  ['10,000 characters', 'itu '.repeat(2_500), 'ITU'],
  ['10,000 characters without a space', `brics${'\u0301'.repeat(9_995)}`, 'BRICS'],
  ['control characters', 'itu\u0000\u0007\u001b\u0085\u202e\u2066', 'ITU'],
  ['half a character', 'itu \ud83d', 'ITU'],
  ['the syntax of patterns', '(((itu|[.*+?^$\\', 'ITU'],
  ['HTML', '<img src=x onerror="document.title=1">itu</search>', 'ITU'],
  ['entities', '&lt;itu&amp;&#x3c;', 'ITU'],
];
