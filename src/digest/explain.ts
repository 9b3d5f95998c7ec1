/** Says in the words of the files' authors what a schema found wrong. */
import type * as v from 'valibot';
import { excerpt } from './problems';

type Issue = v.BaseIssue<unknown>;

/** What a schema found wrong: the place in the value, and what is wrong there and what to do. Nothing is told twice. */
export function explain(issues: readonly Issue[]): { path: (string | number)[]; message: string }[] {
  const messages = new Map(issues.map((issue) => [sentence(issue), pathOf(issue)]));
  return [...messages].map(([message, path]) => ({ path, message }));
}

function sentence(issue: Issue): string {
  const path = pathOf(issue);
  const last = path.at(-1);
  const place = path.length === 0 ? 'the entry' : dotted(path);
  const rest = path.slice(0, -1);
  // To valibot a list is an object that lacks keys.
  if (issue.type === 'strict_object' && Array.isArray(issue.path?.at(-1)?.input)) {
    return `${rest.length === 0 ? 'the entry' : dotted(rest)} is a list; write ${WANTED.strict_object}`;
  }
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `has the unknown key "${excerpt(String(last))}"${rest.length > 0 ? ` in ${dotted(rest)}` : ''}; correct or remove it`;
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined' && issue.expected !== 'Object') {
    return `lacks ${place}; add it`;
  }
  // Only the schema's own sentences (`message` on a pipe action) speak of content; the rest are wrong types.
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

/** `forms.en[2].case` */
function dotted(path: (string | number)[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : `${i === 0 ? '' : '.'}${excerpt(step)}`))
    .join('');
}
