/** A file name that all file systems accept: letters and digits of any script, joined by hyphens. */
export function fileName(title: string): string {
  const words = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...words].slice(0, 60).join('');
  // Windows reserves these names for devices.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(short) ? `note-${short}` : short;
}
