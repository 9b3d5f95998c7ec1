let names: Intl.DisplayNames | undefined;

/** The name of a language, in the language of the interface. A file may say anything there. */
export function languageName(lang: string): string {
  names ??= new Intl.DisplayNames(undefined, { type: 'language' });
  try {
    return names.of(lang) ?? lang;
  } catch {
    return lang;
  }
}
