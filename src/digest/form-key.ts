/** What two forms have in common when a page could not tell them apart, whatever their letter case. */
export function formKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
