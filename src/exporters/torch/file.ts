// The Python file around the classes: imports, helpers, numbers, and a main that compares with what was on screen.
import { count, type Tensor } from '../../tensor/tensor';
import { tensorText } from '../tensorText';
import { comment, quoted } from './expression';
import { HEAD, READER, SINUSOID, SOFTMAX } from './helpers';
import { classesOf, type ModuleClass, type ModuleInput } from './module';

export interface PythonFile {
  readonly title: string;
  readonly module: ModuleClass;
  readonly helpers: ReadonlySet<string>;
  readonly inputs: readonly ModuleInput[];
  readonly state: Readonly<Record<string, Tensor>>;
  /** What the graph's outputs were, by `<node>.<port>`; absent when nothing ran. */
  readonly expected: Readonly<Record<string, Tensor>>;
  readonly losses: readonly string[];
  /** Functions for FlexAttention that stand beside the classes. */
  readonly mods: readonly string[];
}

/** More cells than this lie in a file beside the code. */
const INLINE_CELLS = 600;

/** Everything that the main needs, under the names that it has in the file of tensors. */
export function tensorsOf({ state, inputs, expected }: PythonFile): Record<string, Tensor> {
  return {
    ...state,
    ...Object.fromEntries(inputs.map(({ name, value }) => [`input/${name}`, value])),
    ...Object.fromEntries(Object.entries(expected).map(([name, value]) => [`expected/${name}`, value])),
  };
}

export const fitsInline = (file: PythonFile): boolean =>
  Object.values(tensorsOf(file)).reduce((sum, { shape }) => sum + count(shape), 0) <= INLINE_CELLS;

export function pythonText(file: PythonFile): string {
  const inline = fitsInline(file);
  const classes = classesOf(file.module).map(({ text }) => text);
  const body = [...file.helpers].sort().map((name) => (name === 'softmax' ? SOFTMAX : SINUSOID));
  const code = [...body, ...(inline ? [] : [READER]), ...classes, ...file.mods];
  const uses = usesIn(code);
  const imports = [...(inline ? [] : ['import json', 'import struct']), ...(uses('math') ? ['import math'] : [])];
  const paths = inline ? [] : ['from pathlib import Path'];
  const standard = [...imports.sort(), ...paths].join('\n');
  const parts = [heading(file), ...(standard === '' ? [] : [standard]), uses('F') ? HEAD : HEAD.replace(/\n.*$/, '')];
  return `${[parts.join('\n\n'), ...code, main(file, inline)].join('\n\n\n')}\n`;
}

const usesIn =
  (code: readonly string[]) =>
  (word: string): boolean =>
    code.some((text) => new RegExp(`\\b${word}\\.`).test(text));

/** Functions for FlexAttention alone, and how they are used. */
export function modsText(title: string, mods: readonly string[]): string {
  const uses = usesIn(mods);
  const words = ['math', 'torch'].filter(uses).map((name) => `import ${name}`);
  const imports = [...words, ...(uses('F') ? ['import torch.nn.functional as F'] : [])].join('\n');
  const lines = [
    comment(title),
    'Made by Attention Workbench for torch 2.5 or later:',
    'from torch.nn.attention.flex_attention import create_block_mask, flex_attention',
    'flex_attention(query, key, value, score_mod=..., block_mask=create_block_mask(mask_mod, None, None, T, S))',
  ];
  const about = lines.filter(Boolean).map((line) => `# ${line}`);
  const parts = [about.join('\n'), ...(imports === '' ? [] : [imports])].join('\n\n');
  return `${[parts, ...mods].join('\n\n\n')}\n`;
}

function heading({ title, losses }: PythonFile): string {
  const lines = [comment(title), 'Made by Attention Workbench. Needs torch 1.13 or later and nothing else.'];
  const said = losses.map((loss) => `Note: ${comment(loss)}`);
  return [...lines, ...said]
    .filter(Boolean)
    .map((line) => `# ${line}`)
    .join('\n');
}

function inlineTensors(file: PythonFile): string[] {
  const entries = Object.entries(tensorsOf(file)).map(([name, value]) => {
    const text = count(value.shape) === 0 ? `torch.empty(${value.shape.join(', ')})` : tensorText(value, 'pytorch');
    return `        ${quoted(name)}: ${text.replaceAll(/\n(?=.)/g, `\n        ${' '.repeat(quoted(name).length + 2)}`)},`;
  });
  return ['    # Weights, inputs, and the values that the workbench showed.', '    tensors = {', ...entries, '    }'];
}

function main(file: PythonFile, inline: boolean): string {
  const { module, inputs, state, expected } = file;
  const given = inputs.map(({ name, whole }) => `tensors['input/${name}']${whole ? '.long()' : ''}`);
  const compares = Object.keys(expected).length > 0;
  return [
    "if __name__ == '__main__':",
    ...(inline ? inlineTensors(file) : ["    tensors = read_safetensors(Path(__file__).with_suffix('.safetensors'))"]),
    `    model = ${module.name}()`,
    ...(Object.keys(state).length > 0
      ? ["    model.load_state_dict({name: value for name, value in tensors.items() if '/' not in name})"]
      : []),
    '    model.eval()',
    '    with torch.no_grad():',
    `        outputs = model(${given.join(', ')})`,
    '    for name, value in outputs.items():',
    ...(compares
      ? [
          "        expected = tensors['expected/' + name].to(value.dtype)",
          '        torch.testing.assert_close(value, expected, rtol=1e-4, atol=1e-4, equal_nan=True)',
          "        print(name, tuple(value.shape), 'equals what the workbench showed')",
        ]
      : ['        print(name, tuple(value.shape))', '        print(value)']),
  ].join('\n');
}
