/** The part of mark.js that the bench uses. */
declare module 'mark.js' {
  export default class Mark {
    constructor(root: Element);
    mark(words: string[], options?: { separateWordSearch?: boolean }): void;
    markRegExp(pattern: RegExp): void;
  }
}
