import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { moved } from '../../notes/merge-text';

/**
 * Longest text and longest tag, UTF-16 units, as in `notes/schema.ts`, which is not imported so that the card
 * does not load valibot.
 */
const MOST_TEXT = 200_000;
const MOST_TAG = 200;
/** Characters that separate tags: commas and semicolons of the scripts that Gloss reads, and line ends. */
const COMMA = /[,،、，;؛；\n]/;

interface TextBoxProps {
  value: string;
  /** Takes the focus when mounted, with the caret at the end. */
  autofocus: boolean;
  onInput(value: string): void;
}

/**
 * The box of a note's text. When the text is changed from elsewhere, the caret stays after the same
 * characters.
 */
export function TextBox({ value, autofocus, onInput }: TextBoxProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || element.value === value) return;
    const { value: before, selectionStart, selectionEnd, selectionDirection } = element;
    element.value = value;
    element.setSelectionRange(
      moved(selectionStart, before, value),
      moved(selectionEnd, before, value),
      selectionDirection,
    );
  }, [value]);
  useEffect(() => {
    const element = box.current;
    if (!autofocus || !element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return (
    <textarea
      ref={box}
      class="text"
      dir="auto"
      rows={3}
      maxLength={MOST_TEXT}
      aria-label={i18n.t('notes.text')}
      placeholder={i18n.t('notes.text')}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

interface TagsBoxProps {
  tags: string[];
  onInput(tags: string[]): void;
}

/** The tags of a note in one line, separated by commas; saved while the user types, like the text. */
export function TagsBox({ tags, onInput }: TagsBoxProps) {
  const [line, setLine] = useState(() => tags.join(', '));
  const told = JSON.stringify(tags);
  useEffect(() => {
    // Only for changes by others: the line being typed keeps its spaces and its last comma.
    if (JSON.stringify(tagsIn(line)) !== told) setLine(tags.join(', '));
  }, [told]);
  return (
    <input
      class="tags-line"
      dir="auto"
      value={line}
      aria-label={i18n.t('notes.tags')}
      placeholder={i18n.t('notes.tags')}
      autocomplete="off"
      onInput={(event) => {
        setLine(event.currentTarget.value);
        onInput(tagsIn(event.currentTarget.value));
      }}
    />
  );
}

/**
 * The tags in a line, without duplicates. A tag that is too long is split into several, so that no letter is
 * lost.
 */
export function tagsIn(line: string): string[] {
  const parts = line
    .split(COMMA)
    .map((part) => part.trim())
    .flatMap((part) =>
      Array.from({ length: Math.ceil(part.length / MOST_TAG) }, (_, i) =>
        part.slice(i * MOST_TAG, (i + 1) * MOST_TAG).trim(),
      ),
    );
  return [...new Set(parts)].filter((tag) => tag !== '');
}
