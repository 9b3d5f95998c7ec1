import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Note } from '../../notes/schema';

/** Longer texts are shown as they were typed, UTF-16 units: what it takes to read hostile Markdown grows with its square. */
const MOST_MARKDOWN = 20_000;
/** Without one of these a text looks the same as Markdown. */
const MARKUP = /[*_`#>[\]~|\\&<]|^\s*(?:[-+=]|\d+[.)])|https?:|www\.|\S@\S/m;

/** What shows Markdown, once the first note has asked for it. */
let showing: ((element: Element, markdown: string) => boolean) | undefined;

/** The text of a note. It may come from an import: it is shown, never obeyed. Where Markdown cannot be shown, it is shown as typed. */
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
