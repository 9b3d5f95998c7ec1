/**
 * Guesses the encoding of text from before Unicode: Western European, Cyrillic, Arabic (and Persian), or Chinese.
 * Each candidate decodes the words that are not ASCII; a wrong one makes words of mixed scripts, of capitals after
 * small letters, of letters that such words do not have. The candidate with the best words wins.
 */

const CANDIDATES = ['windows-1252', 'windows-1251', 'windows-1256', 'gb18030'] as const;
/** Bytes that are judged, at most: stretches around bytes above 127. */
const JUDGED = 1 << 16;
/** Bytes in which these are looked for. */
const SEARCHED = 1 << 24;
/** Bytes of a stretch. */
const STRETCH = 512;

/** What windows-1252 has at 0x80–0x9F; a point where it has nothing. */
const HIGH = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/**
 * A text that was decoded from windows-1252. Node 20, and some of 22 to 24, read it as ISO-8859-1, in which curly
 * quotation marks and dashes are control characters (nodejs/node#56542).
 */
export function mended(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (unit) => {
    const letter = HIGH[unit.charCodeAt(0) - 0x80] as string;
    return letter === '.' ? unit : letter;
  });
}

/** Never fails: a text in none of the four is read in one of them, wrongly, and the user has to say it. */
export function guessLegacy(bytes: Uint8Array): string {
  const sample = strange(bytes);
  let best: string = CANDIDATES[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const encoding of CANDIDATES) {
    const text = new TextDecoder(encoding).decode(sample);
    const score = scoreOf(encoding === 'windows-1252' ? mended(text) : text, encoding);
    // A draw goes to the first, the most frequent one.
    if (score > most + 0.02) [best, most] = [encoding, score];
  }
  return best;
}

/** Lines with bytes above 127: an English glossary may have a long ASCII beginning. */
function strange(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let at = 0; at < Math.min(bytes.length, SEARCHED) && size < JUDGED; ) {
    if ((bytes[at] as number) < 0x80) {
      at++;
      continue;
    }
    let start = at;
    while (start > 0 && at - start < STRETCH && (bytes[start - 1] as number) !== 10) start--;
    let end = at;
    while (end < bytes.length && end - at < STRETCH && (bytes[end] as number) !== 10) end++;
    parts.push(bytes.subarray(start, end), new Uint8Array([10]));
    size += end - start + 1;
    at = end + 1;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The share of good words among those that are not ASCII, minus the share of bad ones: -1 to 1. */
function scoreOf(text: string, encoding: (typeof CANDIDATES)[number]): number {
  const words = text.match(/[[A-Za-z\u0080-\uffff]--[«»“”„‘’‚–—…·•،؛؟。，、；：（）《》\u00a0]]+/gv) ?? [];
  let [sum, count] = [0, 0];
  for (const word of words) {
    if (/^[A-Za-z]*$/.test(word)) continue;
    // A Chinese word is a sentence long, and each of its characters is judged.
    const weight = encoding === 'gb18030' ? 1 : Math.min(word.length, 12);
    sum += weight * JUDGE[encoding](word);
    count += weight;
  }
  return count === 0 ? -1 : sum / count;
}

/** From -1, no such word, to 1. */
const JUDGE: Record<(typeof CANDIDATES)[number], (word: string) => number> = {
  // Few letters of a Western word bear accents, and no capital follows a small letter.
  'windows-1252': (word) => {
    if (!/^\p{sc=Latin}+$/u.test(word) || /\p{Ll}\p{Lu}/u.test(word)) return -1;
    const accented = word.replace(/[A-Za-z]/g, '').length;
    return accented * 2 <= word.length + 1 ? 1 : accented <= 2 && word.length <= 3 ? 0 : -1;
  },
  'windows-1251': (word) =>
    /^\p{sc=Cyrillic}+$/u.test(word) && /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(word) ? 1 : -1,
  'windows-1256': (word) => {
    if (/^(?:\p{sc=Arabic}|\p{Mn}|\u200c|\u200d|\u0640)+$/u.test(word)) return 1;
    // French letters are in this encoding too.
    return /^[A-Za-zàâçèéêëîïôùûüœ]+$/i.test(word) ? 0.9 : -1;
  },
  // The common characters stand first in the older standard that this one contains (GB 2312, level 1).
  gb18030: (word) => {
    const han = word.match(/\p{sc=Han}/gu) ?? [];
    if (han.length < word.replace(/[A-Za-z]/g, '').length) return -1;
    const common = han.filter((each) => COMMON.has(each)).length;
    return common / han.length >= 0.75 ? 1 : common / han.length >= 0.5 ? 0 : -1;
  },
};

/** The 3,755 common Chinese characters: those whose two bytes are B0–D7 and A1–FE. */
const COMMON = new Set(
  new TextDecoder('gb18030').decode(
    Uint8Array.from({ length: 40 * 94 * 2 }, (_, i) =>
      i % 2 === 0 ? 0xb0 + Math.floor(i / 188) : 0xa1 + ((i >> 1) % 94),
    ),
  ),
);
