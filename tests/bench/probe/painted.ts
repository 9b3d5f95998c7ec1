/** Runs in the popover before its own script. Records when a new heading was painted, ms since the epoch. */
const painted: number[] = [];
let heading = '';
new MutationObserver(() => {
  const now = document.querySelector('h1')?.textContent ?? '';
  if (now === heading) return;
  heading = now;
  if (now === '') return;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted.push(performance.timeOrigin + performance.now());
    port2.postMessage(0);
  });
}).observe(document, { childList: true, subtree: true, characterData: true });
globalThis.__painted = painted;

declare global {
  var __painted: number[];
}
