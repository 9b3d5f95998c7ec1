/** Small sources that compile, for tests to break one thing at a time. */
import { expect } from 'vitest';
import { compile, type Sources } from '../../src/digest/compile';
import { CompileError, type Problem } from '../../src/digest/problems';

export const DOCUMENT = `---
title: "A report"
date: 2023-08
lang: en
---

# A report

The Internet Governance Forum (IGF) is held every year.

The main topics were:

- cyber diplomacy;
- the IGF.
`;

export const GLOSSARY = `- id: igf
  kind: event
  label: IGF
  name: Internet Governance Forum
  gist:
    en: Yearly forum on Internet policy
  forms:
    en: [IGF, Internet Governance Forum]
    fa: [مجمع حکمرانی اینترنت]
  ambiguous: [IGF]
  cues: [internet, governanc*]
  rivals:
    - sense: insulin-like growth factor
      forms: [IGF]
      names: [insulin-like growth factor]
      cues: [insulin]
  claims:
    - text: The report says that the forum is held every year.
      passage: report#p02
      quote: is held every year
  related: [cyber-diplomacy]
- id: cyber-diplomacy
  kind: concept
  label: Cyber diplomacy
  gist:
    en: Diplomacy about cyberspace
  forms:
    en: [cyber diplomacy]
  claims:
    - text: The report names cyber diplomacy among the topics.
      passage: report#p04
      quote: cyber diplomacy
  related: [igf]
`;

export const DOCUMENT_PATH = 'assets/documents/report.md';
export const GLOSSARY_PATH = 'assets/glossary/terms.yaml';

/** The sound sources, with one part changed. */
export function sources({ document = DOCUMENT, glossary = GLOSSARY } = {}): Sources {
  return {
    documents: [{ path: DOCUMENT_PATH, text: document }],
    glossary: [{ path: GLOSSARY_PATH, text: glossary }],
  };
}

/** `text` with `from`, which must be there, changed to `to`. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no "${from}" to change`);
  return text.replace(from, () => to);
}

/** The problems that the compiler finds; none where it compiles. */
export async function problemsOf(broken: Sources): Promise<readonly Problem[]> {
  try {
    await compile(broken);
    return [];
  } catch (error) {
    if (error instanceof CompileError) return error.problems;
    throw error;
  }
}

/** The one problem that there is. */
export function only(problems: readonly Problem[]): Problem {
  const [problem] = problems;
  expect(problems).toHaveLength(1);
  if (problem === undefined) throw new Error('no problem found');
  return problem;
}

/** The only problem of the glossary with `from` changed to `to`. */
export async function problemWith(from: string, to: string): Promise<Problem> {
  return only(await problemsOf(sources({ glossary: changed(GLOSSARY, from, to) })));
}

/** The line of the glossary, from 1, that holds `text`. */
export function lineOf(text: string, source = GLOSSARY): number {
  const index = source.split('\n').findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`no line holds "${text}"`);
  return index + 1;
}
