/** The policies of the extension's pages. */
import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';

/**
 * The policy in the manifest, for the pages and the background. Script, style sheets and pictures come from the
 * extension and from nowhere else; so do requests, but for the digests that the user subscribed to, which one file asks
 * for (`src/platform/network.ts`). It does not restrict `frame-ancestors`, because every page frames the popover.
 * Strings cannot become script: the one Trusted Types policy lets addresses of the extension's own workers through
 * (`src/platform/worker.ts`).
 */
export const PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types gloss',
].join('; ');

/** The page that may ask other addresses, as the user subscribes there, and start workers, as files are read there. */
const DOES_MORE = 'digests';

/** Takes both from every other page, by a second policy in the page itself. The narrower one holds. */
export function pagePolicy(): Plugin {
  return {
    name: 'gloss:page-policy',
    apply: 'build',
    transformIndexHtml: (_html, { filename }) =>
      basename(dirname(filename)) === DOES_MORE
        ? []
        : [
            {
              tag: 'meta',
              attrs: {
                'http-equiv': 'Content-Security-Policy',
                content: "connect-src 'self'; trusted-types 'none'",
              },
              injectTo: 'head-prepend',
            },
          ],
  };
}
