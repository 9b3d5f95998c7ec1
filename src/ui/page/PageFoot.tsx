import { i18n } from '#i18n';
import { Correct } from '../card/MentionFoot';

export interface PageFootProps {
  term: string;
  /** Address of the page in front. */
  page: string;
  /** Absent where the term has no mention there any more. */
  onFind: (() => void) | undefined;
}

/** What a card in the popup says of its term on the page in front: where it is, and *Not this*. */
export function PageFoot({ term, page, onFind }: PageFootProps) {
  return (
    <div class="mention">
      {onFind && (
        <button type="button" class="find" onClick={onFind}>
          {i18n.t('page.find')}
        </button>
      )}
      <Correct kind="never" term={term} page={page} />
    </div>
  );
}
