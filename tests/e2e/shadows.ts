/**
 * Pages with shadow roots, closed ones too, and selecting text in them. The page's script keeps all its roots in `roots`,
 * because nothing else leads into a closed one.
 */
import type { Page } from 'puppeteer-core';
import { HOST, type Spot, until } from '../../scripts/hovering';
import { selectedBy } from './noted';
import { head } from './noted-site';

/** The window of a page of `pageOf`. */
interface Rooted {
  roots: ShadowRoot[];
}

/** A host that gets its shadow root by the script of `pageOf`. `light`: its children in the page's own tree. */
export const host = (name: string, mode: 'open' | 'closed', shadow: string, light = '') =>
  `<${name} data-mode="${mode}" data-shadow="${shadow.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">${light}</${name}>`;

/** A page of hosts. `late`: the script that calls `fill`, which attaches the roots. */
export const pageOf = (body: string, late = 'fill(document)') => `${head('Components')}${body}<script>
globalThis.roots = [];
const fill = (tree) => {
  for (const host of tree.querySelectorAll('[data-mode]')) {
    const root = host.attachShadow({ mode: host.dataset.mode });
    root.innerHTML = host.dataset.shadow;
    roots.push(root);
    fill(root);
  }
};
${late}
</script>`;

/** Where a text begins and ends, CSS px. */
async function endsOf(page: Page, text: string): Promise<[Spot, Spot]> {
  return until(`the text “${text}”`, async () => {
    const ends = await page.evaluate((text) => {
      const trees: Node[] = [document.body, ...(globalThis as unknown as Rooted).roots];
      for (const tree of trees) {
        const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
          const at = node.data.indexOf(text);
          if (at < 0 || node.parentElement?.localName === 'script') continue;
          const letter = (offset: number) => {
            const range = document.createRange();
            range.setStart(node as Text, offset);
            range.setEnd(node as Text, offset + 1);
            return range.getBoundingClientRect();
          };
          const [first, last] = [letter(at), letter(at + text.length - 1)];
          if (first.width === 0) continue;
          return [
            { x: Math.round(first.left + 1), y: Math.round((first.top + first.bottom) / 2) },
            { x: Math.round(last.right), y: Math.round((last.top + last.bottom) / 2) },
          ] as [Spot, Spot];
        }
      }
      return null;
    }, text);
    return ends ?? undefined;
  });
}

/** The middle of a text of one line, CSS px. */
export async function middleOf(page: Page, text: string): Promise<Spot> {
  const [a, b] = await endsOf(page, text);
  return { x: (a.x + b.x) / 2, y: a.y };
}

/** Drags the pointer from the beginning of one text to the end of another, or of the same text. */
export async function selectIn(page: Page, from: string, to = from): Promise<void> {
  selectedBy(page, () => selectIn(page, from, to));
  await until('the selection', async () => {
    await page.evaluate(() => getSelection()?.removeAllRanges()); // Pressing on it would drag it.
    const [start] = await endsOf(page, from);
    const [, end] = await endsOf(page, to);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 8, start.y);
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.mouse.up();
    return isSelected(page);
  });
}

/** Whether something is selected. (In Firefox, `isCollapsed` and `type` do not tell it across the border of a root.) */
export const isSelected = (page: Page) =>
  page.evaluate(() => getSelection()?.getComposedRanges()[0]?.collapsed === false);

/** Whether the bar is somewhere in a closed root of the page, where it takes the pointer. */
export const isBarInRoots = (page: Page) =>
  page.evaluate((host) => {
    for (const root of (globalThis as unknown as Rooted).roots)
      for (let y = 1; y < innerHeight; y += 10)
        for (let x = 1; x < innerWidth; x += 50) if (root.elementFromPoint(x, y)?.matches(host)) return true;
    return false;
  }, HOST);
