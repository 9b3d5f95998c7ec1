import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Note } from '../../notes/schema';

/**
 * Longest text rendered as Markdown, UTF-16 units; a longer one is shown as typed. The parser takes quadratic
 * time on hostile Markdown.
 */
const MOST_MARKDOWN = 20_000;
/** A text without any of these looks the same as its Markdown. */
const MARKUP = /[*_`#>[\]~|\\&<]|^\s*(?:[-+=]|\d+[.)])|https?:|www\.|\S@\S/m;

/** The Markdown renderer, loaded with the first note that needs it. */
let showing: ((element: Element, markdown: string) => boolean) | undefined;

/**
 * The text of a note. It may come from an import, so it is hostile. Where Markdown cannot be rendered, it is
 * shown as typed.
 */
export function NoteText({ text, format }: Pick<Note, 'text' | 'format'>) {
  const box = useRef<HTMLDivElement>(null);
  const isMarkdown = format === 'text/markdown' && text.length <= MOST_MARKDOWN && MARKUP.test(text);
  useLayoutEffect(() => {
    const element = box.current;
    if (!isMarkdown || !element) return;
    let stopped = false;
    const show = () => {
      if (!stopped) showing?.(element, text);
    };
    if (showing) show();
    else
      import('./markdown').then(({ showMarkdown }) => {
        showing = showMarkdown;
        show();
      }, console.warn);
    return () => {
      stopped = true;
    };
  }, [text, isMarkdown]);
  return (
    <div key={`${isMarkdown} ${text}`} ref={box} class="words" dir="auto">
      <p class="plain">{text}</p>
    </div>
  );
}
