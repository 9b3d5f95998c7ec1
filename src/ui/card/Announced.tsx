import { useEffect, useState } from 'preact/hooks';
import { gistOf } from '../../digest/gist';
import type { Shown } from './shown-card';

export interface AnnouncedProps {
  shown: Shown | undefined;
  /** Whether the user can see the card. It is filled before that, also where the pointer only passes. */
  isSeen: boolean;
}

/**
 * Says once, for screen readers, what the card that has just opened is about. Not where the card has the keyboard: its
 * heading is read then, and the gist with it.
 */
export function Announced({ shown, isSeen }: AnnouncedProps) {
  const [said, setSaid] = useState('');
  const term = shown?.way[0]?.card.term;
  useEffect(() => {
    setSaid(
      isSeen && term && !document.hasFocus() ? [term.label, gistOf(term)].filter(Boolean).join(': ') : '',
    );
  }, [isSeen, shown?.turn]);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}
