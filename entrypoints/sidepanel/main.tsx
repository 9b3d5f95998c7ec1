import { render } from 'preact';
import { i18n } from '#i18n';
import { followSettings } from '../../src/ui/looks';
import { PanelApp } from '../../src/ui/page/PanelApp';
import { usePopupRights } from '../../src/ui/page/popup-window';
import { closeSidePanel } from '../../src/ui/page/side-panel';
import { usePage } from '../../src/ui/page/use-page';

function Panel() {
  const { remembers } = usePopupRights(true);
  return <PanelApp page={usePage()} remembers={remembers} onLeave={closeSidePanel} />;
}

document.title = i18n.t('panel.title');
followSettings();
render(<Panel />, document.body);
