/** Expressions that are evaluated in a surface of Gloss: what could run there, and what it shows. */
import type { Page } from 'puppeteer-core';

/**
 * A list of what must not be in any surface: markup that loads or runs, made of somebody's text. Gloss's own
 * elements have no such names and attributes.
 */
export const surfaceProblems = `(() => {
  const problems = [];
  if ('__fired' in globalThis) problems.push('a string ran');
  const names = /^(?:img|image|iframe|frame|frameset|object|embed|base|video|audio|source|math|template|foreignobject|marquee|style|applet|noscript|xmp)$/i;
  for (const each of document.querySelectorAll('*')) {
    if (each.matches('nav.head > a > img[src="/icons/32.png"]') && each.getAttributeNames().length === 4) continue;
    if (names.test(each.localName)) problems.push('there is ' + each.outerHTML.slice(0, 100));
    if (/^(?:script|link)$/.test(each.localName) && !(each.src ?? each.href).startsWith(location.origin)) problems.push('there is ' + each.outerHTML.slice(0, 100));
    if (each.matches('head > meta:is([http-equiv="x-dns-prefetch-control"], [http-equiv="Content-Security-Policy"][content="connect-src \\'self\\'; trusted-types \\'none\\'"])')) continue;
    for (const name of each.getAttributeNames())
      if (/^on|^srcdoc$|^(?:form)?action$|^xlink|^background$|^http-equiv$/i.test(name)) problems.push('there is ' + each.outerHTML.slice(0, 100));
    if (each.localName === 'a' && each.hasAttribute('href') && !/^(?:https?|mailto|chrome-extension|moz-extension):$/.test(each.protocol))
      problems.push('there is the link ' + each.outerHTML.slice(0, 100));
  }
  return problems;
})()`;

export interface Row {
  words: string[];
  quote: string[];
  tags: string[];
  problems: string[];
}

/** Scrolls through the page of all notes, and returns what each row shows. */
export async function visitedRows(page: Page): Promise<Row[]> {
  return (await page.evaluate(`(async () => {
    const rows = new Map();
    const ill = [];
    const look = () => {
      const problems = ${surfaceProblems};
      for (const row of document.querySelectorAll('.row')) {
        const all = (selector) => [...row.querySelectorAll(selector)].map((each) => each.textContent);
        rows.set(row.getAttribute('aria-posinset'), { words: all('.words'), quote: all('.quote'), tags: all('.tag'), problems: [] });
      }
      if (problems.length > 0) ill.push({ words: [], quote: [], tags: [], problems });
    };
    const most = () => Number(document.querySelector('.row')?.getAttribute('aria-setsize'));
    for (let end = performance.now() + 60_000, y = 0; performance.now() < end && rows.size < most(); y += innerHeight * 0.8) {
      if (y > document.documentElement.scrollHeight) y = 0;
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 40));
      look();
    }
    return [...rows.values(), ...ill];
  })()`)) as Row[];
}

/** Puts the strings into the texts of the cached digest, wherever a text is shown. */
export const tamperWithDigest = (strings: readonly string[]) => `(async () => {
  const strings = ${JSON.stringify(strings.filter((each) => each !== ''))};
  let at = 0;
  const next = () => strings[at++ % strings.length];
  const db = await new Promise((done, fail) => {
    const opening = indexedDB.open('digests');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const change = db.transaction(['documents', 'passages', 'terms'], 'readwrite');
  const edit = (name, deed) => {
    change.objectStore(name).openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const row = cursor.value;
      deed(row);
      cursor.update(row);
      cursor.continue();
    };
  };
  edit('documents', ({ document }) => { document.title = next(); document.publisher = next(); });
  const editEach = (name, deed) => edit(name, (row) => {
    const entries = JSON.parse(new TextDecoder().decode(row.bytes));
    entries.forEach(deed);
    row.bytes = new TextEncoder().encode(JSON.stringify(entries));
  });
  editEach('passages', (passage) => { passage.text = [next(), next(), next(), next()].join(' '); });
  editEach('terms', (term) => {
    term.label = next();
    term.name = next();
    term.role = next();
    for (const claim of term.claims) { claim.text = next(); claim.quote = next(); }
  });
  await new Promise((done, fail) => { change.oncomplete = done; change.onabort = () => fail(change.error); });
  db.close();
  return true;
})()`;
