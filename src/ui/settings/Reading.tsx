import { i18n } from '#i18n';
import { DELAYS, STOPS } from '../../settings/choices';
import type { Settings } from '../../settings/settings';
import { Choice } from './Choice';
import type { ChangeSettings } from './use-settings';

export interface ReadingProps {
  settings: Settings;
  change: ChangeSettings;
}

/** What Gloss does on web pages. */
export function Reading({ settings, change }: ReadingProps) {
  return (
    <>
      <Choice
        name="marks"
        legend={i18n.t('settings.marks.legend')}
        values={STOPS}
        value={settings.marks}
        textOf={(stop) => i18n.t(`settings.marks.${stop}`)}
        onChange={(marks) => void change({ marks })}
      />
      <p class="about">{i18n.t('settings.marks.about')}</p>
      <Switch
        text={i18n.t('settings.concepts')}
        checked={settings.concepts}
        onChange={(concepts) => void change({ concepts })}
      />
      <Switch
        text={i18n.t('settings.remembers')}
        about={i18n.t('settings.remembersAbout')}
        checked={settings.remembers}
        onChange={(remembers) => void change({ remembers })}
      />
      <Choice
        name="delay"
        legend={i18n.t('settings.delay.legend')}
        values={DELAYS}
        value={settings.delay}
        textOf={(delay) => i18n.t(`settings.delay.${delay}`)}
        onChange={(delay) => void change({ delay })}
      />
      <Switch
        text={i18n.t('settings.badge')}
        checked={settings.badge}
        onChange={(badge) => void change({ badge })}
      />
      <Switch
        text={i18n.t('settings.offers')}
        checked={settings.offers}
        onChange={(offers) => void change({ offers })}
      />
    </>
  );
}

interface SwitchProps {
  text: string;
  /** What switching it on entails. */
  about?: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

function Switch({ text, about, checked, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        {text}
        {about !== undefined && <span class="about"> {about}</span>}
      </span>
    </label>
  );
}
