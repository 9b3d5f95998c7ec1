import { i18n } from '#i18n';
import { useDigests } from '../digests/use-digests';
import { countText, pluralOf } from '../intl';

/** The packs that come with Gloss, each with its switch. They are off until the reader wants them. */
export function Packs() {
  const { digests, problem, effect, change } = useDigests();
  const packs = digests?.filter(({ origin }) => origin.kind === 'pack') ?? [];
  if (packs.length === 0 && problem === undefined) return null;
  return (
    <section aria-labelledby="packs">
      <h2 id="packs">{i18n.t('packs.title')}</h2>
      <p>{i18n.t('packs.about')}</p>
      {problem && <p role="alert">{i18n.t(problem)}</p>}
      {packs.map(({ id, name, enabled, terms, about }) => (
        <p key={id} class="pack">
          <label>
            <input
              type="checkbox"
              checked={enabled}
              onChange={({ currentTarget: { checked } }) =>
                void change((kept) => kept.change(id, { enabled: checked }), checked ? [] : [id])
              }
            />{' '}
            <bdi>{name}</bdi>
          </label>
          <span class="about">
            {i18n.t(`digests.count.${pluralOf(terms)}`, [countText(terms)])}
            {about?.licence && ` · ${i18n.t('digests.licence', [about.licence])}`}
          </span>
        </p>
      ))}
      <p role="status">
        {effect === 'preparing' && i18n.t('digests.preparing')}
        {effect === 'done' && i18n.t('digests.inEffect')}
        {effect === 'failed' && i18n.t('digests.notInEffect')}
      </p>
    </section>
  );
}
