import { termAddress } from '../../protocol/address';
import { inPieces, type Name } from './linked';

export interface LinkedProps {
  text: string;
  names: readonly Name[];
  onTerm(id: string): void;
}

/** A text in which the names of other terms lead to their cards. */
export function Linked({ text, names, onTerm }: LinkedProps) {
  return (
    <>
      {inPieces(text, names).map(({ text, term }, i) =>
        term === undefined ? (
          text
        ) : (
          // A link, not a button: a long name breaks where the line ends.
          <a
            key={i}
            class="name"
            href={termAddress(term)}
            target="_blank"
            rel="noopener"
            onClick={(event) => {
              if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onTerm(term);
            }}
          >
            {text}
          </a>
        ),
      )}
    </>
  );
}
