import { render } from 'preact';
import { i18n } from '#i18n';
import { closeSidePanel } from '../../src/platform/side-panel';
import { PanelApp } from '../../src/ui/PanelApp';
import { usePage } from '../../src/ui/use-page';

function Panel() {
  return <PanelApp page={usePage()} onLeave={closeSidePanel} />;
}

document.title = i18n.t('panel.title');
render(<Panel />, document.body);
