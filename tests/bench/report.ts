/** The human-readable report, in Markdown. */
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { BARS, KEYS, type Key, type Row } from './bars';
import type { Table } from './part';

/** The circumstances of the measurement. */
export interface Circumstances {
  /** The date, such as `2026-01-31`. */
  date: string;
  machine: string;
  browser: string;
  command: string;
  /** The system load average of the minute before the bench. The bench alone makes about 1. */
  load: number;
  /** Time of a fixed piece of work, ms, measured throughout the run (`calibration.ts`). */
  calibration: number;
  /** Duration of the whole bench, s. */
  seconds: number;
}

export function machine(): string {
  const list = cpus();
  return `${list.length} × ${list[0]?.model.trim() || processorName()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
}

/** Some virtual machines report no processor model to Node. */
function processorName(): string {
  try {
    return /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? process.arch;
  } catch {
    return process.arch;
  }
}

export function markdown(rows: Record<Key, Row>, tables: Table[], about: Circumstances): string {
  const good = KEYS.filter((key) => rows[key].ok).length;
  return [
    '# What Gloss costs',
    `Written by \`${about.command}\` on ${about.date}. ${about.browser}; ${about.machine}. It took ${Math.round(about.seconds / 60)} minutes, begun at a load of ${about.load.toFixed(1)}. ` +
      `A fixed piece of work (\`tests/bench/calibration.ts\`), timed before each part, took ${shown(about.calibration)} ms: a machine that takes ` +
      'longer for it takes longer for all, and times are told as a multiple of it besides. ' +
      'How it is measured stands above each table; the code is in `tests/bench/`.',
    `## The bars: ${good} of ${KEYS.length} held`,
    tableOf(
      ['', 'what', 'value', 'bar', 'unit', '÷ calibration', 'key'],
      KEYS.map((key) => {
        const { value, bar, unit, ok, reason } = rows[key];
        return [
          ok ? 'ok' : '**no**',
          BARS[key].what,
          value === null ? (reason ?? null) : `${shown(value)}${reason ? `; ${reason}` : ''}`,
          bar,
          unit,
          value === null || unit !== 'ms' ? null : value / about.calibration,
          `\`${key}\``,
        ];
      }),
    ),
    ...tables.flatMap(({ title, text, columns, rows }) => [`## ${title}`, text, tableOf(columns, rows)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function tableOf(columns: string[], rows: (string | number | null)[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join(
    '\n',
  );
}

function cell(value: string | number | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return shown(value);
}

/** Formats a number with at most three significant digits. */
export function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}
