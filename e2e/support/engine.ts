// What the engine gives apart from any page: the command line runs the same graph. Knows no test.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The rows of an output, `encoder.states`, of a graph file. The path starts at the project's folder. */
export function engineRows(file: string, output: string): readonly (readonly number[])[] {
  const command = ['e2e/setup/cli.mjs', 'run', file, '--backend', 'cpu', '--json'];
  const { outputs } = JSON.parse(execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' })) as {
    outputs: Readonly<Record<string, { shape: readonly number[]; data: readonly number[] }>>;
  };
  const { shape = [], data = [] } = outputs[output] ?? {};
  const [rows = 0, width = 0] = shape;
  return Array.from({ length: rows }, (_, row) => data.slice(row * width, (row + 1) * width));
}
