import { readFileSync } from 'node:fs';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parse } from 'yaml';

type Messages = { [key: string]: string | Messages };

const messages = parse(readFileSync('locales/en.yml', 'utf8')) as Messages;

/** Gives the fake browser, which has no messages, those of `locales/en.yml`. */
export function speakEnglish(): void {
  fakeBrowser.i18n.getMessage = (name: string, substitutions?: string | (string | number)[]) => {
    const given = [substitutions ?? []].flat().map(String);
    return textOf(name).replace(/\$(\d)/g, (_, number) => given[Number(number) - 1] ?? '');
  };
}

/** The build renames the message `card.back` to `card_back`. */
function textOf(name: string): string {
  let part: Messages | string | undefined = messages;
  for (const key of name.split('_')) part = typeof part === 'object' ? part[key] : undefined;
  if (typeof part === 'string') return part;
  // A message with plural forms becomes one text.
  if (typeof part === 'object' && 'n' in part) return Object.values(part).join(' | ');
  throw new Error(`locales/en.yml has no message ${name}.`);
}
