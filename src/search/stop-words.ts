/**
 * Words of a query that say nothing of what is asked for: articles, prepositions, auxiliary verbs, and the
 * words of questions. In a query with other words they get a very low weight (`search.ts`).
 *
 * Left out on purpose: words that are also names of the subject (`un`, `us`, `ig`, `eco`, `itu`).
 */
import { wordsOf } from './words';

const STOP_WORDS = `
  a an the of in on at for to and or nor but if so than then as is are was were be been being am by with from about into over
  under between among through during against within without after before since until upon
  what which that this these those it its he she his her they them their there here we our you your i me my one ones any
  some all each every such other also just only not no yes very much many more most
  how often why does do did done doing can could may might must shall should will would has have had having
  s t mean means meaning definition define defined explain explained explanation describe tell know known called
  please use uses used
  le la les l des du de d et ou est sont a ont été que qu quoi quel quelle quels quelles qui dont où comment pourquoi ce c cet
  cette ces ça il elle ils elles on nous vous je se s sa son ses leur leurs au aux en dans par pour sur avec sans ne pas plus
  sert servent définition signifie dire explique expliquer entre
  el los las lo una unos unas del al y e o u es son fue fueron era ser está están que qué cuál cuáles cómo por para porqué
  con sin sobre entre se su sus este esta estos estas ese esa más no sí hay ha han sirve significa definición explicar en
  yang dan di ke dari pada untuk dengan oleh adalah ialah ini para apa apakah bagaimana mengapa kenapa arti maksud
  dalam atau tidak ada akan telah sudah bisa dapat tentang jelaskan
  و در از به را که با بر برای تا یا هم این آن چیست چه چیه یعنی چرا چگونه چطور است هست هستند بود بودند شد شده می شود باشد
  معنی معنای تعریف یک هر درباره دربارهٔ مورد کدام آیا توضیح
  في من على إلى عن مع أو ثم أن إن ما ماذا هو هي هم كان كانت يكون هذا هذه ذلك التي الذي الذين كيف لماذا هل أي معنى تعريف
  بين حول لدى قد لا
  и в во на по с со о об от до для из за к у же ли не но или а что чем чего это этот эта эти тот как какой какая какие
  каков почему зачем значит значение определение был была было были есть быть его ее их при между
  是什么 什么是 什么 为什么 怎么 如何 哪些 哪个 的 是 了 在 和 与 吗 有
  al ye take takes took part
  ist sind der die das und von zu wie warum ne nedir ve bir`;

/** Words that ask for a person, and for a time. They are stop words, too. */
const ASKING = {
  who: 'who whom whose qui quién quiénes quien siapa کیست کیستند کی چه‌کسی کسی من кто кого чей wer kim 谁 谁是 誰是',
  when: 'when quand cuándo cuando kapan kapankah کی متی متى когда wann 什么时候 何时 year date سال تاریخ',
} as const;

/** What a query asks for, by its question word. */
export type Asks = keyof typeof ASKING | undefined;

/** Normalised at the first query, because that takes 3 ms and most starts of the background have no query. */
let read: { stop: Set<string>; who: Set<string>; when: Set<string> } | undefined;

function lists() {
  const foldedOf = (list: string) =>
    new Set(
      list
        .trim()
        .split(/\s+/)
        .flatMap((word) => wordsOf(word).map(({ text }) => text)),
    );
  read ??= {
    stop: foldedOf(`${STOP_WORDS} ${ASKING.who} ${ASKING.when}`),
    who: foldedOf(ASKING.who),
    when: foldedOf(ASKING.when),
  };
  return read;
}

export function isStopWord(word: string): boolean {
  return lists().stop.has(word);
}

/** What the words of a query ask for. A word of two meanings (`کی`: who, when) asks for who. */
export function asksOf(words: string[]): Asks {
  const { who, when } = lists();
  if (words.length < 2) return undefined;
  if (words.some((word) => who.has(word))) return 'who';
  return words.some((word) => when.has(word)) ? 'when' : undefined;
}
