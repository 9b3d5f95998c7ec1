/** What the build makes of the scripts that pages load: as little as can be, since every tab pays for it. */
import type { Plugin } from 'vite';

/** As WXT names the module around an unlisted script. */
const AROUND = '\0virtual:wxt-unlisted-script-entrypoint?';

/**
 * For the scripts of those file names. WXT starts a script in a wrapper that reports what it throws: 0.2 kB in every page, for what the
 * browser reports as well. And they are written in ASCII alone: the browser keeps the text of each in every tab, at two bytes a character if
 * there is but one that needs them.
 */
export function pageScripts(names: readonly string[]): Plugin {
  return {
    name: 'gloss:page-scripts',
    transform(_, id) {
      if (!id.startsWith(AROUND)) return undefined;
      const path = JSON.stringify(id.slice(AROUND.length));
      return { code: `import script from ${path};\nexport default script.main();`, map: null };
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && names.includes(file.fileName)) file.code = inAscii(file.code);
    },
  };
}

/** The same program: other characters than ASCII stand in its strings alone. */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
