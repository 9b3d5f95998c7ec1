/**
 * Strings that would run script, load something or break out, if some place took them for markup. Each
 * payload sets `__fired` on the global object, opens a dialog, or asks `evil.example` for something.
 */

/** What a payload does when it runs. */
const DEED = '__fired=1';
const OUT = '//evil.example/x';

/** Schemes that run script or show a document, in spellings that browsers or renderers have accepted. */
const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  'java\tscript:',
  'java\nscript:',
  '\u0001javascript:',
  ' javascript:',
  'javascript&colon;',
  'javascript&#58;',
  '&#106;avascript:',
  '&#x6A;avascript:',
  'java&Tab;script:',
  'java&NewLine;script:',
  'javascript\\:',
  'vbscript:',
  'data:text/html,<script>',
  'view-source:javascript:',
  'blob:',
  'filesystem:',
].map((scheme) => `${scheme}${DEED}`);

const EVENTS = [
  'onerror',
  'onload',
  'onclick',
  'onfocus',
  'ontoggle',
  'onbegin',
  'onanimationstart',
  'onpointerenter',
];

const around = (openings: string[], payloads: string[]): string[] =>
  openings.flatMap((opening) => payloads.map((payload) => opening.replaceAll('%', () => payload)));

/** Links and images of Markdown, in each of its forms. */
export const MARKDOWN: readonly string[] = [
  ...around(
    ['[a](%)', '![a](%)', '[a](<%>)', '[a]: %\n\n[a]', '[a]:\n%\n\n[a]', '<%>', '[a](\n%)', '> [a](\n> %)'],
    SCHEMES,
  ),
  ...around(
    [
      '%',
      '`%',
      '```\n%',
      '- %',
      '    %',
      '> %',
      '\\%',
      '\\\\%',
      '# %',
      '| a |\n|-|\n| % |',
      '[^1]: %\n\n[^1]',
      '`a\\`%',
    ],
    [`<img src=x onerror=${DEED}>`, `<script>${DEED}</script>`, `<a href="javascript:${DEED}">a</a>`],
  ),
  ...['title\n===', 'title\n---', '# title', '***', '1. one', '1) one', '+ one', '~~~\nfence', '```\nfence'],
  ...[
    'https://evil.example',
    'www.evil.example',
    'a@evil.example',
    `![](https:${OUT})`,
    '[[page]]',
    '![[page]]',
  ],
  ...[
    '%%hidden',
    '==mark==',
    '$$x',
    '<!-- hidden',
    '<?x',
    '<![CDATA[',
    '<!DOCTYPE x',
    '<% x %>',
    '---\na: b\n---',
  ],
];

const HTML = [
  ...around(
    [
      '<img src=x %>',
      '<svg %>',
      '<body %>',
      '<details open %>',
      '<input autofocus %>',
      '"%x="',
      "'%x='",
      '<a %>a</a>',
    ],
    EVENTS.map((event) => ` ${event}=${DEED} `),
  ),
  ...around(
    [
      '<a href="%">a</a>',
      '<iframe src="%"></iframe>',
      '<form action="%"><button>',
      '<svg><a xlink:href="%"><text>a',
    ],
    SCHEMES,
  ),
  ...around(
    [
      ...[
        '%',
        '-->%',
        ']]>%',
        '"%',
        "'%",
        '">%',
        "'>%",
        '</title>%',
        '</textarea>%',
        '</style>%',
        '</script>%',
      ],
      ...[
        '</noscript>%',
        '<svg>%</svg>',
        '<math>%</math>',
        '<template>%</template>',
        '<xmp>%</xmp>',
        '\0%',
        '\u202E%',
      ],
      ...[
        '<div><template shadowrootmode=open>%</template></div>',
        '<svg><style>%',
        '<math><mtext><table><mglyph><style>%',
      ],
      ...[
        '<svg><foreignObject>%',
        '<noembed>%',
        '<select><style>%',
        '<form><math><mtext></form><form><mglyph><style>%',
      ],
    ],
    [`<script>${DEED}</script>`, `<img src=x onerror=${DEED}>`, `<svg onload=${DEED}>`],
  ),
];

const LOADING = around(
  [
    '<img src=%>',
    '<link rel=stylesheet href=%>',
    '<script src=%></script>',
    '<base href=%>',
    '<object data=%>',
    '<embed src=%>',
  ],
  [OUT, `https:${OUT}`],
);

const STYLE = around(
  ['<style>%</style>', '<p style="%">', '%', '";%', '}%', '</style><style>%'],
  [`@import url(https:${OUT})`, `*{background:url(https:${OUT})}`, `x:expression(${DEED})`],
);

const TEMPLATES = around(
  ['{{%}}', `\${%}`, '<%= % %>', '#{%}', '[[%]]', '{%%%}', `\`;%//`, `';%//`, `";%//`, '\\u0027;%//'],
  [DEED, `constructor.constructor("${DEED}")()`],
);

/** Names that a careless object or document takes for its own members. */
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'body',
  'cookie',
  'location',
  'then',
].flatMap((name) => [
  name,
  `<form name=${name}>`,
  `<a id=${name} href=javascript:${DEED}>`,
  `<img name=${name} id=${name}>`,
]);

const ENCODED = [
  ...[
    '%3Cscript%3E__fired=1%3C/script%3E',
    '&lt;script&gt;__fired=1&lt;/script&gt;',
    '&#60;script&#62;__fired=1',
  ],
  ...[
    '\\x3cscript\\x3e__fired=1',
    '\\u003cscript\\u003e__fired=1',
    '＜script＞__fired=1',
    '+ADw-script+AD4-__fired=1',
  ],
  ...['<scr\0ipt>__fired=1', '<scr<script>ipt>__fired=1', '<ſcript>__fired=1', '<script\u2028>__fired=1'],
  ...[
    '\u202E<tpircs>\u202C',
    '\u2066<b>\u2069',
    '\u200B<script>__fired=1',
    '\uFEFF<script>__fired=1',
    '\uD800<script>',
  ],
];

/** What a spreadsheet evaluates. */
export const FORMULAS: readonly string[] = [
  ...around(
    ['%', ' %', '\t%', '\r%', '\n%', '\0%', '\u200B%', '\uFEFF%', 'a;%', 'a\t%', 'a\n%', 'a";%'],
    ['=1+1', '+1', '-1+cmd', '@SUM(1)', '＝1', `=HYPERLINK("https:${OUT}")`],
  ),
];

/** All of them, each once. */
export const STRINGS: readonly string[] = [
  ...new Set([
    ...HTML,
    ...MARKDOWN,
    ...SCHEMES,
    ...LOADING,
    ...STYLE,
    ...TEMPLATES,
    ...NAMES,
    ...ENCODED,
    ...FORMULAS,
  ]),
];
