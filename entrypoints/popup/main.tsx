import { render } from 'preact';
import { followSettings } from '../../src/ui/looks';
import { PopupApp } from '../../src/ui/page/PopupApp';
import { usePopupRights } from '../../src/ui/page/popup-window';
import { hasSidePanel, openSidePanel } from '../../src/ui/page/side-panel';
import { UpdateNews } from '../../src/ui/page/UpdateNews';
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
      news={<UpdateNews kept={localStorage} />}
      onPanel={panelWindow === undefined ? undefined : () => void toPanel(panelWindow)}
      onDone={() => close()}
    />
  );
}

followSettings();
render(<Popup />, document.body);
