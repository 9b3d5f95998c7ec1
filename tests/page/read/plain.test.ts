// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isPlainProse } from '../../../src/page/read/plain';

function pre(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector('pre') as Element;
}
function plain(text: string): Element {
  const element = pre('<pre></pre>');
  element.append(text);
  return element;
}

const MAIL = `On Mon, May 12, 2025 at 9:00 AM Bob <bob@example.org> wrote:
> On Sun, Carol wrote:
>> The IGF should decide on the venue before June, since visas take time.
> I agree. But the United Nations has its own rules about host countries.

+1. I'd add that the Internet Governance Forum's MAG has to be told first.
See https://www.intgovforum.org/en/content/mag-2025 for the list.
--
_______________________________________________
wg mailing list
wg@lists.example.org`;
const RFC = `Network Working Group                                          L. Blunk
Request for Comments: 3748                                    Merit Network
Category: Standards Track

Table of Contents

   1.   Introduction. . . . . . . . . . . . . . . . . . . . . . . . .  3
         1.1.  Specification of Requirements . . . . . . . . . . . . .  4
   2.   Extensible Authentication Protocol (EAP). . . . . . . . . . .  7`;
const MINUTES = `MINUTES OF THE MEETING
======================
Present: A. Smith (chair), B. Jones, C. Lee [remote]
1. Agenda
   - Report of the ITU (see Annex A)
   10:15  Break`;
const AGENDA = `09:00 - 09:30  Registration
09:30 - 10:00  Opening: H.E. the Minister (Kenya), USG (UN DESA)
10:00 - 11:30  Panel I: AI governance & the GDC`;
const TABLE = `Country        Delegates    Region
-------------  -----------  -----------------
Brazil         12           GRULAC
South Africa   7            African Group`;

const DRAWING = `   +--------+        +--------+
   | Client |------->| Server |
   +--------+        +--------+
       +------ IGF ------+`;
const PACKET = `    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |     Code      |  Identifier   |            Length             |`;
const SHELL = `$ npm install gloss
added 12 packages in 3s
$ grep -rn "IGF" . | wc -l
12`;
const LOG = `2025-05-12T10:11:12.123Z INFO  [server] listening on port 8080
2025-05-12T10:11:14.789Z ERROR [igf] request failed id=42 status=500`;
const C = `int main(void) {
    igf_t *forum = igf_new();
    printf("IGF %d\n", forum->year);
}`;
const PYTHON = `def meet(forum, year):
    for host in forum.hosts:
        if host.year == year:
            return host.name`;
const YAML = `name: build
jobs:
  igf:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm test`;
const JSON_TEXT =
  '{"IGF": {"name": "Internet Governance Forum", "year": 2023, "host": "Japan"}, "list": [1, 2]}';
const DIFF = `--- a/igf.ts
+++ b/igf.ts
@@ -1,3 +1,3 @@
-const host = 'Kyoto';
+const host = 'Riyadh';`;
const SQL = `SELECT name, COUNT(*) FROM igf WHERE year = 2023 AND host <> 'Japan' GROUP BY name;
INSERT INTO igf (id, name) VALUES (1, 'Kyoto'), (2, 'Riyadh');`;
const CSV = `id,name,year,host
1,IGF,2023,Japan
2,WSIS,2025,Switzerland`;
const TRACE = `Traceback (most recent call last):
  File "igf.py", line 12, in <module>
    main()
  File "igf.py", line 8, in main
    raise ValueError("IGF not found")
ValueError: IGF not found`;

describe('preformatted text', () => {
  it.each([
    ['a mail with quotations', MAIL],
    ['a request for comments', RFC],
    ['minutes', MINUTES],
    ['an agenda', AGENDA],
    ['a table', TABLE],
    [
      'a share at the beginning of a line',
      'Of all of them,\n50% of the members\n$5 million, €3 million or more.',
    ],
    ['one sentence', 'The ministers of BRICS met.'],
    ['Persian', 'مجمع حکمرانی اینترنت در تهران برگزار شد.\nسازمان ملل متحد گفت: «این نشست مهم است.»'],
    ['Chinese', '联合国举行会议。各国代表讨论了互联网治理论坛的议程，\n并决定明年在日内瓦再次开会。'],
  ])('is prose if it is %s', (_, text) => {
    expect(isPlainProse(plain(text))).toBe(true);
  });

  it.each([
    ['a drawing', DRAWING],
    ['the fields of a packet', PACKET],
    ['a session at a prompt', SHELL],
    ['a log', LOG],
    ['C', C],
    ['Python', PYTHON],
    ['YAML', YAML],
    ['JSON', JSON_TEXT],
    ['a comparison', DIFF],
    ['SQL', SQL],
    ['values with commas between them', CSV],
    ['a trace', TRACE],
  ])('is code if it is %s', (_, text) => {
    expect(isPlainProse(plain(text))).toBe(false);
  });

  it.each([
    ['has code in it', '<pre><code>The BRICS met.</code></pre>'],
    ['has a key in it', '<pre>Press <kbd>x</kbd> for the BRICS.</pre>'],
    ['has the class of a highlighter', '<pre class="hljs">The BRICS met.</pre>'],
    ['names a language', '<pre class="lang-js">The BRICS met.</pre>'],
    [
      'is in a highlighter',
      '<div class="mw-highlight mw-highlight-lang-python"><pre>The BRICS met.</pre></div>',
    ],
    ['is close to a highlighter', '<figure class="highlight"><div><pre>The BRICS met.</pre></div></figure>'],
  ])('is code if it %s', (_, html) => {
    expect(isPlainProse(pre(html))).toBe(false);
  });

  it('is prose where classes only look like those of code', () => {
    for (const name of ['screen-wide', 'language-en', 'codex', 'highlights'])
      expect(isPlainProse(pre(`<div class="${name}"><pre>The BRICS met.</pre></div>`))).toBe(true);
  });

  it('is decided by its beginning', () => {
    const element = plain('The ministers of BRICS met. '.repeat(200));
    element.append(C.repeat(5_000));
    expect(isPlainProse(element)).toBe(true);
    const nodes = pre('<pre></pre>');
    for (let at = 0; at < 1_000; at++) nodes.append(document.createTextNode('The BRICS. '));
    const code = document.createElement('code');
    nodes.append(code);
    expect(isPlainProse(nodes)).toBe(true);
  });
});
