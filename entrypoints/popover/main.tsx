import { render } from 'preact';
import type { FromPopover, ToPopover } from '../../src/platform/messages';
import { browser } from '../../src/platform/extension';
import { PopoverApp } from '../../src/ui/PopoverApp';

/**
 * The reader that framed this page knows the secret in its address. A page that frames it by itself finds no reader, and
 * sees an empty frame.
 */
async function main(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  const port = browser.tabs.connect(tab.id, { name: location.hash.slice(1) });
  const tell = (message: FromPopover) => port.postMessage(message);
  const listen = (hear: (message: ToPopover) => void) => {
    port.onMessage.addListener((message: unknown) => hear(message as ToPopover));
  };
  render(<PopoverApp tell={tell} listen={listen} />, document.body);
}

void main();
