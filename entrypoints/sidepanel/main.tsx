import { render } from 'preact';
import { i18n } from '#i18n';
import { PanelApp } from '../../src/ui/page/PanelApp';
import { closeSidePanel } from '../../src/ui/page/side-panel';
import { usePage } from '../../src/ui/page/use-page';

function Panel() {
  return <PanelApp page={usePage()} onLeave={closeSidePanel} />;
}

document.title = i18n.t('panel.title');
render(<Panel />, document.body);
