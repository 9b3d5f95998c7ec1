/**
 * Character classes and case folding, by UTF-16 unit. Both tables are filled on demand, one unit at a time.
 * So start-up costs nothing, and plain text touches only a few cache lines.
 *
 * | folding rule | example | becomes |
 * |---|---|---|
 * | letter case | `Internet` | `internet` |
 * | Latin diacritics | `télécommunications`, also decomposed | `telecommunications` |
 * | compatibility letters: full-width, Arabic presentation forms, | | |
 * | first letter of a ligature | `ＩＴＵ`, `ﻻ` | `itu`, `ل` |
 * | Cyrillic yo and short i (decomposed text writes a mark) | `ё й` | `е и` |
 * | alef with hamza, madda or wasla | `أ إ آ ٱ` | `ا` |
 * | Arabic and Persian yeh, alef maqsura, yeh with hamza | `ي ى ئ` | `ی` |
 * | kaf | `ك` | `ک` |
 * | teh marbuta, heh with yeh | `ة ۀ ە` | `ه` |
 * | waw with hamza | `ؤ` | `و` |
 * | traditional Chinese characters frequent in names | `聯合國` | `联合国` |
 * | Arabic-Indic and Persian digits | `٢ ۲` | `2` |
 * | combining marks, harakat, tatweel, soft hyphen, joiners, | | |
 * | direction marks | `اُمَّة`, `ســازمان` | dropped |
 *
 * Rules that need a whole word (inflection, particles, plurals) are in `words.ts`. `tokenise.ts` uses the
 * classes below to decide what separates words. Not done: folding of letters outside the Basic Multilingual
 * Plane, which separate words.
 */

/** A separator that makes no difference between two spellings: white space, hyphens, dashes, apostrophes. */
const SOFT = 1;
/** Punctuation and symbols. A form matches them only if it contains the same. */
export const HARD = 2;
/** Dropped everywhere. */
export const IGNORED = 3;
/** Zero-width non-joiner: separates the parts of a Persian word. */
export const ZWNJ = 4;
/** A letter or digit of a script that puts spaces between words. */
export const LETTER = 5;
/** A letter of the Arabic script. */
export const ARABIC = 6;
/** A letter of the Cyrillic script. */
export const CYRILLIC = 7;
/** A character of a script without spaces; one token by itself. */
export const IDEOGRAPH = 8;

const HAS_CASE_LOWER = 16;
const HAS_CASE_UPPER = 32;
const IS_DIGIT = 64;
const CLASS_MASK = 15;

/** Bits that `kindOf` adds to the class, and the mask of the class. */
export const LOWER = HAS_CASE_LOWER;
export const UPPER = HAS_CASE_UPPER;
export const DIGIT = IS_DIGIT;
export const CLASS = CLASS_MASK;

const kinds = new Uint8Array(65536);
const folds = new Uint16Array(65536);

const ARABIC_FOLDS = new Map<number, string>([
  ...[...'أإآٱٲٳ'].map((c): [number, string] => [c.charCodeAt(0), 'ا']),
  ...[...'يىئےېۍ'].map((c): [number, string] => [c.charCodeAt(0), 'ی']),
  ...[...'كڪ'].map((c): [number, string] => [c.charCodeAt(0), 'ک']),
  ...[...'ةۀەہۂۃھ'].map((c): [number, string] => [c.charCodeAt(0), 'ه']),
  ...[...'ؤۆۇ'].map((c): [number, string] => [c.charCodeAt(0), 'و']),
]);

