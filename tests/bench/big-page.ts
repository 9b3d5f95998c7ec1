/** Pages larger than those of the corpus. */
import type { Bench } from './part';
import { bodies } from './survey';

/**
 * Makes a page of that many bytes: the bodies of the corpus pages one after another, starting again with the
 * first if they are too short.
 */
export async function bigPage(bench: Bench, title: string, bytes: number): Promise<string> {
  const { browser } = await bench.lab('bundled');
  const ordinary = bench.surveyed.filter(({ letters }) => letters >= 2_000 && letters < 200_000);
  const all = await bodies(
    browser,
    bench.pages,
    ordinary.map(({ name }) => name),
  );
  const parts: string[] = [];
  for (let at = 0, size = 0; size < bytes; at++) {
    const part = `<section>${all[at % all.length]}</section>`;
    const room = bytes - size;
    // The last body is cut at a tag, so that the page has the requested size.
    const cut = Buffer.byteLength(part) > room ? part.slice(0, part.lastIndexOf('<', room)) : part;
    parts.push(cut);
    size += Buffer.byteLength(part);
  }
  return `<!doctype html><html lang="en"><title>${title}</title><body>${parts.join('')}`;
}
