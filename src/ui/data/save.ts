/**
 * How long a file is kept for the browser, ms: the browser reads it after the user has chosen a place for
 * it.
 */
const KEPT = 600_000;

/** Hands a file to the browser's downloads. */
export function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
