/** What an expression is replaced with, by its kind. */
import type { Node } from './changes';
import type { Kind } from './mutant';

interface Alternative {
  kind: Kind;
  text: string;
}
type Text = (node: Node) => string;

const COMPARISONS: Record<string, string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
};
const ARITHMETIC: Record<string, string> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&': '|',
  '|': '&',
  '^': '&',
};
const LOGIC: Record<string, string> = { '&&': '||', '||': '&&', '??': '&&' };
const ASSIGNED: Record<string, string> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '|=': '&=',
  '&=': '|=',
  '<<=': '>>=',
  '>>=': '<<=',
  '??=': '&&=',
  '&&=': '||=',
  '||=': '&&=',
};
/** Methods that are taken for another. */
const EXCHANGED = new Map(
  Object.entries({
    some: 'every',
    every: 'some',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    trimStart: 'trimEnd',
    trimEnd: 'trimStart',
    toLowerCase: 'toUpperCase',
    toUpperCase: 'toLowerCase',
    min: 'max',
    max: 'min',
    indexOf: 'lastIndexOf',
    lastIndexOf: 'indexOf',
  }),
);
/** Methods whose call is left out: the receiver stands for what they return. */
const LEFT_OUT = new Set([
  'trim',
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'normalize',
]);

const isWritten = (node: Node) => node.type === 'Literal' || node.type === 'TemplateLiteral';

/** Operators: comparison, logic, arithmetic, negation, assignment. */
export function asOperator(node: Node, textOf: Text): Alternative[] {
  const operator = node.operator as string;
  const [left, right] = [node.left, node.right] as Node[];
  const joined = (sign: string) => `(${textOf(left as Node)}) ${sign} (${textOf(right as Node)})`;
  switch (node.type) {
    case 'BinaryExpression': {
      const compared = COMPARISONS[operator];
      if (compared) return compared.map((sign) => ({ kind: 'comparison', text: joined(sign) }));
      const sign = ARITHMETIC[operator];
      if (!sign) return [];
      const sides = [left, right] as Node[];
      if (sides.every((side) => isWritten(side))) return [];
      if (operator === '+' && sides.some((side) => isWritten(side) && typeof side.value !== 'number'))
        return [];
      return [{ kind: 'arithmetic', text: joined(sign) }];
    }
    case 'LogicalExpression':
      return [{ kind: 'logic', text: joined(LOGIC[operator] as string) }];
    case 'UnaryExpression': {
      const of = textOf(node.argument as Node);
      if (operator === '!') return [{ kind: 'logic', text: `!!(${of})` }];
      if (operator === '~' || (operator === '-' && (node.argument as Node).type !== 'Literal'))
        return [{ kind: 'arithmetic', text: of }];
      return [];
    }
    case 'UpdateExpression': {
      const of = textOf(node.argument as Node);
      const sign = operator === '++' ? '--' : '++';
      return [{ kind: 'arithmetic', text: node.prefix ? sign + of : of + sign }];
    }
    case 'AssignmentExpression': {
      const sign = ASSIGNED[operator];
      return sign
        ? [{ kind: 'arithmetic', text: `${textOf(left as Node)} ${sign} (${textOf(right as Node)})` }]
        : [];
    }
    default:
      return [];
  }
}

/** Values that are written out: booleans, texts, lists, records. */
export function asLiteral(node: Node): Alternative[] {
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'boolean') return [{ kind: 'boolean', text: String(!node.value) }];
      if (typeof node.value !== 'string') return [];
      return [{ kind: 'text', text: node.value === '' ? "'mutated'" : "''" }];
    case 'TemplateLiteral':
      return [{ kind: 'text', text: "''" }];
    case 'ArrayExpression':
      return [{ kind: 'list', text: (node.elements as unknown[]).length > 0 ? '[]' : "['mutated']" }];
    case 'ObjectExpression':
      return (node.properties as unknown[]).length > 0 ? [{ kind: 'record', text: '{}' }] : [];
    default:
      return [];
  }
}

/** Calls of methods that are easily taken for another, or forgotten. Not within `?.` chains. */
export function asCall(node: Node, textOf: Text): Alternative[] {
  if (node.type !== 'CallExpression') return [];
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const object = callee.object as Node;
  const name = (callee.property as Node).name as string;
  if (LEFT_OUT.has(name)) return [{ kind: 'method', text: textOf(object) }];
  const other = EXCHANGED.get(name);
  if (!other) return [];
  const args = (node.arguments as Node[]).map(textOf).join(', ');
  return [{ kind: 'method', text: `${textOf(object)}.${other}(${args})` }];
}

/** Where the `?.` of a chain stand, in UTF-16 units of the source. */
export function ofChain(chain: Node, code: string): number[] {
  const places: number[] = [];
  let node: Node | undefined = chain.expression as Node;
  while (node) {
    const below = (node.object ?? node.callee ?? node.expression) as Node | undefined;
    if (node.optional && below) places.push(code.indexOf('?.', below.end));
    node = below;
  }
  return places;
}

/** The nodes of a chain below its outermost, down to the one after which its first `?.` stands. */
export function betweenOf(chain: Node): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = chain.expression as Node;
  let last = 0;
  while (node) {
    path.push(node);
    if (node.optional) last = path.length;
    node = (node.object ?? node.callee ?? node.expression) as Node | undefined;
  }
  return path.slice(1, last);
}
