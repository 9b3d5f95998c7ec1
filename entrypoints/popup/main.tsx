import { render } from 'preact';
import { PopupApp } from '../../src/ui/page/PopupApp';
import { usePopupRights } from '../../src/ui/page/popup-window';
import { hasSidePanel, openSidePanel } from '../../src/ui/page/side-panel';
import { usePage } from '../../src/ui/page/use-page';

function Popup() {
  const page = usePage();
  const { remembers, panelWindow } = usePopupRights(hasSidePanel);
  const toPanel = (window: number) =>
    openSidePanel(window).then(
      () => close(),
      (error) => console.warn('Gloss: the side panel', error),
    );
  return (
    <PopupApp
      page={page}
      remembers={remembers}
      onPanel={panelWindow === undefined ? undefined : () => void toPanel(panelWindow)}
      onDone={() => close()}
    />
  );
}

render(<Popup />, document.body);
