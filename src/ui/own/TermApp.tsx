import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { OwnTerm } from '../../notes/own/schema';
import { browser, send } from '../../protocol/extension';
import { type Begun, begun } from './draft';
import { contentOf, editableOf, type Filled } from './form-state';
import { TermForm } from './TermForm';
import '../tokens.css';
import './own.css';

/**
 * `done`: what was done, and how it is undone. `undo` resolves once it is; absent where it was undone. `again`: the
 * term to go on with in the form.
 */
type State =
  | { is: 'loading' | 'failed' | 'gone' }
  | { is: 'form'; begun: Begun; problem?: string }
  | { is: 'done'; text: string; undo?: () => Promise<State> };

/** The form of a term of the reader's own, in a window of its own. */
export function TermApp() {
  const [state, setState] = useState<State>({ is: 'loading' });
  useEffect(() => {
    begun(location.search).then(
      (begun) =>
        setState(begun.draft.own !== undefined && !begun.row ? { is: 'gone' } : { is: 'form', begun }),
      () => setState({ is: 'failed' }),
    );
  }, []);
  useEffect(() => {
    const leave = ({ key, isComposing }: KeyboardEvent) => {
      if (key === 'Escape' && !isComposing && state.is !== 'form') void close();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [state.is]);
  switch (state.is) {
    case 'loading':
      return <main class="own" aria-busy="true" />;
    case 'failed':
    case 'gone':
      return (
        <main class="own">
          <p role="alert">{i18n.t(`own.${state.is}`)}</p>
        </main>
      );
    case 'form':
      return (
        <TermForm
          {...state.begun}
          problem={state.problem}
          onSave={async (filled) => setState(await saved(state.begun, filled))}
          onDelete={state.begun.row && (async () => setState(await removed(state.begun.row as OwnTerm)))}
          onCancel={() => void close()}
        />
      );
    case 'done':
      return <Done {...state} onState={setState} />;
  }
}

/** Writes what the form holds. */
async function saved(begun: Begun, filled: Filled): Promise<State> {
  const { draft, row } = begun;
  const changes = contentOf(filled);
  if (changes.label === '') return { is: 'form', begun, problem: i18n.t('own.empty') };
  const before = row && editableOf(row);
  const id = row?.id ?? crypto.randomUUID();
  const of = draft.extends?.term;
  try {
    const after = await send('write-term', {
      id,
      changes,
      ...(row === undefined && of !== undefined && { extends: of }),
      ...(before && { seen: before }),
    });
    const undo = before
      ? () => send('write-term', { id, changes: before, seen: editableOf(after) })
      : () => send('delete-terms', { ids: [id], deleted: true });
    return {
      is: 'done',
      text: i18n.t('own.saved', [after.label]),
      undo: async () => {
        await undo();
        return { is: 'done', text: i18n.t(before ? 'own.undone' : 'own.deleted', [after.label]) };
      },
    };
  } catch (error) {
    return { is: 'form', begun, problem: i18n.t('own.unsaved', [messageOf(error)]) };
  }
}

async function removed({ id, label }: OwnTerm): Promise<State> {
  await send('delete-terms', { ids: [id], deleted: true });
  return {
    is: 'done',
    text: i18n.t('own.deleted', [label]),
    undo: async () => {
      await send('delete-terms', { ids: [id], deleted: false });
      return { is: 'done', text: i18n.t('own.restored', [label]) };
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

interface DoneProps {
  text: string;
  undo?: () => Promise<State>;
  onState(state: State): void;
}

/** What was done. The button that closes the window has the keyboard: the reader goes on reading. */
function Done({ text, undo, onState }: DoneProps) {
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), [text]);
  return (
    <main class="own">
      <p role="status" class="done" dir="auto">
        {text}
      </p>
      {problem && <p role="alert">{problem}</p>}
      <p class="deeds">
        <button type="button" class="main" ref={button} onClick={() => void close()}>
          {i18n.t('own.close')}
        </button>
        {undo && (
          <button
            type="button"
            onClick={() =>
              undo().then(onState, (error) => setProblem(i18n.t('own.unsaved', [messageOf(error)])))
            }
          >
            {i18n.t('own.undo')}
          </button>
        )}
      </p>
    </main>
  );
}

async function close(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
}
