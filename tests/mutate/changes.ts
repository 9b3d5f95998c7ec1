/**
 * The changes that can be made to one source file. The file is parsed with Vite's parser (Oxc), which reads TypeScript and keeps
 * positions; a change replaces the text of one expression, or leaves one statement out.
 *
 * Left out on purpose:
 * - types, imports and keys: the type checker and the linker notice those;
 * - numbers, and arithmetic between numbers that are written out: most are limits and weights, of which a test would be a copy;
 * - regular expressions: a change of one character is seldom a plausible mistake, and the tests give their texts in tables;
 * - what goes to the console, and messages of plain errors: people read those, the program does not.
 */
import { parseSync } from 'vite';
import { asCall, asLiteral, asOperator, betweenOf, ofChain } from './alternatives';
import type { Change, Kind } from './mutant';

/** A node of the syntax tree, of which only the fields that are asked for are known. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** What stands around expressions in TypeScript alone; the expression within is read as if it stood alone. */
const AROUND = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
]);
const UNREAD = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'Decorator']);
const LOOPS = new Set([
  'ForStatement',
  'WhileStatement',
  'DoWhileStatement',
  'ForOfStatement',
  'ForInStatement',
]);
const ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'DOMException']);

export interface Read {
  changes: Change[];
  /** Where a loop's body starts and ends, and whether braces stand around it. */
  loops: { start: number; end: number; block: boolean }[];
}

/** All changes that can be made to a file, in the order of their places. Throws on what cannot be parsed. */
export function changesOf(code: string, file: string): Read {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const reading = new Reading(code);
  reading.walk(program as unknown as Node);
  reading.changes.sort((a, b) => a.start - b.start || b.end - a.end);
  return { changes: reading.changes, loops: reading.loops };
}

class Reading {
  readonly changes: Change[] = [];
  readonly loops: Read['loops'] = [];
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }

  /** Calls and members between two `?.` of a chain: in brackets of their own they would no longer end with it. */
  readonly #inChains = new Set<Node>();

  #text = (node: Node) => this.#code.slice(node.start, node.end);

  #add(kind: Kind, node: Node, text: string, statement = false): void {
    if (text !== '' && text === this.#text(node)) return;
    this.changes.push({ kind, start: node.start, end: node.end, text, statement });
  }

  walk(node: Node): void {
    if (UNREAD.has(node.type) || (node.type.startsWith('TS') && !AROUND.has(node.type))) return;
    if (isForPeople(node)) return;
    if (LOOPS.has(node.type)) {
      const body = node.body as Node;
      this.loops.push({ start: body.start, end: body.end, block: body.type === 'BlockStatement' });
    }
    this.#ofStatement(node);
    if (!this.#inChains.has(node)) this.#ofExpression(node);
    for (const child of childrenOf(node)) this.walk(child);
  }

  #ofStatement(node: Node): void {
    switch (node.type) {
      case 'IfStatement':
        this.#add('condition', node.test as Node, 'true');
        this.#add('condition', node.test as Node, 'false');
        break;
      case 'WhileStatement':
      case 'ForStatement':
      case 'DoWhileStatement':
        if (node.test) this.#add('condition', node.test as Node, 'false');
        break;
      case 'ConditionalExpression':
        this.#add('condition', node.test as Node, 'true');
        this.#add('condition', node.test as Node, 'false');
        break;
      case 'ExpressionStatement': {
        const inner = node.expression as Node;
        if (node.directive || (inner.type === 'CallExpression' && (inner.callee as Node).type === 'Super'))
          break;
        this.#add('removed', node, '', true);
        break;
      }
      case 'ThrowStatement':
      case 'ContinueStatement':
      case 'BreakStatement':
        this.#add('removed', node, '', true);
        break;
      case 'ReturnStatement':
        if (node.argument) this.#returned(node.argument as Node);
        break;
      case 'ArrowFunctionExpression': {
        const body = node.body as Node;
        if (body.type !== 'BlockStatement') this.#returned(body);
        break;
      }
    }
  }

  #returned(node: Node): void {
    if (typeof node.value === 'boolean' || /^\(?(undefined|void\b)/.test(this.#text(node))) return;
    this.#add('returned', node, 'undefined');
  }

  #ofExpression(node: Node): void {
    for (const { kind, text } of [
      ...asOperator(node, this.#text),
      ...asLiteral(node),
      ...asCall(node, this.#text),
    ])
      this.#add(kind, node, text);
    if (node.type === 'ChainExpression') {
      for (const at of ofChain(node, this.#code)) {
        const { start } = node;
        const sign = this.#code.slice(at, at + 3);
        // `a?.b` becomes `a.b`; `a?.[b]` and `a?.(b)` become `a[b]` and `a(b)`.
        const between = /^\?\.[[(]/.test(sign) ? '' : '.';
        this.#add(
          'optional',
          node,
          this.#code.slice(start, at) + between + this.#code.slice(at + 2, node.end),
        );
      }
      for (const inner of betweenOf(node)) this.#inChains.add(inner);
    }
  }
}

/** Whether it is said to people: what goes to the console, and plain errors. */
function isForPeople(node: Node): boolean {
  const callee = node.callee as Node | undefined;
  if (node.type === 'NewExpression')
    return callee?.type === 'Identifier' && ERRORS.has(callee.name as string);
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  const { object } = callee as { object?: Node };
  return object?.type === 'Identifier' && object.name === 'console';
}

/** The nodes below one that are evaluated as expressions or run as statements: no key, no name, no type. */
function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (['key', 'property'].includes(field) && !node.computed) continue;
    if (['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments', 'id', 'label'].includes(field))
      continue;
    if (node.type === 'TaggedTemplateExpression' && field === 'quasi') {
      children.push(...((value as { expressions: Node[] }).expressions ?? []));
      continue;
    }
    if (field === 'source' && node.type.startsWith('Export')) continue;
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) children.push(each);
  }
  // Default values stand in patterns.
  const id = node.id as Node | undefined;
  if (node.type === 'VariableDeclarator' && id && id.type !== 'Identifier') children.push(id);
  return children;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
