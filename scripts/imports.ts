/** Lists what the source files import, type imports included, and finds circles of imports. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseAst } from 'vite';
import { root } from './packages';

export interface Import {
  /**
   * Path of the imported file, relative to the project's folder, with `/`. For a package, the specifier as
   * written.
   */
  target: string;
  isPackage: boolean;
  /** Whether it imports types only. */
  isType: boolean;
  /** Line number, from 1. */
  line: number;
}

/** Paths of all TypeScript files in these folders, relative to the project's folder, with `/`. */
export function sources(...folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path))
    .sort();
}

/**
 * The imports and re-exports of a file: declarations, `import()` of a literal, and `import('…')` in types.
 */
export function importsOf(path: string): Import[] {
  const code = readFileSync(join(root, path), 'utf8');
  const found: Import[] = [];
  visit(parseAst(code, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), (node) => {
    const source = (node.source ?? node.argument) as Node | null | undefined;
    if (!IMPORTING.has(node.type) || typeof source?.value !== 'string') return;
    found.push({
      ...targetOf(path, source.value),
      isType: bringsTypes(node),
      line: code.slice(0, node.start).split('\n').length,
    });
  });
  return found;
}

/** The used part of a syntax tree node (ESTree with TypeScript's nodes). */
interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, look);
  else if (typeof value === 'object' && value !== null && 'type' in value) {
    look(value as Node);
    for (const field of Object.values(value)) visit(field, look);
  }
}

function bringsTypes(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers as Node[] | undefined;
  return (
    specifiers !== undefined &&
    specifiers.length > 0 &&
    specifiers.every(({ importKind, exportKind }) => importKind === 'type' || exportKind === 'type')
  );
}

function targetOf(path: string, name: string): Pick<Import, 'target' | 'isPackage'> {
  if (!name.startsWith('.')) return { target: name, isPackage: true };
  // `?raw` imports a file as its text, `?worker&url` the address of a worker.
  const bare = posix.join(dirname(path), name.replace(/\?(?:raw|worker&url)$/, ''));
  const file = [bare, `${bare}.ts`, `${bare}.tsx`].find((each) =>
    statSync(join(root, each), { throwIfNoEntry: false })?.isFile(),
  );
  if (file === undefined) throw new Error(`${path} imports ${name}, which is no file.`);
  return { target: file, isPackage: false };
}

/**
 * The circles of a graph of files: its strongly connected components of more than one file (Tarjan, SIAM J.
 * Comput. 1, 1972). Linear in files and imports.
 */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const enter = (file: string): number => {
    const mine = order.size;
    let low = mine;
    order.set(file, mine);
    open.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!graph.has(next)) continue;
      if (!order.has(next)) low = Math.min(low, enter(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) as number);
    }
    if (low === mine) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) enter(file);
  return circles;
}
