import { render } from 'preact';
import { i18n } from '#i18n';
import { followSettings } from '../../src/ui/looks';
import { TermApp } from '../../src/ui/own/TermApp';

document.title = i18n.t('own.title');
followSettings();
render(<TermApp />, document.body);
