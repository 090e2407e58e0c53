// Which commands there are and what they take: from the words of a command line to an exit code.
import { parseArgs } from 'node:util';
import { limits } from '../graph/limits';
import { checkCommand } from './check';
import { diffCommand } from './diff';
import { EXPORT_FORMATS, type ExportFormat, exportCommand } from './export';
import { gradientsCommand } from './gradients';
import { presetsCommand } from './presets';
import { BACKENDS, type CliBackend, runCommand } from './run';
import { RefusedError, type Terminal, UsageError } from './terminal';
import { trainCommand } from './train';

const USAGE = `Usage:
  presets [--json]
  check FILE
  run FILE [--set NODE.PARAM=JSON]... [--backend ${BACKENDS.join('|')}] [--json]
  gradients FILE --loss NODE.PORT [--cotangent FILE] [--set NODE.PARAM=JSON]... [--backend ${BACKENDS.join('|')}] [--json]
  train FILE [--steps N] [--seed N] [--out FILE] [--set NODE.PARAM=JSON]... [--backend ${BACKENDS.join('|')}] [--json]
  export FILE --format ${EXPORT_FORMATS.join('|')} --out PATH [--opset 21|23] [--theme light|dark] [--set NODE.PARAM=JSON]... [--backend ${BACKENDS.join('|')}]
  diff A B [--json]
FILE, A and B: a graph file, the name of a preset, or - for standard input.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  set: { type: 'string', multiple: true, default: [] as string[] },
  backend: { type: 'string', default: 'cpu' },
  loss: { type: 'string' },
  cotangent: { type: 'string' },
  steps: { type: 'string' },
  seed: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  opset: { type: 'string', default: '21' },
  theme: { type: 'string', default: 'light' },
} as const;
type OptionName = keyof typeof OPTIONS;

/** Reads the words after a command; throws UsageError for those that it does not take. */
function wordsOf<K extends OptionName>(words: readonly string[], files: 0 | 1 | 2, names: readonly K[]) {
  const options = Object.fromEntries(names.map((name) => [name, OPTIONS[name]])) as Pick<typeof OPTIONS, K>;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (positionals.length !== files)
      throw new UsageError(`Give ${['no FILE', 'one FILE', 'two files, A and B'][files]}.`);
    return { ...values, file: positionals[0] ?? '', other: positionals[1] ?? '' };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

/** A whole number from `least` to `most`; throws UsageError for anything else. */
function wholeNumber(
  option: string,
  text: string | undefined,
  [least, most]: readonly [number, number],
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not ${text}.`);
}

function backendOf(name: string): CliBackend {
  const backend = BACKENDS.find((known) => known === name);
  if (!backend) throw new UsageError(`--backend takes ${BACKENDS.join(' or ')}, not ${name}.`);
  return backend;
}

function formatOf(name: string | undefined): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === name);
  if (!format)
    throw new UsageError(`--format takes ${EXPORT_FORMATS.join(', ')}${name === undefined ? '' : `, not ${name}`}.`);
  return format;
}

type Command = (terminal: Terminal, words: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  presets: (terminal, words) => presetsCommand(terminal, wordsOf(words, 0, ['json'])),
  check: (terminal, words) => checkCommand(terminal, wordsOf(words, 1, []).file),
  run(terminal, words) {
    const { file, set, backend, json } = wordsOf(words, 1, ['set', 'backend', 'json']);
    return runCommand(terminal, file, { settings: set, backend: backendOf(backend), json });
  },
  gradients(terminal, words) {
    const given = wordsOf(words, 1, ['loss', 'cotangent', 'set', 'backend', 'json']);
    const { file, loss, cotangent, set, backend, json } = given;
    if (loss === undefined) throw new UsageError('Give --loss NODE.PORT.');
    return gradientsCommand(terminal, file, { loss, cotangent, settings: set, backend: backendOf(backend), json });
  },
  train(terminal, words) {
    const { file, set, backend, json, ...given } = wordsOf(words, 1, [
      'steps',
      'seed',
      'out',
      'set',
      'backend',
      'json',
    ]);
    const steps = wholeNumber('steps', given.steps, [1, limits.trainingSteps]);
    const seed = wholeNumber('seed', given.seed, [0, limits.seed]);
    return trainCommand(terminal, file, {
      steps,
      seed,
      out: given.out,
      settings: set,
      backend: backendOf(backend),
      json,
    });
  },
  export(terminal, words) {
    const given = wordsOf(words, 1, ['format', 'out', 'opset', 'theme', 'set', 'backend']);
    const { file, format, out, opset, theme, set, backend } = given;
    const known = formatOf(format);
    if (out === undefined || out === '') throw new UsageError('Give --out PATH.');
    if (opset !== '21' && opset !== '23') throw new UsageError(`--opset takes 21 or 23, not ${opset}.`);
    if (theme !== 'light' && theme !== 'dark') throw new UsageError(`--theme takes light or dark, not ${theme}.`);
    const options = {
      format: known,
      out,
      opset: opset === '23' ? 23 : 21,
      theme,
      settings: set,
      backend: backendOf(backend),
    } as const;
    return exportCommand(terminal, file, options);
  },
  diff(terminal, words) {
    const { file, other, json } = wordsOf(words, 2, ['json']);
    return diffCommand(terminal, [file, other], json);
  },
};

/** The exit code: 0, 1 when the work cannot be done or finds problems, 2 for wrong usage. */
export async function execute(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = words;
  if (name === 'help' || name === '--help') {
    terminal.print(USAGE);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new UsageError(name === '' ? 'Give a command.' : `There is no command ${name}.`);
    return await command(terminal, rest);
  } catch (error) {
    if (error instanceof RefusedError) {
      terminal.remark(error.message);
      return 1;
    }
    if (!(error instanceof UsageError)) throw error;
    terminal.remark(`${error.message}\n${USAGE}`);
    return 2;
  }
}
