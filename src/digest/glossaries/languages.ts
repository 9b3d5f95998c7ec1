/** Languages as files name them: tags, codes of three letters, names in several languages. */

/** Languages whose names are known, in each of the languages of `NAMED_IN`. */
const KNOWN = (
  'en fr es fa ar ru zh id de it pt nl pl tr uk sv da no nb fi cs sk sl hr sr bs bg ro hu el he hi bn ur ps ku tg uz ' +
  'kk az hy ka th vi ms ja ko sw am so ha yo zu af sq mk mt ga cy eu ca gl et lv lt is la eo my km lo ne si ta te ml ' +
  'kn mr gu pa mn'
).split(' ');
const NAMED_IN = ['en', 'fr', 'es', 'fa', 'ar', 'ru', 'zh', 'id', 'de', 'pt', 'it'];
/** Names that the browser writes otherwise. */
const MORE: Record<string, string> = {
  ...{ farsi: 'fa', persian: 'fa', 'bahasa indonesia': 'id', bahasa: 'id', mandarin: 'zh' },
  ...{
    castellano: 'es',
    espanol: 'es',
    francais: 'fr',
    العربية: 'ar',
    عربي: 'ar',
    عربى: 'ar',
    русский: 'ru',
  },
  ...{
    по_русски: 'ru',
    中文: 'zh',
    汉语: 'zh',
    漢語: 'zh',
    简体中文: 'zh',
    繁體中文: 'zh',
    英文: 'en',
    法文: 'fr',
  },
  ...{
    إنجليزي: 'en',
    انجليزي: 'en',
    الانجليزية: 'en',
    الإنكليزية: 'en',
    الانكليزية: 'en',
    فرنسي: 'fr',
    فارسی: 'fa',
  },
};

let names: Map<string, string> | undefined;

/** The language that bears a name, as a primary subtag; `undefined` if none is known. */
export function languageNamed(name: string): string | undefined {
  names ??= namesOfLanguages();
  return names.get(folded(name));
}

/** Lower case, without accents and points. */
function folded(name: string): string {
  return name.slice(0, 60).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Takes about 20 ms, once, and only where a table or a language is not written as a tag. */
function namesOfLanguages(): Map<string, string> {
  const found = new Map<string, string>();
  for (const tongue of NAMED_IN) {
    const display = new Intl.DisplayNames(tongue, { type: 'language', fallback: 'none' });
    for (const code of KNOWN) {
      const name = display.of(code);
      if (name !== undefined) found.set(folded(name), code);
    }
  }
  for (const [name, code] of Object.entries(MORE)) found.set(folded(name), code);
  return found;
}

const TAG = /^[a-z]{2,3}(?:[-_][a-z\d]{1,8})*$/i;
/** Codes of ISO 639-2 for no language. */
const NONE = new Set(['und', 'mul', 'zxx', 'mis']);
/** Answers that are kept: files name few languages, and a hostile one may name a million. */
const MOST_KEPT = 500;
const kept = new Map<string, string | undefined>();

/**
 * The primary subtag of a language tag, in its shortest form (`eng`, `en_GB` and `EN` are `en`); or of a language's
 * name. `und` where the file says that there is none. `undefined` if it is neither.
 */
export function languageOf(written: string): string | undefined {
  const known = kept.get(written);
  if (known !== undefined || kept.has(written)) return known;
  const found = primary(written.trim()) ?? languageNamed(written);
  if (kept.size < MOST_KEPT) kept.set(written, found);
  return found;
}

function primary(tag: string): string | undefined {
  if (!TAG.test(tag) || tag.length > 35) return undefined;
  const [first = ''] = tag.toLowerCase().split(/[-_]/, 1);
  if (NONE.has(first)) return 'und';
  try {
    return new Intl.Locale(first).language;
  } catch {
    return undefined;
  }
}

/** Whether a text is the code of a language that is known: `en`, `eng`, `pt-BR`. Words of two letters are not. */
export function isLanguageCode(text: string): boolean {
  const code = primary(text.trim());
  return code !== undefined && (code === 'und' || KNOWN.includes(code));
}

/** Scripts that say which language it is, or nearly so. Persian is known by its own letters. */
const BY_SCRIPT: [lang: string, pattern: RegExp][] = [
  ['ja', /[\u3041-\u30ff]/],
  ['ko', /[\uac00-\ud7a3]/],
  ['zh', /\p{sc=Han}/u],
  ['fa', /[\u067e\u0686\u0698\u06af\u06a9\u06cc]/],
  ['ar', /[\u0643\u0649\u064a\u0629\u0623\u0625]/],
  ['he', /\p{sc=Hebrew}/u],
  ['el', /\p{sc=Greek}/u],
  ['uk', /[іїєґ]/i],
  ['ru', /[ыэёъ]/i],
  ['th', /\p{sc=Thai}/u],
];

/**
 * The language of a text where only its letters tell it: Persian, Arabic, Russian, Chinese and others; `undefined`
 * for Latin letters, which many languages share.
 */
function languageByScript(text: string): string | undefined {
  if (/^[\x20-\x7e]*$/.test(text)) return undefined;
  const start = text.slice(0, 2_000);
  const other = start.replace(/[^\p{L}]/gu, '').replace(/[\p{sc=Latin}]/gu, '').length;
  const latin = start.replace(/[^\p{sc=Latin}]/gu, '').length;
  // A Greek letter in an English sentence makes it no Greek one.
  return other * 2 < latin ? undefined : BY_SCRIPT.find(([, pattern]) => pattern.test(start))?.[0];
}

/** Languages that share letters, by the name of their script; any other that is not written in Latin letters. */
const SCRIPTS: [script: string, languages: Set<string>][] = [
  ['Arabic', new Set('ar fa ur ps ku'.split(' '))],
  ['Cyrillic', new Set('ru uk bg sr mk be tg kk mn ky'.split(' '))],
];
const OTHERS = new Set('zh he el hi bn hy ka th ja ko am my km lo ne si ta te ml kn mr gu pa'.split(' '));

function scriptOf(lang: string): string {
  return SCRIPTS.find(([, languages]) => languages.has(lang))?.[0] ?? (OTHERS.has(lang) ? lang : 'Latin');
}

/**
 * The language of a text of which the file says none. `ofFile`: the file's own language, which is that of the text if
 * both have the same letters: an acronym in a Persian glossary is of any language, and Persian is often typed with
 * Arabic letters. `und` if nothing tells it.
 */
export function languageOfText(text: string, ofFile: string | undefined): string {
  const known = languageByScript(text);
  if (ofFile === undefined) return known ?? 'und';
  const script =
    known !== undefined
      ? scriptOf(known)
      : /\p{sc=Arabic}/u.test(text)
        ? 'Arabic'
        : /\p{sc=Cyrillic}/u.test(text)
          ? 'Cyrillic'
          : 'Latin';
  return script === scriptOf(ofFile) ? ofFile : (known ?? 'und');
}
