import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import type { Document, Passage } from '../../digest/schema';
import { libraryAddress, notesAddress, termAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import type { Hit } from '../../search/entry';
import { CardView } from '../card/Card';
import { dateText } from '../intl';
import { SearchBox } from '../search/SearchBox';
import '../tokens.css';
import './library.css';

type Shown =
  | { is: 'loading' }
  | { is: 'document'; document: Document; passages: Passage[] }
  | { is: 'card'; card: Card }
  | { is: 'problem'; text: string };

/** What the address of the library names. */
export interface Wanted {
  /** Id of a document or of a passage in it; if nothing is named, the first document is shown. */
  document: string | null;
  /** Id of a term whose card is shown. */
  term: string | null;
  /** A query whose results are shown. */
  query: string | null;
}

/** The library: search, the list of documents, and the document or card that the address names. */
export function LibraryApp({ wanted }: { wanted: Wanted }) {
  const [documents, setDocuments] = useState<Document[]>([]);
  const [shown, setShown] = useState<Shown>({ is: 'loading' });
  useEffect(() => {
    load(wanted).then(
      ([all, next]) => {
        setDocuments(all);
        setShown(next);
      },
      () => setShown({ is: 'problem', text: i18n.t('library.failed') }),
    );
  }, []);
  const name =
    shown.is === 'document' ? shown.document.title : shown.is === 'card' ? shown.card.term.label : undefined;
  useEffect(() => {
    document.title = [name, i18n.t('library.title')].filter((part) => part !== undefined).join(' · ');
  }, [name]);
  const current = shown.is === 'document' ? shown.document.id : undefined;
  return (
    <div class="library">
      <nav aria-labelledby="documents">
        <SearchBox query={wanted.query ?? ''} autofocus={wanted.query !== null} onOpen={openHit}>
          <h2 id="documents">{i18n.t('library.documents')}</h2>
          <ul>
            {documents.map(({ id, title, date, lang }) => (
              <li key={id}>
                <a href={libraryAddress(id)} aria-current={id === current ? 'page' : undefined}>
                  <span lang={lang} dir="auto">
                    {title}
                  </span>
                  <small>{date ? dateText(date) : i18n.t('library.undated')}</small>
                </a>
              </li>
            ))}
          </ul>
          <p class="about">{i18n.t('library.about')}</p>
        </SearchBox>
      </nav>
      {shown.is === 'card' ? (
        <CardView
          card={shown.card}
          backTo={undefined}
          onBack={() => undefined}
          onTerm={(id) => location.assign(termAddress(id))}
          onRead={(passage) => location.assign(libraryAddress(passage))}
        />
      ) : (
        <main aria-busy={shown.is === 'loading'}>
          {shown.is === 'problem' && <p role="alert">{shown.text}</p>}
          {shown.is === 'document' && <DocumentView document={shown.document} passages={shown.passages} />}
        </main>
      )}
    </div>
  );
}

const ADDRESSES = { term: termAddress, passage: libraryAddress, note: notesAddress };

function openHit({ kind, id }: Hit, inNewTab: boolean): void {
  if (inNewTab) void send('open', { [kind]: id });
  else location.assign(ADDRESSES[kind](id));
}

async function load(wanted: Wanted): Promise<[Document[], Shown]> {
  const documents = await send('documents', null);
  if (wanted.term !== null) {
    const card = await send('card', { term: wanted.term });
    return [documents, card ? { is: 'card', card } : { is: 'problem', text: i18n.t('card.missing') }];
  }
  const id = wanted.document ?? documents[0]?.id;
  const found = id === undefined ? null : await send('document', { id });
  return [
    documents,
    found ? { is: 'document', ...found } : { is: 'problem', text: i18n.t('library.missing') },
  ];
}

function DocumentView({ document: source, passages }: { document: Document; passages: Passage[] }) {
  const [cited, setCited] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const follow = () => setCited(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    // The browser looked for the fragment before the text was rendered.
    const element = cited ? document.getElementById(cited) : null;
    element?.scrollIntoView({ block: 'center', behavior: 'instant' });
    element?.focus({ preventScroll: true });
  }, [cited]);
  const startsWithTitle = passages[0]?.kind === 'heading' && passages[0].level === 1;
  return (
    <article lang={source.lang} dir="auto">
      {!startsWithTitle && <h1>{source.title}</h1>}
      {source.publisher && <p class="byline">{source.publisher}</p>}
      {inLists(passages).map((part) =>
        Array.isArray(part) ? (
          <ul key={part[0]?.id}>
            {part.map((passage) => (
              <PassageView key={passage.id} passage={passage} cited={cited} />
            ))}
          </ul>
        ) : (
          <PassageView key={part.id} passage={part} cited={cited} />
        ),
      )}
    </article>
  );
}

/** Puts consecutive list items into one list. */
function inLists(passages: Passage[]): (Passage | Passage[])[] {
  const parts: (Passage | Passage[])[] = [];
  for (const passage of passages) {
    const last = parts.at(-1);
    if (passage.kind !== 'item') parts.push(passage);
    else if (Array.isArray(last)) last.push(passage);
    else parts.push([passage]);
  }
  return parts;
}

function PassageView({ passage, cited }: { passage: Passage; cited: string }) {
  const { id, kind, level, text } = passage;
  const anchor = id.slice(id.indexOf('#') + 1);
  const Tag = kind === 'item' ? 'li' : kind === 'heading' ? (`h${level ?? 2}` as 'h2') : 'p';
  return (
    <Tag id={anchor} tabIndex={-1} class={anchor === cited ? 'passage cited' : 'passage'}>
      {text}
      <a class="anchor" href={libraryAddress(id)} aria-label={i18n.t('library.passage', [anchor.slice(1)])}>
        ¶
      </a>
    </Tag>
  );
}
