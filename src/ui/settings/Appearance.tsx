import { i18n } from '#i18n';
import { SIZES, THEMES } from '../../settings/choices';
import { Choice } from './Choice';
import type { ReadingProps } from './Reading';

/** How Gloss's own pages and the card look. This page shows it at once. */
export function Appearance({ settings, change }: ReadingProps) {
  return (
    <>
      <Choice
        name="size"
        legend={i18n.t('settings.size.legend')}
        values={SIZES}
        value={settings.size}
        textOf={(size) => i18n.t(`settings.size.${size}`)}
        onChange={(size) => void change({ size })}
      />
      <Choice
        name="theme"
        legend={i18n.t('settings.theme.legend')}
        values={THEMES}
        value={settings.theme}
        textOf={(theme) => i18n.t(`settings.theme.${theme}`)}
        onChange={(theme) => void change({ theme })}
      />
    </>
  );
}
