/**
 * The minimal reader that asks the background about each page. It takes the page's text, sends it, registers
 * for changes, and marks the candidates of the answer. Its time is a lower limit for the real reader. It
 * reads no block, decides no sense, does not wait for the viewport, does not follow changes, and has no
 * hovering.
 */
import type { AskReply } from '../../../src/protocol/messages';

type Api = { runtime: { sendMessage(message: unknown): Promise<AskReply | null> } };

new MutationObserver(() => undefined).observe(document, {
  childList: true,
  characterData: true,
  subtree: true,
});
(globalThis as unknown as { chrome: Api }).chrome.runtime
  .sendMessage({ kind: 'ask', data: { texts: [document.body.textContent], begins: { top: '' } } })
  .then((reply) => {
    const places = reply?.places[0] ?? [];
    if (places.length === 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root::highlight(gloss) { text-decoration: underline dotted }');
    document.adoptedStyleSheets.push(sheet);
    const highlight = new Highlight();
    CSS.highlights.set('gloss', highlight);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let node: Text | null = null;
    let end = 0;
    // The positions of the first and the last letter of each candidate.
    for (let i = 0; i + 1 < places.length; i += 2) {
      const [from, to] = [places[i] as number, places[i + 1] as number];
      while (end <= from) {
        node = walker.nextNode() as Text | null;
        if (!node) return;
        end += node.length;
      }
      if (!node) return;
      const start = from - end + node.length;
      highlight.add(
        new StaticRange({
          startContainer: node,
          startOffset: start,
          endContainer: node,
          endOffset: Math.min(node.length, start + to - from + 1),
        }),
      );
    }
  });
