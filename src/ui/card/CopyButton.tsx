import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** Time that a button says that its text was copied, ms. */
const SAID = 2_000;

/** A button that copies a text, and says so. */
export function CopyButton({ text, children }: { text(): string; children: string }) {
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    if (copied === undefined) return undefined;
    const timer = setTimeout(() => setCopied(undefined), SAID);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button type="button" onClick={() => setCopied(copy(text()))}>
      {copied === undefined ? children : i18n.t(copied ? 'card.copied' : 'card.notCopied')}
      <span class="visually-hidden" role="status">
        {copied && i18n.t('card.copied')}
      </span>
    </button>
  );
}

/**
 * Copies a text. Returns whether that succeeded. Not `navigator.clipboard`: a page may forbid it to the frames in it
 * (Permissions Policy, `clipboard-write`).
 */
function copy(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
}
