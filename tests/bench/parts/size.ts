/** Sizes in bytes: what every page loads, what a first card loads, and every bundle. */
import type { Part } from '../part';
import { allSizes, popoverSize, readerSize } from '../sizes';

export const size: Part = async ({ build }) => ({
  rows: {
    'reader-size': { value: readerSize(build).gzip / 1000 },
    'popover-size': { value: popoverSize(build).gzip / 1000 },
  },
  tables: [
    {
      title: 'Bytes of every bundle',
      text: 'Of the build for Chromium; gzip at level 9, each file by itself.',
      columns: ['file', 'bytes', 'gzip'],
      rows: allSizes(build).map(({ path, raw, gzip }) => [path, raw, gzip]),
    },
  ],
});
