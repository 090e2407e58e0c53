// A graph as PyTorch: a readable nn.Module with its numbers, which checks itself when it is run.
import type { Checked } from '../execution/checked';
import type { Tensor } from '../tensor/tensor';
import { commonLosses, finalPorts, fixedSizes } from './chosen';
import type { Exported } from './exported';
import { writeSafetensors } from './safetensors';
import { graphScope } from './scope';
import { fitsInline, modsText, type PythonFile, pythonText, tensorsOf } from './torch/file';
import { flexMods } from './torch/flex';
import { type FileContext, ModuleWriter, stateOf } from './torch/module';
import { Names, snakeCase } from './torch/names';

export interface PytorchOptions {
  /** What the module gives, as `<node>.<port>`; by default every output that no wire leads away from. */
  readonly ports?: readonly string[];
  /** What the ports showed, by `<node>.<port>`: the file compares itself with these. Ports without one are not compared. */
  readonly values?: ReadonlyMap<string, Tensor>;
  /** Of the files, without ending; by default made of the graph's title. */
  readonly name?: string;
}

/**
 * `<name>.py`, and `<name>.safetensors` beside it unless the numbers are few. The graph's texts and tensors are the arguments
 * of `forward`, which gives a dict by `<node>.<port>`; the state dict has the names and the [out, in] layout of torch.nn.
 */
export function exportPytorch(checked: Checked, options: PytorchOptions = {}): Exported {
  const file = pythonFile(checked, options);
  const name = options.name ?? (snakeCase(checked.graph.title ?? '') || 'model');
  const code = { name: `${name}.py`, bytes: new TextEncoder().encode(pythonText(file)) };
  const numbers = { name: `${name}.safetensors`, bytes: writeSafetensors(fitsInline(file) ? {} : tensorsOf(file)) };
  return { files: fitsInline(file) ? [code] : [code, numbers], losses: file.losses };
}

/** `<name>_flex.py`: the score_mod and mask_mod functions alone. Throws RangeError when the graph has none. */
export function exportFlex(checked: Checked, { name }: Pick<PytorchOptions, 'name'> = {}): Exported {
  const title = checked.graph.title ?? '';
  const mods = flexMods(checked, fixedSizes(checked), new Names());
  if (mods.length === 0) {
    throw new RangeError(
      'nothing between scores and a softmax of this graph can be said by indices alone: wire a Mask or a Scale there',
    );
  }
  const text = modsText(
    title,
    mods.map(({ code }) => code),
  );
  const base = name ?? (snakeCase(title) || 'model');
  const bytes = new TextEncoder().encode(text);
  return { files: [{ name: `${base}_flex.py`, bytes }], losses: commonLosses(checked) };
}

function pythonFile(checked: Checked, { ports = finalPorts(checked), values }: PytorchOptions): PythonFile {
  const title = checked.graph.title ?? '';
  const context: FileContext = {
    checked,
    sizes: checked.sizes,
    fixed: fixedSizes(checked),
    helpers: new Set(),
    losses: new Set(commonLosses(checked)),
    classes: new Names(),
  };
  const writer = new ModuleWriter(context, graphScope(checked, ports), title);
  const module = writer.write();
  const expected = ports.flatMap((port) => {
    const value = values?.get(port);
    return value ? [[port, value] as const] : [];
  });
  return {
    title,
    module,
    helpers: context.helpers,
    inputs: writer.inputs,
    state: stateOf(module),
    expected: expected.length === ports.length ? Object.fromEntries(expected) : {},
    losses: [...context.losses],
    mods: flexMods(checked, context.fixed, context.classes).map(({ code }) => code),
  };
}
