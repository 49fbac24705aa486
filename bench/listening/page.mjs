// The page of results, and what is said there of the machine.
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../scripts/workspace/process.mjs';

export const PAGE = join(root, 'docs/benchmarks.md');
export const RESULTS = join(root, '.cache/bench');

export function describeMachine() {
  const [processor] = cpus();
  return {
    Date: new Date().toISOString().slice(0, 10),
    Machine: `${cpus().length} × ${processor.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`,
    'Node.js': process.versions.node,
  };
}

export async function tidy(markdown) {
  return format(markdown, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

/** The page with a section in the place of the one with the same heading, or at its end. */
export function withSection(page, section) {
  const [heading] = section.split('\n');
  const begin = page.indexOf(`${heading}\n`);
  if (begin < 0) return `${page.trimEnd()}\n\n${section}\n`;
  const next = page.indexOf('\n## ', begin);
  return `${page.slice(0, begin)}${section}\n${next < 0 ? '' : page.slice(next)}`;
}

/** What was measured where, as a list. */
export function facts(machine) {
  return Object.entries(machine)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function shown(value) {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}
