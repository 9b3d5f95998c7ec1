import { i18n } from '#i18n';
import { Correct } from '../card/MentionFoot';

export interface PageFootProps {
  term: string;
  /** Address of the active page. */
  page: string;
  /** Scrolls to the first mention; absent if the term has none on the page any more. */
  onFind: (() => void) | undefined;
}

/** The foot of a card in the popup: *Find on this page*, and *Wrong meaning here* for the active page. */
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
