/** Turns the issues that a schema found into sentences for the author of the file. */
import type * as v from 'valibot';
import { excerpt } from './problems';

type Issue = v.BaseIssue<unknown>;

/** Each distinct sentence once, with the path of the value: what is wrong there and what to do. */
export function explain(issues: readonly Issue[]): { path: (string | number)[]; message: string }[] {
  const messages = new Map(issues.map((issue) => [sentence(issue), pathOf(issue)]));
  return [...messages].map(([message, path]) => ({ path, message }));
}

function sentence(issue: Issue): string {
  const path = pathOf(issue);
  const last = path.at(-1);
  const place = path.length === 0 ? 'the entry' : dotted(path);
  const rest = path.slice(0, -1);
  // Valibot reports a list as an object that lacks keys.
  if (issue.type === 'strict_object' && Array.isArray(issue.path?.at(-1)?.input)) {
    return `${rest.length === 0 ? 'the entry' : dotted(rest)} is a list; write ${WANTED.strict_object}`;
  }
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `has the unknown key "${excerpt(String(last))}"${rest.length > 0 ? ` in ${dotted(rest)}` : ''}; correct or remove it`;
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined' && issue.expected !== 'Object') {
    return `lacks ${place}; add it`;
  }
  // A `message` of the schema describes the content. All other issues are wrong types.
  if (issue.kind === 'validation') return `${place} ${issue.message}`;
  if (issue.type === 'picklist') return `${place} is ${received(issue)}; write one of ${issue.expected}`;
  return `${place} is ${received(issue)}; write ${WANTED[issue.type] ?? issue.expected}`;
}

function pathOf(issue: Issue): (string | number)[] {
  const path: (string | number)[] = [];
  for (const { key } of issue.path ?? []) {
    if (typeof key === 'string' || typeof key === 'number') path.push(key);
  }
  return path;
}

const WANTED: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  strict_object: 'a map of keys and values',
  record: 'a map of keys and values',
};

function received(issue: Issue): string {
  if (issue.received === 'Array') return 'a list';
  if (issue.received === 'Object') return 'a map';
  if (issue.received === 'null') return 'without a value';
  return excerpt(issue.received ?? 'something else');
}

/** A path as text, list items counted from 1: `forms.en[2].case`. */
function dotted(path: (string | number)[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : `${i === 0 ? '' : '.'}${excerpt(step)}`))
    .join('');
}
