/**
 * What columns are called, in the languages of the spreadsheets that people have: English, French, Spanish, Persian,
 * Arabic, Russian, Chinese, Indonesian, German, Portuguese and Italian.
 */
import { isLanguageCode, languageNamed, languageOf } from '../languages';

/** What a column holds. */
const ROLES = [
  /** What names the term in the file, the same whenever it is read. */
  'id',
  /** The term. In a table with rows for languages, the term in the row's language. */
  'term',
  /** The heading of the term's card, where the forms have a column of their own that says them all. */
  'label',
  /** The full name, where the term is an abbreviation. */
  'name',
  /** All forms of the row's language, or all but the term. */
  'forms',
  'synonyms',
  /** The language of the row. */
  'language',
  'definition',
  /** What the thing is in one line. */
  'gist',
  /** A sentence about it. */
  'statement',
  /** What the source of the row is called, and where it is. */
  'source',
  'address',
  /** When the row was last known to be true. */
  'asOf',
  /** Other terms, by id or term. */
  'related',
  /** One of our kinds of terms. */
  'kind',
  /** Nothing that is read. */
  'none',
] as const;
export type Role = (typeof ROLES)[number];

/** A column's header, as far as it is understood. `lang`: the language that it names. */
export interface Header {
  role: Role;
  lang?: string;
}

const NAMES: Partial<Record<Role, string>> = {
  id: `id, ids, identifier, term id, concept id, entry id, code, key, uri, iri, concept uri, notation, identifiant,
    identificador, شناسه, کد, المعرف, معرف, رمز, идентификатор, код, 编号, 編號, 标识, 標識, pengenal, kennung, codice`,
  term: `term, terms, word, words, entry, headword, concept, concepts, keyword, phrase, expression, preferred term,
    pref label, preflabel, preferred label, lemma, terme, termes, mot, notion, intitulé, libellé, vocable, término,
    términos, termino, palabra, concepto, expresión, اصطلاح, اصطلاحات, واژه, واژگان, کلمه, لغت, عبارت, مدخل, مفهوم,
    المصطلح, مصطلح, المصطلحات, الكلمة, كلمة, المفردة, مفردة, التعبير, المفهوم, термин, термины, слово, понятие,
    выражение, 术语, 術語, 词, 詞, 词条, 詞條, 词语, 詞語, 名词, 名詞, 概念, 用语, 用語, istilah, kata, lema, konsep,
    begriff, wort, terminus, benennung, fachbegriff, stichwort, termo, palavra, conceito, termine, parola, concetto`,
  label: 'label, heading, title, titre, título, عنوان, العنوان, заголовок, 标题, 標題, judul, titel, titolo',
  name: `name, full name, full form, long form, long name, expansion, expanded form, spelled out, nom, nom complet,
    forme longue, nombre, nombre completo, نام, نام کامل, الاسم, الاسم الكامل, название, полное название,
    полное наименование, 全称, 全稱, 全名, nama, nama lengkap, kepanjangan, vollform, nome, nome completo`,
  forms: 'forms, all forms, formes, formas, شکل‌ها, صيغ, формы, 形式, bentuk, formen, forme',
  synonyms: `synonym, synonyms, alias, aliases, also, also called, also known as, aka, other form, other forms, other name, other names,
    alternative, alternatives, alternative term, alternative terms, alternative label, alt label, altlabel, variant,
    variants, abbreviation, abbreviations, acronym, acronyms, short form, abbr, synonyme, synonymes, variante,
    variantes, autres formes, autres noms, abréviation, abréviations, sigle, acronyme, sinónimo, sinónimos,
    otras formas, otros nombres, abreviatura, sigla, siglas, acrónimo, مترادف, مترادف‌ها, مترادفها, هم‌معنی,
    شکل‌های دیگر, نام‌های دیگر, کوته‌نوشت, سرواژه, اختصار, علامت اختصاری, مرادف, المرادف, مرادفات, المرادفات,
    صيغ أخرى, أسماء أخرى, الاختصار, المختصر, синоним, синонимы, варианты, другие формы, другие названия, сокращение,
    аббревиатура, 同义词, 同義詞, 别名, 別名, 缩写, 縮寫, 简称, 簡稱, 其他形式, 其他名称, sinonim, bentuk lain,
    nama lain, singkatan, akronim, synonyme, abkürzung, abkürzungen, kurzform, weitere formen, sinônimo, sinônimos,
    abreviação, sinonimo, sinonimi, abbreviazione`,
  language: `language, lang, languages, locale, language code, langue, idioma, lengua, زبان, اللغة, لغة, язык, 语言,
    語言, 语种, 語種, bahasa, kode bahasa, sprache, língua, lingua`,
  definition: `definition, definitions, def, meaning, description, explanation, what it is, what it means, gloss,
    définition, définitions, signification, sens, explication, définition et explication, definición, definiciones,
    significado, descripción, explicación, تعریف, معنی, معنا, توضیح, توضیحات, شرح, التعريف, تعريف, المعنى, معنى,
    الشرح, الوصف, التوضيح, определение, значение, описание, толкование, пояснение, 定义, 定義, 释义, 釋義, 解释, 解釋,
    含义, 含義, 说明, 說明, 描述, definisi, arti, makna, pengertian, penjelasan, keterangan, deskripsi, bedeutung,
    erklärung, beschreibung, erläuterung, definição, descrição, definizione, significato, descrizione, spiegazione`,
  gist: `gist, short definition, short description, summary, in brief, in short, one line, définition courte, résumé,
    en bref, definición corta, resumen, en breve, خلاصه, چکیده, ملخص, باختصار, кратко, краткое определение, 简述, 簡述,
    摘要, ringkasan, definisi singkat, kurzdefinition, kurz, resumo, riassunto`,
  statement: `statement, statements, note, notes, comment, comments, remark, remarks, scope note, scopenote, usage,
    usage note, example, context, énoncé, remarque, remarques, commentaire, usage et contexte, exemple, contexte, nota,
    notas, observación, observaciones, comentario, ejemplo, یادداشت, ملاحظات, نکته, مثال, ملاحظة, ملاحظات, تعليق,
    примечание, примечания, комментарий, пример, 备注, 備註, 注释, 註釋, 例子, catatan, komentar, contoh, anmerkung,
    anmerkungen, bemerkung, hinweis, beispiel, observação, osservazione`,
  source: `source, sources, reference, references, citation, origin, document, référence, références, fuente, fuentes,
    referencia, منبع, منابع, مأخذ, مرجع, المصدر, مصدر, المصادر, المرجع, источник, источники, ссылка на источник, 来源,
    來源, 出处, 出處, sumber, rujukan, referensi, quelle, quellen, fonte, fonti, referência`,
  address: `address, url, link, web, website, web address, href, source url, lien, adresse, enlace, dirección,
    sitio web, نشانی, پیوند, لینک, آدرس, الرابط, رابط, العنوان الإلكتروني, ссылка, адрес, сайт, 链接, 連結, 網址, 网址,
    tautan, alamat, situs, indirizzo, endereço`,
  asOf: `as of, date, year, updated, last updated, last modified, date de mise à jour, année, fecha, año, actualizado,
    تاریخ, سال, التاريخ, تاريخ, السنة, дата, год, 日期, 年份, tanggal, tahun, datum, jahr, stand, data, ano, anno`,
  related: `related, related term, related terms, see also, see, broader, narrower, cf, voir, voir aussi, termes liés,
    termes associés, véase, véase también, términos relacionados, relacionados, مرتبط, نیز ببینید, واژه‌های مرتبط,
    ذات صلة, انظر أيضا, مصطلحات ذات صلة, см также, связанные термины, 相关, 相關, 参见, 參見, 相关术语, terkait,
    lihat juga, istilah terkait, verwandt, siehe auch, verwandte begriffe, ver também, vedi anche`,
  kind: 'kind',
};

