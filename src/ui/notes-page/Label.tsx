import { i18n } from '#i18n';
import type { Colour } from '../../notes/colours';

/** A label of a note, or of the filter: a tag, or the colour of a highlight. */
export type Label = { is: 'tag'; tag: string } | { is: 'colour'; colour: Colour };

export interface LabelButtonProps {
  label: Label;
  /** Whether the list is filtered by it. */
  isOn: boolean;
  /** What a press does, as a tooltip. */
  title: string;
  /** `tabindex` of the button. */
  stop?: number;
  onPress(): void;
}

/** A label as a button: a press filters the list by it, or does so no longer. */
export function LabelButton({ label, isOn, title, stop = 0, onPress }: LabelButtonProps) {
  return (
    <button type="button" class="label" tabIndex={stop} aria-pressed={isOn} title={title} onClick={onPress}>
      {label.is === 'tag' ? <bdi class="tag">{label.tag}</bdi> : <ColourName colour={label.colour} />}
    </button>
  );
}

/** The name of a colour beside a patch of it. */
export function ColourName({ colour }: { colour: Colour }) {
  return (
    <>
      <span class={`patch ${colour}`} aria-hidden="true" />
      {i18n.t(`notes.colour.${colour}`)}
    </>
  );
}

/** Unique in a list of labels. */
export const keyOf = (label: Label) => (label.is === 'tag' ? `tag ${label.tag}` : `colour ${label.colour}`);
