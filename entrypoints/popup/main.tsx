import { render } from 'preact';
import { browser } from '../../src/platform/extension';
import { PopupApp } from '../../src/ui/PopupApp';

const draw = (remembers: boolean) =>
  render(<PopupApp remembers={remembers} onDone={() => close()} />, document.body);

// Drawn before it is known what window this is: nothing waits for the answer, and until it is there nothing is remembered.
draw(false);
browser.windows.getCurrent().then(
  ({ incognito }) => draw(!incognito),
  () => undefined,
);
