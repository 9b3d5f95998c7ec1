import { render } from 'preact';
import { i18n } from '#i18n';
import { OptionsApp } from '../../src/ui/settings/OptionsApp';

document.title = i18n.t('options.title');
render(<OptionsApp />, document.body);
