/** The memory of the whole browser with and without Gloss, beside extensions that do nothing. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../numbers';
import { corpus } from '../pages';
import type { Part } from '../part';
import { installed, type Memory, memoryAfter } from '../whole-browser';

const RUNS = 3;
/** Time from the start of the browser to the measurement, ms. */
const SETTLED = 60_000;
const PAGE = 'udhr__fra.html';
/**
 * Time (s) after which the page of the second state loads again. The background of the first load is asleep by then, so
 * one that has just woken is measured.
 */
const AGAIN = 45;

const NONE = 'no extension';
const NOTHING = 'an extension that does nothing';
const ASKED = 'the same, and each page asks its background';
const SAME = 'the same with the bytes of Gloss, of which nothing runs';
const GLOSS = 'Gloss';

const ASK = 'chrome.runtime.sendMessage(0);';
const ANSWER = 'chrome.runtime.onMessage.addListener((message, from, answer) => { answer(0); });';

/** Writes an extension of a background and a content script. Returns its folder. */
function extension(folder: string, name: string, background: string, page: string): string {
  const dir = join(folder, name);
  mkdirSync(dir);
  const manifest = {
    manifest_version: 3,
    name,
    version: '1',
    background: { service_worker: 'background.js' },
    content_scripts: [
      { matches: ['http://*/*', 'https://*/*'], js: ['page.js'], run_at: 'document_idle', all_frames: true },
    ],
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(dir, 'background.js'), background);
  writeFileSync(join(dir, 'page.js'), page);
  return dir;
}

export const memory: Part = async (bench) => {
  const home = mkdtempSync(join(tmpdir(), 'gloss-memory-'));
  const ours = (file: string) => readFileSync(join(bench.build, file), 'utf8');
  const unused = (code: string) => `\nfunction unused() {\n${code}\n}\n`;
  const text = readFileSync(join(corpus('pages'), PAGE), 'utf8');
  bench.pages.add('again', `<meta http-equiv="refresh" content="${AGAIN}">${text}`);
  try {
    bench.say('memory: profiles');
    const first = () => bench.pages.at('plain', PAGE);
    const profiles: Record<string, string> = {
      [NONE]: await installed(join(home, 'p-none'), first()),
      [NOTHING]: await installed(join(home, 'p-nothing'), first(), extension(home, 'nothing', '', '')),
      [ASKED]: await installed(join(home, 'p-asked'), first(), extension(home, 'asked', ANSWER, ASK)),
      [SAME]: await installed(
        join(home, 'p-same'),
        first(),
        extension(home, 'same', ANSWER + unused(ours('background.js')), ASK + unused(ours('reader.js'))),
      ),
      [GLOSS]: await installed(join(home, 'p-gloss'), first(), bench.build),
    };
    const table: (string | number | null)[][] = [];
    for (const [state, page] of [
      ['asleep', PAGE],
      ['awake', 'again'],
    ] as const) {
      const found = new Map<string, Memory[]>();
      for (let run = 0; run < (bench.quick ? 1 : RUNS); run++)
        for (const [name, profile] of Object.entries(profiles)) {
          bench.say(`memory: ${state}, ${name}, ${run + 1}`);
          const measured = await memoryAfter(SETTLED, profile, bench.pages.at('plain', page));
          found.set(name, [...(found.get(name) ?? []), measured]);
        }
      const of = (name: string, figure: (memory: Memory) => number) => (found.get(name) ?? []).map(figure);
      const over = (name: string, figure: (memory: Memory) => number) =>
        median(of(name, figure)) - median(of(NONE, figure));
      for (const name of Object.keys(profiles)) {
        const all = of(name, ({ pss }) => pss);
        table.push([
          state,
          name,
          median(all),
          Math.max(...all) - Math.min(...all),
          over(name, ({ pss }) => pss),
          over(name, ({ anonymous }) => anonymous),
          median(of(name, ({ extension }) => extension)),
          over(name, ({ cpu }) => cpu),
        ]);
      }
    }
    return {
      rows: {},
      tables: [
        {
          title: 'Memory of the whole browser',
          text:
            `MiB of all processes of a browser 60 s after its start, PSS; medians of ${RUNS} interleaved runs, and the spread. Gloss was ` +
            'installed in an earlier session and no debugger is attached. *Asleep*: one page was opened at the start, and the ' +
            `background has been stopped since. *Awake*: the page loaded again after ${AGAIN} s, so the background woke shortly before. ` +
            '*Over* is over no extension; *anonymous* is what is in no file, which other browsers on the machine do not change; ' +
            'CPU is of all processes since the start, ms.',
          columns: [
            'state',
            'extension',
            'PSS',
            'spread',
            'over',
            'over, anonymous',
            'its process',
            'CPU over',
          ],
          rows: table,
        },
      ],
    };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};
