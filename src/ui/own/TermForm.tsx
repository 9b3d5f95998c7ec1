import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { KINDS, MOST_FORMS, MOST_GIST, MOST_LABEL, MOST_STATEMENTS } from '../../notes/own/schema';
import type { Begun } from './draft';
import { FormFields, LangChoice } from './FormFields';
import { type Filled, filledAtFirst, isTaken } from './form-state';
import { StatementFields } from './StatementFields';

export interface TermFormProps extends Begun {
  /** Why it was not saved. */
  problem: string | undefined;
  onSave(filled: Filled): Promise<void>;
  /** Absent for a new term. */
  onDelete: (() => Promise<void>) | undefined;
  onCancel(): void;
}

/** The fields of a term. Of a term of another digest, only what the reader adds to it. */
export function TermForm({ draft, row, problem, onSave, onDelete, onCancel }: TermFormProps) {
  const [filled, setFilled] = useState(() => filledAtFirst(draft, row));
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const set = (changes: Partial<Filled>) => setFilled((now) => ({ ...now, ...changes }));
  const extended = row?.extends ?? draft.extends?.term;
  const { statement } = draft;
  useLayoutEffect(() => {
    const at = draft.adds ? `.${draft.adds}s li:last-of-type :is(input, textarea)` : undefined;
    const wanted = at ?? (filled.label === '' ? '[name=label]' : '[name=gist]');
    form.current?.querySelector<HTMLElement>(`${wanted}, .forms button`)?.focus();
  }, []);
  const doing = async (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setFailed(undefined);
    await work().catch((error: unknown) =>
      setFailed(i18n.t('own.unsaved', [error instanceof Error ? error.message : String(error)])),
    );
    setBusy(false);
  };
  const alert = failed ?? problem;
  return (
    <main class="own" aria-busy={isBusy}>
      <h1 dir="auto">{headingOf(extended, row?.label ?? draft.extends?.label)}</h1>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void doing(() => onSave(filled));
        }}
        onKeyDown={(event) => {
          // Everything is one line, in a field of several lines too.
          if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLTextAreaElement))
            return;
          event.preventDefault();
          form.current?.requestSubmit();
        }}
      >
        {extended === undefined && (
          <>
            <label>
              {i18n.t('own.label')}
              <input
                name="label"
                type="text"
                dir="auto"
                required
                maxLength={MOST_LABEL}
                value={filled.label}
                onInput={({ currentTarget }) => set({ label: currentTarget.value })}
              />
            </label>
            <label>
              {i18n.t('own.gist')}
              <textarea
                name="gist"
                dir="auto"
                rows={2}
                maxLength={MOST_GIST}
                value={filled.gist}
                aria-describedby="gist-hint"
                onInput={({ currentTarget }) => set({ gist: currentTarget.value })}
              />
              <small id="gist-hint">{i18n.t('own.gistHint')}</small>
            </label>
            <div class="pair">
              <label>
                {i18n.t('own.kind')}
                <select
                  value={filled.kind}
                  onChange={({ currentTarget }) => {
                    const kind = KINDS.find((each) => each === currentTarget.value);
                    if (kind) set({ kind });
                  }}
                >
                  {KINDS.map((kind) => (
                    <option key={kind} value={kind}>
                      {i18n.t(`kind.${kind}`)}
                    </option>
                  ))}
                </select>
              </label>
              <label htmlFor="lang">
                {i18n.t('own.lang')}
                <LangChoice id="lang" lang={filled.lang} onLang={(lang) => set({ lang })} />
              </label>
            </div>
          </>
        )}
        <FormFields
          forms={filled.forms}
          lang={filled.lang}
          isFull={filled.forms.length >= MOST_FORMS}
          onForms={(forms) => set({ forms })}
        />
        <StatementFields
          statements={filled.statements}
          offered={statement && !isTaken(filled, statement) ? statement : undefined}
          isFull={filled.statements.length >= MOST_STATEMENTS}
          onStatements={(statements) => set({ statements })}
        />
        <label>
          {i18n.t('own.tags')}
          <input
            name="tags"
            type="text"
            dir="auto"
            maxLength={5_000}
            value={filled.tags}
            aria-describedby="tags-hint"
            onInput={({ currentTarget }) => set({ tags: currentTarget.value })}
          />
          <small id="tags-hint">{i18n.t('own.tagsHint')}</small>
        </label>
        {alert && (
          <p role="alert" dir="auto">
            {alert}
          </p>
        )}
        <p class="deeds">
          <button type="submit" class="main">
            {i18n.t(isBusy ? 'own.saving' : 'own.save')}
          </button>
          <button type="button" onClick={onCancel}>
            {i18n.t('own.cancel')}
          </button>
          {onDelete && (
            <button type="button" class="delete" onClick={() => void doing(onDelete)}>
              {i18n.t('own.delete')}
            </button>
          )}
        </p>
      </form>
    </main>
  );
}

function headingOf(extended: string | undefined, label: string | undefined): string {
  if (label === undefined) return i18n.t('own.new');
  return i18n.t(extended === undefined ? 'own.edit' : 'own.extend', [label]);
}
