import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/**
 * Whether deeds ask once more: on the card in a page. The page may lie over what would say that something was
 * done, so *Undo* alone does not help there.
 */
export const Careful = createContext(false);

/** Time in which the second press is awaited, ms. */
const AWAITED = 4_000;
/** Time between the presses, ms, at least. The second half of a double click is no answer. */
const ANSWERED = 400;

interface TwicePressedProps {
  children: string;
  /** What the button says between the two presses. */
  question: string;
  onPress(): void;
}

/** A button. Where deeds ask once more, it asks at the first press, and acts at the second. */
export function TwicePressed({ children, question, onPress }: TwicePressedProps) {
  const careful = useContext(Careful);
  /** When it was pressed the first time, ms. */
  const [asked, setAsked] = useState<number>();
  useEffect(() => {
    if (asked === undefined) return undefined;
    const timer = setTimeout(() => setAsked(undefined), AWAITED);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = () => {
    if (careful && asked === undefined) setAsked(performance.now());
    else if (asked === undefined || performance.now() - asked >= ANSWERED) {
      setAsked(undefined);
      onPress();
    }
  };
  return (
    <button type="button" class={asked === undefined ? undefined : 'asks'} onClick={press}>
      {asked === undefined ? children : question}
    </button>
  );
}