const roles = new Map<string, Role>();
for (const [role, list] of Object.entries(NAMES))
  for (const name of list.split(',')) if (!roles.has(folded(name))) roles.set(folded(name), role as Role);

/** Lower case, without accents, points and punctuation; words separated by single spaces. */
function folded(text: string): string {
  return text
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Longest header that is looked at, UTF-16 units: a longer cell is no header. */
const LONGEST = 80;

/**
 * What a header says: `Term`, `term_en`, `Definition (fr)`, `altLabel@fa`, `English term`, `Synonym 2`, `fr`,
 * `Français`, `英文术语`. `undefined` if it says nothing that is known.
 */
export function headerOf(cell: string): Header | undefined {
  if (cell.length > LONGEST) return undefined;
  const name = folded(cell).replace(/ ?\d{1,2}$/, '');
  if (name === '') return undefined;
  const role = roles.get(name) ?? roles.get(name.replaceAll(' ', ''));
  if (role !== undefined) return { role };
  const alone = languageIn(cell.trim(), name);
  if (alone !== undefined) return { role: 'term', lang: alone };
  return withLanguage(name.split(' ')) ?? withoutSpaces(name);
}

/** A tag with its region (`pt-BR`), or a language's name. */
function languageIn(written: string, name: string): string | undefined {
  return isLanguageCode(written) ? languageOf(written) : languageNamed(name);
}

/** A role and a language beside it, which has one or two words. */
function withLanguage(words: string[]): Header | undefined {
  for (const size of [1, 2]) {
    if (words.length <= size) break;
    const parts = [
      [words.slice(0, -size), words.slice(-size)],
      [words.slice(size), words.slice(0, size)],
    ];
    for (const [rest = [], tongue = []] of parts) {
      const lang = languageIn(tongue.join('-'), tongue.join(' '));
      const role = roles.get(rest.join(' ')) ?? roles.get(rest.join(''));
      if (lang !== undefined && role !== undefined) return { role, lang };
    }
  }
  return undefined;
}

/** Chinese puts the language before the role, without a space. */
function withoutSpaces(name: string): Header | undefined {
  if (!/^\p{sc=Han}{3,8}$/u.test(name)) return undefined;
  const lang = languageNamed(name.slice(0, 2));
  const role = roles.get(name.slice(2));
  return lang !== undefined && role !== undefined ? { role, lang } : undefined;
}
