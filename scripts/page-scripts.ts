/**
 * Post-processes the scripts that pages load, so that they are as small and start as fast as possible: every
 * tab pays for them.
 */
import { minify } from 'terser';
import { type Plugin, parseAst } from 'vite';

/** The id prefix of the module that WXT wraps around an unlisted script. */
const AROUND = '\0virtual:wxt-unlisted-script-entrypoint?';
/** The module of `defineUnlistedScript`. */
const DEFINE = /define-unlisted-script\.m?js$/;

/**
 * A plugin for the scripts with these file names. It makes three changes.
 *
 * It removes two parts of WXT. One is a wrapper that reports exceptions, which costs each page 0.2 kB; the
 * browser reports them anyway. The other is the function that defines a script, which serves larger
 * definitions than ours.
 *
 * It escapes all non-ASCII characters. The browser keeps the source text of each script in every tab, and
 * uses two bytes per character if a single one is outside Latin-1.
 *
 * It makes V8 compile eagerly the one script that runs in every page (`compiledAtOnce`).
 */
export function pageScripts(names: readonly string[], inEveryPage: string): Plugin {
  return {
    name: 'gloss:page-scripts',
    transform(_, id) {
      if (DEFINE.test(id)) return { code: 'export const defineUnlistedScript = (main) => main;', map: null };
      if (!id.startsWith(AROUND)) return undefined;
      const path = JSON.stringify(id.slice(AROUND.length));
      return { code: `import script from ${path};\nexport default script();`, map: null };
    },
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !names.includes(file.fileName)) continue;
        const code = await smaller(file.code);
        file.code = inAscii(file.fileName === inEveryPage ? compiledAtOnce(code) : code);
      }
    },
  };
}

/** Minifies again with Terser. It has rules that the bundler's minifier lacks, and saves 2 %. */
async function smaller(code: string): Promise<string> {
  const { code: minified } = await minify(code, {
    ecma: 2020,
    toplevel: true,
    compress: { passes: 3, negate_iife: false },
    format: { wrap_func_args: false },
  });
  return minified ?? code;
}

/** Escapes non-ASCII characters, which occur only in string literals. The program stays the same. */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Puts the program's functions in parentheses. V8 only pre-parses a function and compiles it at its first
 * call, but it compiles a function in parentheses together with the script. This is faster if the script is
 * one function that is called at once (`(function(){…})()`) and nearly all of its functions are called. Any
 * other script is returned unchanged.
 */
export function compiledAtOnce(code: string): string {
  const [statement, ...more] = parseAst(code).body;
  const call =
    statement?.type === 'VariableDeclaration'
      ? statement.declarations[0]?.init // WXT removes the name later.
      : statement?.type === 'ExpressionStatement' && statement.expression;
  if (more.length > 0 || !call || call.type !== 'CallExpression') return code;
  const whole = call.callee.type === 'ParenthesizedExpression' ? call.callee.expression : call.callee;
  if (whole.type !== 'FunctionExpression' || !whole.body) return code;
  const hoisted: string[] = [];
  const edits: { start: number; end: number; text: string }[] = [];
  for (const each of whole.body.body) {
    if (each.type === 'FunctionDeclaration' && each.id) {
      const { start, end, id } = each;
      const anonymous = code.slice(start, id.start).trimEnd() + code.slice(id.end, end);
      // A declaration can be called before its line, so it stays as it is.
      hoisted.push(`${id.name}=(${anonymous})`);
      edits.push({ start, end, text: '' });
    }
    for (const { init } of each.type === 'VariableDeclaration' ? each.declarations : []) {
      if (init?.type !== 'ArrowFunctionExpression') continue;
      const { start, end } = init;
      edits.push({ start, end, text: `(${code.slice(start, end)})` });
    }
  }
  let compiled = '';
  let from = whole.body.start + 1;
  for (const { start, end, text } of edits) {
    compiled += code.slice(from, start) + text;
    from = end;
  }
  const declared = hoisted.length > 0 ? `var ${hoisted.join(',')};` : '';
  return code.slice(0, whole.body.start + 1) + declared + compiled + code.slice(from);
}
