/**
 * How ordinary a word is in its language, by tables of its most frequent words (`assets/words`). A table is loaded
 * only where a glossary with forms in its language is read. Words are compared as the matcher reads them, so plurals,
 * Russian cases and the Arabic article do not count.
 */
import { tokenise } from '../../mentions/tokenise';
import { createTokens } from '../../mentions/tokens';
import { gunzipped } from '../../platform/gzip';
import { Once } from '../../platform/once';

/** 0: not among the most frequent words; 1: to rank 20,000 (10,000 in ru, fa, ar); 2: to 4,000; 3: to 1,000. */
export type Grade = 0 | 1 | 2 | 3;

/** A table is kept when it was loaded: files come several at once. */
const TABLES: Readonly<Record<string, Once<Table>>> = {
  en: tableOf('en', () => import('../../../assets/words/en.txt?raw')),
  fr: tableOf('fr', () => import('../../../assets/words/fr.txt?raw')),
  es: tableOf('es', () => import('../../../assets/words/es.txt?raw')),
  fa: tableOf('fa', () => import('../../../assets/words/fa.txt?raw')),
  ar: tableOf('ar', () => import('../../../assets/words/ar.txt?raw')),
  ru: tableOf('ru', () => import('../../../assets/words/ru.txt?raw')),
  zh: tableOf('zh', () => import('../../../assets/words/zh.txt?raw')),
  id: tableOf('id', () => import('../../../assets/words/id.txt?raw')),
};

function tableOf(lang: string, load: () => Promise<{ default: string }>): Once<Table> {
  return new Once(async () => read((await load()).default, lang));
}

/** A text without a language may be in any of these, by its script. */
const SCRIPTS: [script: RegExp, languages: string[]][] = [
  [/\p{sc=Han}/u, ['zh']],
  [/\p{sc=Cyrillic}/u, ['ru']],
  [/\p{sc=Arabic}/u, ['fa', 'ar']],
  [/\p{sc=Latin}/u, ['en', 'fr', 'es', 'id']],
];

/** The languages that a text may be in. */
function languagesOf(text: string, lang: string): readonly string[] {
  if (lang !== 'und') return [lang];
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? [];
}

/** Words of a long table. Those of Russian, Persian and Arabic have fewer than 9,000, and these languages more forms. */
const LONG = 12_000;

interface Table {
  /** By the hash of a word, as the matcher reads it. */
  words: Map<number, Grade>;
  /** By the word itself: Chinese is not read in words. */
  chinese: Map<string, Grade>;
}

/** The tables of the languages of a glossary. */
export class OrdinaryWords {
  readonly #tables: ReadonlyMap<string, Table>;
  /** The language of texts without one, by the first language of their script. */
  readonly #guessed = new Map<string, string>();
  readonly #tokens = createTokens(64);

  constructor(tables: ReadonlyMap<string, Table>) {
    this.#tables = tables;
  }

  /** Guesses in which language the texts without one are: the one whose most frequent words they have most. */
  guess(texts: readonly string[]): void {
    const counts = new Map<string, number>();
    for (const text of texts) {
      const { a, count } = tokenise(text, this.#tokens);
      for (const lang of languagesOf(text, 'und')) {
        const words = this.#tables.get(lang)?.words;
        let daily = 0;
        for (let i = 0; i < count; i++) if (words?.get(a[i] as number) === 3) daily++;
        counts.set(lang, (counts.get(lang) ?? 0) + daily);
      }
    }
    for (const [, languages] of SCRIPTS) {
      const [most] = languages.toSorted((x, y) => (counts.get(y) ?? 0) - (counts.get(x) ?? 0));
      if (most !== undefined && (counts.get(most) ?? 0) > 0) this.#guessed.set(languages[0] as string, most);
    }
  }

  #tablesOf(text: string, lang: string): Table[] {
    const languages = languagesOf(text, lang);
    const guessed = lang === 'und' ? this.#guessed.get(languages[0] ?? '') : undefined;
    return (guessed === undefined ? languages : [guessed]).flatMap((each) => this.#tables.get(each) ?? []);
  }

  /** Whether there is a table of the text's language that is long enough for its absent words to be no ordinary ones. */
  isLong(text: string, lang: string): boolean {
    const tables = this.#tablesOf(text, lang);
    return tables.length > 0 && tables.every(({ words, chinese }) => words.size + chinese.size >= LONG);
  }

  /** The grades of the words of a text. Chinese, which has no spaces, is one word. */
  gradesOf(text: string, lang: string): Grade[] {
    const tables = this.#tablesOf(text, lang);
    if (/^\p{sc=Han}+$/u.test(text)) return [highest(tables.map(({ chinese }) => chinese.get(text)))];
    const { a, count } = tokenise(text, this.#tokens);
    return Array.from({ length: count }, (_, i) =>
      highest(tables.map(({ words }) => words.get(a[i] as number))),
    );
  }

  /** The grade of a single word; 0 for a text of several. */
  gradeOf(text: string, lang: string): Grade {
    const grades = this.gradesOf(text, lang);
    return grades.length === 1 ? (grades[0] as Grade) : 0;
  }
}

function highest(grades: readonly (Grade | undefined)[]): Grade {
  return Math.max(0, ...grades.map((grade) => grade ?? 0)) as Grade;
}

/** Loads the tables for texts of these languages; of `und`, by the script of the texts. About 5 ms a table. */
export async function ordinaryWords(said: Iterable<{ text: string; lang: string }>): Promise<OrdinaryWords> {
  // Acronyms are compared with English words in every language.
  const needed = new Set(['en']);
  for (const { text, lang } of said) for (const each of languagesOf(text, lang)) needed.add(each);
  const tables = new Map<string, Table>();
  for (const lang of needed) {
    if (Object.hasOwn(TABLES, lang)) tables.set(lang, await (TABLES[lang] as Once<Table>).get());
  }
  return new OrdinaryWords(tables);
}

async function read(base64: string, lang: string): Promise<Table> {
  const bytes = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
  const table: Table = { words: new Map(), chinese: new Map() };
  const tokens = createTokens();
  for (const [at, line] of (await gunzipped(bytes)).split('\n').entries()) {
    const grade = (3 - at) as Grade;
    if (lang === 'zh') for (const word of line.split(' ')) table.chinese.set(word, grade);
    else {
      const { a, count } = tokenise(line, tokens);
      for (let i = 0; i < count; i++)
        if (!table.words.has(a[i] as number)) table.words.set(a[i] as number, grade);
    }
  }
  return table;
}
