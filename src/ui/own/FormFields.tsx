import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { MOST_LABEL, type OwnEditable } from '../../notes/own/schema';

type Forms = OwnEditable['forms'];

export interface FormFieldsProps {
  forms: Forms;
  /** Language of a new one. */
  lang: string;
  isFull: boolean;
  onForms(forms: Forms): void;
}

/** Other ways in which a term is written, each with its language. */
export function FormFields({ forms, lang, isFull, onForms }: FormFieldsProps) {
  const list = useRef<HTMLUListElement>(null);
  const count = useRef(forms.length);
  useLayoutEffect(() => {
    if (forms.length > count.current)
      list.current?.querySelector<HTMLElement>('li:last-of-type input')?.focus();
    count.current = forms.length;
  }, [forms.length]);
  const change = (at: number, changes: Partial<Forms[number]>) =>
    onForms(forms.map((form, i) => (i === at ? { ...form, ...changes } : form)));
  return (
    <fieldset class="forms">
      <legend>{i18n.t('own.forms')}</legend>
      <ul ref={list}>
        {forms.map(({ text, lang }, at) => (
          <li key={at}>
            <input
              type="text"
              dir="auto"
              maxLength={MOST_LABEL}
              value={text}
              aria-label={i18n.t('own.form', [`${at + 1}`])}
              onInput={({ currentTarget }) => change(at, { text: currentTarget.value })}
            />
            <LangChoice
              lang={lang}
              name={i18n.t('own.formLang', [`${at + 1}`])}
              onLang={(lang) => change(at, { lang })}
            />
            <button
              type="button"
              aria-label={i18n.t('own.removeForm', [text])}
              onClick={() => onForms(forms.filter((_, i) => i !== at))}
            >
              {i18n.t('own.remove')}
            </button>
          </li>
        ))}
      </ul>
      {!isFull && (
        <button type="button" onClick={() => onForms([...forms, { text: '', lang }])}>
          {i18n.t('own.addForm')}
        </button>
      )}
    </fieldset>
  );
}

/** Languages that can be chosen besides the browser's own and the one that is set. */
const LANGS = ['en', 'ar', 'de', 'es', 'fa', 'fr', 'hi', 'ja', 'pt', 'ru', 'tr', 'zh'];

export interface LangChoiceProps {
  lang: string;
  /** Its id, where a label names it; else its name. */
  id?: string;
  name?: string;
  onLang(lang: string): void;
}

export function LangChoice({ id, lang, name, onLang }: LangChoiceProps) {
  const own = navigator.languages.map((each) => each.split('-')[0] ?? each);
  const all = [...new Set([lang, ...own, ...LANGS])].filter((each) => each !== 'und');
  const names = new Intl.DisplayNames(undefined, { type: 'language' });
  return (
    <select
      id={id}
      value={lang}
      aria-label={name}
      onChange={({ currentTarget }) => onLang(currentTarget.value)}
    >
      <option value="und">{i18n.t('own.langNone')}</option>
      {all.map((each) => (
        <option key={each} value={each}>
          {names.of(each) ?? each}
        </option>
      ))}
    </select>
  );
}
