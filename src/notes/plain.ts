/** The words of a note without their Markdown, for a line or two of it. Pure. */

/** Strips common Markdown syntax. It may be inexact: the result is shown as plain text. */
export function plainOf(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|```.*)[ \t]*/gm, '')
    .replace(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replace(/(\*\*|__|~~|`)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^\n*_]*?[^\s*_])\1(?![\p{L}\p{N}])/gu, '$2')
    .trim();
}
