import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../src/protocol/extension';
import { PopupApp } from '../../src/ui/page/PopupApp';
import { hasSidePanel, openSidePanel } from '../../src/ui/page/side-panel';
import { usePage } from '../../src/ui/page/use-page';

function Popup() {
  const page = usePage();
  // Until it is known what window this is, nothing is remembered.
  const [home, setHome] = useState<{ id?: number | undefined; incognito: boolean }>();
  useEffect(() => {
    browser.windows.getCurrent().then(setHome, () => undefined);
  }, []);
  const { id: windowId } = home ?? {};
  return (
    <PopupApp
      page={page}
      remembers={home?.incognito === false}
      onPanel={
        hasSidePanel && windowId !== undefined
          ? () =>
              void openSidePanel(windowId).then(
                () => close(),
                (error) => console.warn('Gloss: the side panel', error),
              )
          : undefined
      }
      onDone={() => close()}
    />
  );
}

render(<Popup />, document.body);
