/** Reads the corpus pages without a reader: their text by block, and the mentions in it with a digest. */
import type { Browser } from 'puppeteer-core';
import type { MentionIndex } from '../../src/mentions/index';
import type { Lexica, Mentions, Size } from './lexica';
import { type Pages, pageNames } from './pages';

export interface Surveyed {
  name: string;
  /** `lang` of the page, or empty. */
  lang: string;
  /** The text of each block, including hidden parts, because nothing is laid out here. */
  blocks: string[];
  /** UTF-16 units of all blocks. */
  letters: number;
  /** Number of shown mentions, by size of the digest. */
  mentions: Partial<Record<Size, number>>;
}

/** Text of one batch, UTF-16 units: about as much as the reader sends at once. */
const BATCH = 100_000;

/** Reads all pages of the corpus. */
export async function survey(
  browser: Browser,
  pages: Pages,
  lexica: Lexica,
  sizes: readonly Size[],
): Promise<Surveyed[]> {
  pages.add('survey', '<!doctype html><title>Survey</title>', true);
  const page = await browser.newPage();
  try {
    await page.goto(pages.at('plain', 'survey'));
    const read: Surveyed[] = [];
    for (const name of pageNames()) {
      const { lang, blocks } = await page.evaluate(blocksOf, name);
      const letters = blocks.reduce((sum, block) => sum + block.length, 0);
      read.push({ name, lang, blocks, letters, mentions: {} });
    }
    for (const size of sizes) {
      const index = lexica.mentions.openIndex(lexica.of(size).bytes);
      for (const each of read) {
        each.mentions[size] = mentionsIn(lexica.mentions, index, each);
      }
    }
    return read;
  } finally {
    await page.close();
  }
}

/**
 * The bodies of pages without styles, scripts and frames, which would affect a page that joins many of them.
 */
export async function bodies(browser: Browser, pages: Pages, names: string[]): Promise<string[]> {
  const page = await browser.newPage();
  try {
    await page.goto(pages.at('plain', 'survey'));
    const found: string[] = [];
    for (const name of names) found.push(await page.evaluate(bodyOf, name));
    return found;
  } finally {
    await page.close();
  }
}

/**
 * Length of the shortest page that is chosen, letters. The shorter ones of the corpus are test stubs of other
 * programs.
 */
const SHORTEST = 2_000;

/**
 * Chooses pages with or without a shown mention with a digest of that size. Returns `count` pages, or all if
 * there are fewer: those closest to evenly spaced quantiles of text length.
 */
export function choose(all: readonly Surveyed[], size: Size, mentioned: boolean, count: number): Surveyed[] {
  const fit = all
    .filter((page) => page.letters >= SHORTEST && (page.mentions[size] ?? 0) > 0 === mentioned)
    .sort((a, b) => a.letters - b.letters || (a.name < b.name ? -1 : 1));
  if (fit.length <= count) return fit;
  return Array.from(
    { length: count },
    (_, at) => fit[Math.floor(((at + 0.5) * fit.length) / count)] as Surveyed,
  );
}

/** Splits a page's blocks into batches. */
export function batchesOf(blocks: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let size = 0;
  for (const block of blocks) {
    batch.push(block);
    size += block.length;
    if (size < BATCH) continue;
    batches.push(batch);
    batch = [];
    size = 0;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function mentionsIn({ find, isShown }: Mentions, index: MentionIndex, { blocks, lang }: Surveyed): number {
  let evidence: ReturnType<Mentions['find']>['evidence'] | undefined;
  const all: ReturnType<Mentions['find']>['mentions'] = [];
  for (const batch of batchesOf(blocks)) {
    const found = find(index, batch, { lang, evidence });
    evidence = found.evidence;
    all.push(...found.mentions);
  }
  return evidence ? all.filter((mention) => isShown(mention, evidence)).length : 0;
}

async function blocksOf(name: string): Promise<{ lang: string; blocks: string[] }> {
  const skipped =
    'script,style,noscript,template,textarea,select,svg,math,iframe,object,pre,code,kbd,samp,[hidden]';
  const block = new Set(
    (
      'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 ' +
      'H5 H6 HEADER HR LI MAIN NAV OL P SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
    ).split(' '),
  );
  const html = await (await fetch(`/${encodeURIComponent(name)}`)).text();
  const doc = new DOMParser().parseFromString(html, 'text/html');
  for (const element of doc.querySelectorAll(skipped)) element.remove();
  const blocks: string[] = [];
  let text = '';
  const flush = () => {
    if (text.trim() !== '') blocks.push(text);
    text = '';
  };
  const visit = (node: Node) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child instanceof Text) text += child.data;
      else if (child instanceof Element) {
        const breaks = block.has(child.tagName);
        if (breaks) flush();
        visit(child);
        if (breaks) flush();
      }
    }
  };
  visit(doc.body);
  flush();
  return { lang: doc.documentElement.lang, blocks };
}

async function bodyOf(name: string): Promise<string> {
  const html = await (await fetch(`/${encodeURIComponent(name)}`)).text();
  const doc = new DOMParser().parseFromString(html, 'text/html');
  for (const element of doc.body.querySelectorAll(
    'script,style,link,meta,base,iframe,object,embed,noscript,template,dialog',
  ))
    element.remove();
  for (const element of doc.body.querySelectorAll('[style]')) element.removeAttribute('style');
  return doc.body.innerHTML;
}