const LATIN_FOLDS = new Map<string, string>([
  ['ı', 'i'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ß', 's'],
  ['æ', 'a'],
  ['œ', 'o'],
]);

/**
 * Pairs of a traditional and a simplified character. Not a dictionary: only the few hundred frequent in names
 * of bodies and concepts.
 */
const CHINESE_FOLDS = new Map(
  (
    '聯联 國国 際际 電电 訊讯 網网 絡络 論论 壇坛 會会 議议 組组 織织 經经 濟济 業业 貿贸 書书 長长 處处 務务 員员 環环 關关 係系 發发 ' +
    '開开 術术 標标 準准 護护 維维 權权 則则 規规 範范 習习 學学 園园 類类 數数 據据 據据 責责 資资 產产 運运 動动 營营 領领 導导 與与 ' +
    '專专 門门 構构 機机 協协 調调 戰战 爭争 擊击 敵敌 衛卫 駐驻 軍军 隊队 東东 亞亚 歐欧 盧卢 蘭兰 羅罗 馬马 聖圣 義义 個个 們们 區区 ' +
    '應应 對对 話话 說说 談谈 謝谢 識识 認认 證证 設设 計计 記记 許许 評评 試试 誤误 請请 謀谋 講讲 譯译 讓让 變变 邊边 還还 這这 進进 ' +
    '過过 達达 遠远 選选 遷迁 適适 遺遗 郵邮 鄉乡 釋释 錢钱 鐵铁 鏈链 銀银 錄录 鎖锁 鍵键 鑑鉴 陸陆 陽阳 階阶 隱隐 難难 雲云 靈灵 靜静 ' +
    '響响 頁页 項项 順顺 預预 頻频 題题 額额 願愿 風风 飛飞 餘余 驗验 體体 點点 黨党 齊齐 龍龙 倫伦 偉伟 側侧 傳传 傷伤 價价 優优 ' +
    '創创 劃划 劇剧 勞劳 勢势 勵励 勝胜 單单 圍围 團团 圖图 場场 壓压 壯壮 報报 實实 寫写 審审 寬宽 寶宝 將将 尋寻 導导 層层 屬属 島岛 ' +
    '師师 帶带 幣币 幫帮 廣广 庫库 廳厅 強强 彈弹 徑径 從从 後后 復复 徵征 態态 慮虑 慶庆 憲宪 應应 戲戏 擇择 擔担 擴扩 據据 損损 ' +
    '攜携 攝摄 敗败 於于 時时 曆历 條条 極极 樂乐 樣样 橋桥 檢检 歷历 歸归 殘残 殺杀 決决 沒没 況况 測测 減减 滿满 漢汉 潛潜 為为 無无 ' +
    '熱热 爾尔 狀状 獨独 獲获 現现 環环 療疗 盡尽 監监 盤盘 眾众 確确 礎础 禮礼 種种 稱称 穩稳 積积 窮穷 競竞 築筑 簡简 簽签 糧粮 紀纪 ' +
    '約约 級级 納纳 純纯 紙纸 細细 終终 結结 給给 統统 綜综 綱纲 線线 編编 縮缩 總总 績绩 繼继 續续 罰罚 聞闻 聲声 職职 聽听 脅胁 腦脑 ' +
    '興兴 舉举 舊旧 萬万 葉叶 蘇苏 號号 虛虚 衝冲 補补 裝装 見见 視视 覽览 觀观 訂订 託托 訓训 訪访 該该 詞词 誠诚 誰谁 課课 諾诺 謂谓 ' +
    '貝贝 負负 財财 貢贡 貧贫 貨货 販贩 貫贯 費费 貸贷 賓宾 賞赏 賢贤 質质 賴赖 購购 贊赞 趙赵 車车 軟软 軸轴 較较 載载 輔辅 輕轻 輪轮 ' +
    '輯辑 輸输 轉转 辦办 農农 連连 遲迟 鄰邻 釣钓 銷销 鏡镜 閉闭 間间 閱阅 隨随 險险 雙双 雜杂 離离 韓韩 須须 顧顾 顯显 飯饭 養养 館馆 ' +
    '駛驶 驅驱 驚惊 魚鱼 鮮鲜 鳥鸟 麥麦 黃黄 僑侨'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

const CYRILLIC_FOLDS = new Map([
  ['ё', 'е'],
  ['й', 'и'],
]);

const SOFT_MARKS = new Set([..."-‐‑‒–—―−－﹣'’‘ʼʻ`´＇־"].map((c) => c.charCodeAt(0)));

/** The class of a unit (`kind & CLASS`) with its case and digit bits. */
export function kindOf(unit: number): number {
  return kinds[unit] || classify(unit);
}

/**
 * The tables themselves, for the tokeniser's inner loop. An entry is 0 until the first `kindOf` of its unit.
 */
export const KINDS: Uint8Array = kinds;
export const FOLDS: Uint16Array = folds;

function classify(unit: number): number {
  const char = String.fromCharCode(unit);
  let kind: number;
  let fold = unit;
  if (unit === 0x200c) kind = ZWNJ;
  else if (isIgnored(unit, char)) {
    kind = IGNORED;
    fold = 0;
  } else if (/\s/u.test(char) || SOFT_MARKS.has(unit)) kind = SOFT;
  else if (/[\p{L}\p{N}\p{M}_]/u.test(char)) {
    fold = foldLetter(unit, char);
    kind = scriptOf(char);
    const base = char.normalize('NFKC').charAt(0);
    if (/\p{Lu}|\p{Lt}/u.test(base)) kind |= HAS_CASE_UPPER;
    else if (/\p{Ll}/u.test(base)) kind |= HAS_CASE_LOWER;
    if (/\p{Nd}/u.test(char)) kind |= IS_DIGIT;
  } else kind = HARD;
  kinds[unit] = kind;
  folds[unit] = fold;
  return kind;
}

/** Combining marks of Latin, Cyrillic and Arabic only. In Indic and other scripts, marks are vowels. */
const MARKS: readonly [number, number][] = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06ed],
  [0x08d3, 0x08ff],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
];
const TATWEEL = 0x640;

function isIgnored(unit: number, char: string): boolean {
  return unit === TATWEEL || /\p{Cf}/u.test(char) || MARKS.some(([from, to]) => unit >= from && unit <= to);
}

function scriptOf(char: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(char)) return IDEOGRAPH;
  if (/\p{Nd}/u.test(char)) return LETTER;
  if (/\p{Script=Arabic}/u.test(char)) return ARABIC;
  if (/\p{Script=Cyrillic}/u.test(char)) return CYRILLIC;
  return LETTER;
}

/** The folded form of a letter. The letter itself if the rules would give something that is not a letter. */
function foldLetter(unit: number, char: string): number {
  if (/\p{Nd}/u.test(char)) return 48 + digitValue(unit);
  const lower = (char.normalize('NFKC').charAt(0) || char).toLowerCase().charAt(0);
  const arabic = ARABIC_FOLDS.get(lower.charCodeAt(0));
  if (arabic) return arabic.charCodeAt(0);
  const chinese = CHINESE_FOLDS.get(lower);
  if (chinese) return chinese.charCodeAt(0);
  const cyrillic = CYRILLIC_FOLDS.get(lower);
  if (cyrillic) return cyrillic.charCodeAt(0);
  if (/\p{Script=Cyrillic}/u.test(lower)) return lower.charCodeAt(0);
  const base = lower.normalize('NFD').charAt(0);
  const folded = (LATIN_FOLDS.get(base) ?? base).charCodeAt(0);
  if (folded === unit) return unit;
  return (kindOf(folded) & CLASS) < LETTER ? unit : (folds[folded] as number);
}

/**
 * The value of a decimal digit. Unicode has the digits of a script in runs of ten, so this counts back to the
 * first.
 */
function digitValue(unit: number): number {
  let zero = unit;
  while (unit - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return unit - zero;
}

for (let unit = 0; unit < 128; unit++) classify(unit);
