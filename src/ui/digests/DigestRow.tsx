import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { DIGEST_COLOURS, type KeptDigest } from '../../digest/kept-row';
import { countText, dateTimeText, pluralOf, sizeText } from '../intl';
import { SAVE_FORMATS, type SaveFormat } from './save-digest';

export interface DigestRowProps {
  digest: KeptDigest;
  onSwitch(enabled: boolean): void;
  /** Resolves to whether the name was stored. */
  onRename(name: string): Promise<boolean>;
  onColour(colour: KeptDigest['colour']): void;
  /** Absent where there is nothing to do: at an end of the list, and for what comes with Gloss. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onDelete: (() => void) | undefined;
  /** Saves the digest as a file. */
  onSave(format: SaveFormat): void;
  /** What else is to be said of it. */
  children?: ComponentChildren;
}

/** A digest of the list: what it is, and what can be done with it. */
export function DigestRow(props: DigestRowProps) {
  const { digest, onSwitch, onRename, onColour, onUp, onDown, onDelete, onSave, children } = props;
  const { name, enabled, colour, about } = digest;
  const [isNaming, setNaming] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const endNaming = () => {
    setNaming(false);
    button.current?.focus();
  };
  return (
    <li class={`digest ${colour}`}>
      <label class="switch">
        <input
          type="checkbox"
          checked={enabled}
          aria-label={i18n.t('digests.on', [name])}
          aria-describedby={id}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />
      </label>
      <div>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p class="facts" id={id}>
          {factsOf(digest).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {about && (about.licence || about.attribution || about.home) && (
          <p class="facts">
            {about.licence && <span>{i18n.t('digests.licence', [about.licence])}</span>}
            {about.attribution && <bdi>{about.attribution}</bdi>}
            {about.home && (
              <a href={about.home} target="_blank" rel="noopener noreferrer">
                {i18n.t('digests.home')}
              </a>
            )}
          </p>
        )}
        {children}
        {isNaming && (
          <NameForm
            name={name}
            onCancel={endNaming}
            onSave={async (wanted) => {
              if (wanted === name || (await onRename(wanted))) endNaming();
            }}
          />
        )}
        <div class="deeds">
          <button
            type="button"
            aria-disabled={!onUp}
            aria-label={i18n.t('digests.upOf', [name])}
            onClick={onUp}
          >
            {i18n.t('digests.up')}
          </button>
          <button
            type="button"
            aria-disabled={!onDown}
            aria-label={i18n.t('digests.downOf', [name])}
            onClick={onDown}
          >
            {i18n.t('digests.down')}
          </button>
          <button
            type="button"
            ref={button}
            aria-label={i18n.t('digests.renameOf', [name])}
            onClick={() => setNaming(true)}
          >
            {i18n.t('digests.rename')}
          </button>
          <Colours name={name} colour={colour} onColour={onColour} />
          <button
            type="button"
            aria-label={i18n.t('digests.saveFileOf', [name])}
            aria-expanded={isSaving}
            onClick={() => setSaving(!isSaving)}
          >
            {i18n.t('digests.saveFile')}
          </button>
          {onDelete && (
            <button type="button" aria-label={i18n.t('digests.deleteOf', [name])} onClick={onDelete}>
              {i18n.t('digests.delete')}
            </button>
          )}
        </div>
        {isSaving && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
          <div class="deeds formats" role="group" aria-label={i18n.t('digests.as', [name])}>
            {SAVE_FORMATS.map((format) => (
              <button
                key={format}
                type="button"
                aria-label={i18n.t('digests.asFormat', [name, i18n.t(`digests.format.${format}`)])}
                onClick={() => onSave(format)}
              >
                {i18n.t(`digests.format.${format}`)}
              </button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

function factsOf({ terms, size, origin, added, about }: KeptDigest): string[] {
  const from =
    origin.kind === 'file'
      ? i18n.t('digests.origin.file', [origin.file, dateTimeText(added)])
      : origin.kind === 'subscribed'
        ? i18n.t('digests.origin.subscribed', [origin.address])
        : i18n.t(`digests.origin.${origin.kind}`);
  return [
    i18n.t(`digests.count.${pluralOf(terms)}`, [countText(terms)]),
    ...(size > 0 ? [i18n.t('digests.size', [sizeText(size)])] : []),
    from,
    ...(about ? [i18n.t('digests.version', [about.version])] : []),
  ];
}

interface ColoursProps {
  name: string;
  colour: KeptDigest['colour'];
  onColour(colour: KeptDigest['colour']): void;
}

/** The colour in which the digest's statements stand on cards. */
function Colours({ name, colour, onColour }: ColoursProps) {
  return (
    <select
      aria-label={i18n.t('digests.colourOf', [name])}
      value={colour}
      onChange={({ currentTarget }) => {
        const wanted = DIGEST_COLOURS.find((each) => each === currentTarget.value);
        if (wanted) onColour(wanted);
      }}
    >
      {DIGEST_COLOURS.map((each) => (
        <option key={each} value={each}>
          {i18n.t(`digests.colour.${each}`)}
        </option>
      ))}
    </select>
  );
}

interface NameFormProps {
  name: string;
  onSave(name: string): Promise<void>;
  onCancel(): void;
}

function NameForm({ name, onSave, onCancel }: NameFormProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      class="name"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = field.current?.value.trim() ?? '';
        if (wanted !== '') void onSave(wanted);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <input
        ref={field}
        type="text"
        dir="auto"
        required
        maxLength={120}
        defaultValue={name}
        aria-label={i18n.t('digests.name', [name])}
      />
      <button type="submit">{i18n.t('digests.save')}</button>
      <button type="button" onClick={onCancel}>
        {i18n.t('digests.cancel')}
      </button>
    </form>
  );
}
