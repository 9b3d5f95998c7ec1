import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compiledAtOnce } from '../../scripts/page-scripts';

const SCRIPT =
  '(function(){"use strict";var a=two(),b=e=>e+a,{c=3}={};function two(){return 2}async function later(x){return b(x)}' +
  'class D{e(){return c}}globalThis.said=[a,b(1),typeof later,two.length,new D().e()];return two})();';

/** The global state that a program leaves behind. */
function run(code: string): unknown {
  const context = vm.createContext({});
  vm.runInContext(code, context);
  return JSON.parse(JSON.stringify(context.said));
}

describe('A script that is compiled at once', () => {
  it.each([
    ['in its final form', SCRIPT],
    ['with its name still there', `var reader=${SCRIPT}`],
  ])('becomes the same program with its functions in parentheses, %s', (_, code) => {
    const compiled = compiledAtOnce(code);
    expect(compiled).toContain('two=(function(){return 2})');
    expect(compiled).toContain('later=(async function(x){return b(x)})');
    expect(compiled).toContain('b=(e=>e+a)');
    expect(run(compiled)).toEqual(run(code));
    expect(run(compiled)).toEqual([2, 3, 'function', 0, 3]);
  });

  it.each(['function a(){}a();', 'a();', 'import("b");', 'var a=1;var b=2;', ''])(
    '%j stays unchanged',
    (code) => {
      expect(compiledAtOnce(code)).toBe(code);
    },
  );
});
