/** What the build makes of the scripts that pages load: as little as can be, since every tab pays for it. */
import { minify } from 'terser';
import { type Plugin, parseAst } from 'vite';

/** As WXT names the module around an unlisted script. */
const AROUND = '\0virtual:wxt-unlisted-script-entrypoint?';
/** The module of `defineUnlistedScript`. */
const DEFINE = /define-unlisted-script\.m?js$/;

/**
 * For the scripts of those file names. WXT starts a script in a wrapper that reports what it throws: 0.2 kB in every page, for what the
 * browser reports as well; and defines it by a function that is for larger definitions than ours. They are written in ASCII alone: the browser keeps the text of each in every tab, at two bytes a character if
 * there is but one that needs them. And the one that every page runs is `compiledAtOnce`.
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

/** The same program after a second minifier: it knows rules that the bundler's does not, and takes 2 % more off. */
async function smaller(code: string): Promise<string> {
  const { code: minified } = await minify(code, {
    ecma: 2020,
    toplevel: true,
    compress: { passes: 3, negate_iife: false },
    format: { wrap_func_args: false },
  });
  return minified ?? code;
}

/** The same program: other characters than ASCII stand in its strings alone. */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The same program, its functions in brackets: V8 compiles a function when it is first called, after it has once read over it; one in
 * brackets it compiles with the script. For a script that is one function called there and then (`(function(){…})()`), of which nearly all
 * functions are called: the work is the same, and done before the first instruction. Any other script stays as it is.
 */
export function compiledAtOnce(code: string): string {
  const [statement, ...more] = parseAst(code).body;
  const call =
    statement?.type === 'VariableDeclaration'
      ? statement.declarations[0]?.init // WXT takes its name away in the end.
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
      // A declaration can be called before it is reached.
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
