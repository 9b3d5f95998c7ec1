/** Stop words and question words. In a query with other words they get a very low weight (`search.ts`). */
import { wordsOf } from './words';

const STOP_WORDS = `
  a an the of in on at for to and or is are was were be by with from about what who whom which where when why how does do did
  mean means meaning definition define explain
  le la les l un une des du de d et ou est sont que qu quoi quel quelle qui comment pourquoi ce ça définition signifie
  el los las lo una del y es son qué quién cuál cómo por para significa definición en
  yang dan di ke dari apa siapa adalah bagaimana mengapa arti
  و در از به را که چیست چه کیست کیستند یعنی چرا چگونه است معنی
  في من على إلى عن ما ماذا هو هي من كيف لماذا معنى تعريف
  и в во на по с о что такое кто как это почему значит определение
  是什么 什么是 谁是 的`;

/** Normalised at the first query, because that takes 3 ms and most starts of the background have no query. */
let stopWords: Set<string> | undefined;

export function isStopWord(word: string): boolean {
  stopWords ??= new Set(
    STOP_WORDS.trim()
      .split(/\s+/)
      .flatMap((word) => wordsOf(word).map(({ text }) => text)),
  );
  return stopWords.has(word);
}
