import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { billOfMaterials, collectPackages, describePackages, notices } from './scripts/bundled';
import { compileFolder, describeDigest } from './scripts/digest-folder';
import { PAGES_POLICY, pagePolicy } from './scripts/page-policy';
import { pageScripts } from './scripts/page-scripts';
import { serialise } from './src/digest/compile';
import type { WithGloss } from './src/digest/kept-row';
import { describeProblem, type Problem } from './src/digest/problems';

const PAGE_SCRIPTS = ['reader.js', 'attending.js', 'hover.js', 'judging.js', 'noting.js', 'reporting.js'];
/** The pages that a reader runs in. */
const READ = ['http://*/*', 'https://*/*', 'file:///*'];
/** Where digests may be subscribed to (`src/platform/askable.ts`). */
const SUBSCRIBED = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];
const ICON_SIZES = [16, 32, 48, 128] as const;
/** The toolbar icon on pages where Gloss is paused (`src/background/toolbar.ts`). */
const PAUSED_ICONS = ['paused-16', 'paused-32'];

const warn = (warning: Problem) => console.warn(describeProblem(warning));
const digest = await compileFolder('assets', warn);
/** Glossaries that are no documents: off until the reader switches them on. */
const packs = [await compileFolder('packs/internet-governance', warn)];

/** The digests that come with Gloss. */
const withGloss: WithGloss[] = [
  describeDigest(digest, 'bundled'),
  ...packs.map((pack) => describeDigest(pack, 'pack')),
];

/** The folders of the packages of which code is in the extension. The bundler fills it. */
const bundled = new Set<string>();

export default defineConfig({
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), collectPackages(bundled), pageScripts(PAGE_SCRIPTS, 'reader.js'), pagePolicy()],
    // The bundler writes a long constant once for each of its uses. The file that tldts ships minified keeps its
    // table of 57 kB in one place.
    resolve: { alias: { tldts: 'tldts/dist/index.esm.min.js' } },
    define: { __DIGEST_HASH__: JSON.stringify(digest.hash), __WITH_GLOSS__: JSON.stringify(withGloss) },
    // The extension's pages are loaded from disk, so a preload helper would be useless bytes.
    build: { modulePreload: false },
    worker: { format: 'es', plugins: () => [collectPackages(bundled)] },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    icons: Object.fromEntries(ICON_SIZES.map((size) => [size, `icons/${size}.png`])),
    action: { default_title: '__MSG_extensionName__' },
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'storage',
      'unlimitedStorage',
      ...(browser === 'chrome' || browser === 'edge' ? ['sidePanel', 'scripting'] : []),
    ],
    // For the tabs that are open at the installation. Firefox starts the readers in them by itself.
    ...(browser === 'chrome' || browser === 'edge' ? { host_permissions: READ } : {}),
    // For one address at a time, when the user subscribes to a digest there. Chromium asks for `host_permissions` again
    // where the user has taken them back.
    ...(browser === 'chrome' || browser === 'edge' ? {} : { optional_host_permissions: SUBSCRIBED }),
    ...(browser === 'safari' ? {} : { omnibox: { keyword: 'gloss' } }),
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+G' } },
      'next-mention': { suggested_key: { default: 'Alt+Period' }, description: '__MSG_commandNext__' },
      'previous-mention': { suggested_key: { default: 'Alt+Comma' }, description: '__MSG_commandPrevious__' },
      'open-mention': { suggested_key: { default: 'Alt+Shift+Period' }, description: '__MSG_commandOpen__' },
      highlight: { description: '__MSG_commandHighlight__' },
      'highlight-note': { description: '__MSG_commandHighlightNote__' },
    },
    // In development, pages load from a server that WXT adds to its own policy.
    ...(command === 'build' ? { content_security_policy: { extension_pages: PAGES_POLICY } } : {}),
    // No `use_dynamic_url`: it makes pages with `Cross-Origin-Embedder-Policy` refuse the frame (Chromium
    // 156). A page that embeds the frame itself only gets an empty card.
    web_accessible_resources: [
      {
        resources: ['popover.html', 'attending.js', 'hover.js', 'judging.js', 'noting.js', 'reporting.js'],
        matches: ['<all_urls>'],
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'gloss@example.org',
              strict_min_version: '148.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : browser === 'safari'
        ? {}
        : { minimum_chrome_version: '138' }),
  }),
  hooks: {
    'build:manifestGenerated': (_wxt, manifest) => {
      // An unlisted script, because `defineContentScript` would add 3.4 kB and announce the extension to
      // every page.
      manifest.content_scripts = [
        {
          matches: READ,
          js: ['reader.js'],
          run_at: 'document_idle',
          all_frames: true,
          match_about_blank: true,
          match_origin_as_fallback: true,
        },
      ];
    },
    'build:publicAssets': async (wxt, files) => {
      files.push({ relativeDest: 'digest.json', contents: serialise(digest) });
      for (const pack of packs)
        files.push({ relativeDest: `packs/${pack.about.id}.json`, contents: serialise(pack) });
      const own = {
        version: (JSON.parse(await readFile('package.json', 'utf8')) as { version: string }).version,
        text: [
          await readFile('LICENSE', 'utf8'),
          // Data that a glossary is judged by, which no package brings.
          await readFile('assets/words/NOTICE.md', 'utf8'),
        ].join('\n\n'),
      };
      const packages = describePackages(bundled, wxt.config.root);
      files.push({ relativeDest: 'changes.txt', contents: await readFile('CHANGELOG.md', 'utf8') });
      files.push({ relativeDest: 'notices.txt', contents: notices(own, packages) });
      if (wxt.config.command === 'build')
        await writeFile(`${wxt.config.outDir}.cdx.json`, billOfMaterials(own.version, packages));
      for (const name of [...ICON_SIZES, ...PAUSED_ICONS]) {
        files.push({
          relativeDest: `icons/${name}.png`,
          absoluteSrc: resolve('assets/icons', `${name}.png`),
        });
      }
    },
  },
});
