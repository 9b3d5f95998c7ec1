/** Markdown inside a line, as plain text. Each pattern looks at a bounded stretch, so the cost is linear. */

const ENTITIES: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', zwnj: '\u200c' },
  ...{ ndash: '–', mdash: '—', hellip: '…' },
};
/** Stands for a character that was escaped, while markup is removed: a private one of its own for each. */
const ESCAPED_AT = 0xe000;

/** The words, without emphasis, links, images, footnotes, tags and escapes. Links keep their text. */
export function plainOf(markdown: string): string {
  return withoutComments(markdown)
    .replace(/[\ue000-\ue07f]/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, unit: string) => String.fromCharCode(ESCAPED_AT + unit.charCodeAt(0)))
    .replace(/!\[([^[\]]{0,300})\]\([^()]{0,2000}\)/g, '')
    .replace(/\[\[(?:[^[\]|]{1,300}\|)?([^[\]|]{1,300})\]\]/g, '$1')
    .replace(/\[\^[^[\]]{1,60}\]/g, '')
    .replace(/\[([^[\]]{0,500})\](?:\([^()]{0,2000}\)|\[[^[\]]{0,200}\])/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^<>\s]{1,2000})>/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replace(/`{1,3}([^`]{1,1000})`{1,3}/g, '$1')
    .replace(/(\*{1,3}|~~)(?=\S)([^*~]{1,1000})(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_]{1,1000})(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/(?<![:\p{L}])\/\/(?=\S)([^/]{1,300})(?<=\S)\/\//gu, '$1')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decoded)
    .replace(/[\ue000-\ue07f]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - ESCAPED_AT));
}

function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return kept + text.slice(at);
    kept += text.slice(at, start);
    at = end + 3;
  }
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal);
  const isLetter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isLetter ? String.fromCodePoint(point) : '\ufffd';
}
