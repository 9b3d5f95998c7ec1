/** Sizes of what the built extension loads, in bytes, and when it loads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Bytes {
  raw: number;
  /** After gzip -9, each file compressed by itself. */
  gzip: number;
}

/** Script and style that the manifest puts into every page. */
export function readerSize(build: string): Bytes {
  const { content_scripts: scripts = [] } = JSON.parse(
    readFileSync(join(build, 'manifest.json'), 'utf8'),
  ) as {
    content_scripts?: { js?: string[]; css?: string[] }[];
  };
  return sum(
    build,
    scripts.flatMap(({ js = [], css = [] }) => [...js, ...css]),
  );
}

/**
 * The scripts that the popover loads before any click: those that its page names, and all their static
 * imports.
 */
export function popoverSize(build: string): Bytes {
  const page = readFileSync(join(build, 'popover.html'), 'utf8');
  const open = [...page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\/?([^"]+\.js)"/g)].map(
    ([, path]) => path as string,
  );
  if (open.length === 0) throw new Error(`${join(build, 'popover.html')} names no script.`);
  const seen = new Set<string>();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = readFileSync(join(build, path), 'utf8');
    // Static imports only: `import{a}from"./b.js"`, `import"./b.js"` and `export*from"./b.js"`, but not
    // `import("./b.js")`.
    for (const [, named] of code.matchAll(
      /\b(?:import|export)\s*(?:[\w$*{][^"'();]*?from\s*)?["'](\.[^"']+)["']/g,
    ))
      open.push(posix.join(dirname(path), named as string));
  }
  return sum(build, [...seen]);
}

/** Every script and style of the build, largest first. */
export function allSizes(build: string): ({ path: string } & Bytes)[] {
  return readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|html)$/.test(entry.name))
    .map((entry) => relative(build, join(entry.parentPath, entry.name)))
    .map((path) => ({ path, ...sum(build, [path]) }))
    .sort((a, b) => b.gzip - a.gzip);
}

function sum(build: string, paths: string[]): Bytes {
  const total: Bytes = { raw: 0, gzip: 0 };
  for (const path of paths) {
    const bytes = readFileSync(join(build, path));
    total.raw += bytes.length;
    total.gzip += gzipSync(bytes, { level: 9 }).length;
  }
  return total;
}
