import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Document, Passage } from '../digest/schema';
import { send } from '../platform/extension';
import { libraryAddress } from './address';
import { dateText } from './Card';
import './tokens.css';
import './library.css';

type Shown =
  | { is: 'loading' }
  | { is: 'document'; document: Document; passages: Passage[] }
  | { is: 'problem'; text: string };

/** The documents as documents: the list, and the text of the one that the address names (or the first). */
export function LibraryApp({ wanted }: { wanted: string | null }) {
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
  }, [wanted]);
  const current = shown.is === 'document' ? shown.document.id : undefined;
  return (
    <div class="library">
      <nav aria-labelledby="documents">
        <p class="house">{i18n.t('library.title')}</p>
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
        <p class="about">
          <a href="/options.html">{i18n.t('options.title')}</a>
        </p>
      </nav>
      <main aria-busy={shown.is === 'loading'}>
        {shown.is === 'problem' && <p role="alert">{shown.text}</p>}
        {shown.is === 'document' && <DocumentView document={shown.document} passages={shown.passages} />}
      </main>
    </div>
  );
}

async function load(wanted: string | null): Promise<[Document[], Shown]> {
  const documents = await send('documents', null);
  const id = wanted ?? documents[0]?.id;
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
    // The browser looked for the fragment before the text was there.
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

/** Items that follow each other belong to one list. */
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
