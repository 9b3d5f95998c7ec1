const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // HTML knows `&apos;` only since version 5, XML and HTML both read this.
  "'": '&#39;',
};

/**
 * Escapes a text for HTML or XML: safe as the content of an element and as a quoted attribute value. Does not
 * remove characters that XML cannot contain (most control characters), and does not check addresses.
 */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
