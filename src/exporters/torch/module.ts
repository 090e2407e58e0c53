// One nn.Module class for the graph and for each container's inside: layers named as the nodes, and where their numbers come from.
import type { Checked, CheckedNode } from '../../execution/checked';
import { edgeAt } from '../../execution/sourcesOf';
import { weightTensor } from '../../execution/weights';
import type { Program } from '../../ops/program';
import { shapeOf } from '../../tensor/dim';
import { type Tensor, tensor } from '../../tensor/tensor';
import type { InsideOp, Item, Scope } from '../scope';
import { asFloat, atom, comment, type Expression } from './expression';
import { FunctionWriter, type Shared } from './function';
import type { Said } from './match';
import { Names, pascalCase, snakeCase } from './names';
import { type Keeper, writeProgram } from './program';

/** A tensor of a module's state: a weight of a node, drawn for each copy, or cells that stay. */
interface Stored {
  readonly path: string;
  /** Given the copies that the module lies in, outermost first. */
  value(copies: readonly number[]): Tensor;
}

interface Child {
  readonly path: string;
  readonly module: ModuleClass;
  readonly copies: number;
}

export interface ModuleClass {
  readonly name: string;
  readonly text: string;
  /** Classes that it is made of, in the order in which they must be written. */
  readonly before: readonly ModuleClass[];
  readonly stored: readonly Stored[];
  readonly children: readonly Child[];
  /** Of every output, whether it may hold -inf. */
  readonly forbidden: readonly boolean[];
}

/** A constant of the graph that becomes an argument of `forward`. */
export interface ModuleInput {
  readonly name: string;
  readonly label: string;
  readonly whole: boolean;
  readonly value: Tensor;
}

export interface FileContext extends Shared {
  readonly checked: Checked;
  readonly classes: Names;
}

const labelOf = (node: CheckedNode): string => node.node.label ?? node.type?.title ?? node.id;
const baseName = (node: CheckedNode): string => snakeCase(node.node.label ?? '') || snakeCase(node.id);

/** Whether the name says what people wrote; otherwise a comment does. */
const says = (name: string, label: string): boolean =>
  name.replaceAll('_', '') === label.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase() && /^[\x20-\x7e]*$/.test(label);

export class ModuleWriter {
  readonly inputs: ModuleInput[] = [];
  private readonly init: string[] = [];
  private readonly stored: Stored[] = [];
  private readonly children: Child[] = [];
  private readonly before: ModuleClass[] = [];
  private readonly attributes = Names.forAttributes();
  private readonly variables = new Names();
  private readonly values = new Map<string, Expression>();
  private readonly name: string;

  constructor(
    private readonly context: FileContext,
    private readonly scope: Scope,
    title: string,
    /** What the wall hands in may be forbidden, port by port. */
    private readonly forbidden: readonly boolean[] = [],
  ) {
    this.name = context.classes.fresh(pascalCase(title) || 'Model', '');
  }

  write(): ModuleClass {
    const walls = this.scope.inputs.map(({ port, type }, k) => {
      const name = this.variables.fresh(snakeCase(port) || 'x');
      const expression = atom(name, type.dtype === 'int' ? 'int' : 'float');
      this.values.set(
        `${this.scope.wall}.${port}`,
        this.forbidden[k] ? { ...expression, forbidden: true } : expression,
      );
      return { name, type };
    });
    const given = this.scope.wall === undefined ? this.constants() : walls;
    const writer = new FunctionWriter(this.context, this.variables, given);
    for (const item of this.scope.items) this.item(item, writer);
    const left = Object.entries(this.scope.outputs).map(
      ([name, port]) => [name, this.values.get(port) as Expression] as const,
    );
    writer.line(
      `return ${this.scope.wall === undefined ? dictionary(left) : left.map(([, x]) => tensorText(x)).join(', ')}`,
    );
    return {
      name: this.name,
      text: this.text(['self', ...given.map(({ name }) => name)], writer.statements),
      before: this.before,
      stored: this.stored,
      children: this.children,
      forbidden: left.map(([, x]) => x.forbidden === true),
    };
  }

  private text(parameters: readonly string[], statements: readonly string[]): string {
    const init =
      this.init.length > 0 ? ['    def __init__(self):', '        super().__init__()', ...this.init, ''] : [];
    const forward = `    def forward(${parameters.join(', ')}):`;
    return [`class ${this.name}(nn.Module):`, ...init, forward, ...statements].join('\n');
  }

  /** The constants of the graph are its inputs. */
  private constants() {
    return this.scope.items.flatMap(({ node, program }) => {
      if (node.type?.container) return [];
      const constants = program.inputs.filter(({ name }) => name.startsWith('constant:'));
      return constants.map(({ name: own, value }) => {
        const type = program.types[value] as Program['types'][number];
        const suffix = constants.length > 1 ? `_${snakeCase(own.slice('constant:'.length))}` : '';
        const name = this.variables.fresh(`${baseName(node)}${suffix}`);
        const whole = type.dtype === 'int';
        this.values.set(`${node.id}:${own}`, atom(name, whole ? 'int' : 'float'));
        this.inputs.push({ name, label: labelOf(node), whole, value: constantOf(this.context.checked, node, own) });
        return { name, type };
      });
    });
  }

  private item(item: Item, writer: FunctionWriter): void {
    const { node, program } = item;
    const base = baseName(node);
    const ports = Object.entries(program.outputs);
    const produced = new Set(program.steps.flatMap(({ outs }) => outs));
    const wanted = new Map<number, string>();
    for (const [port, value] of ports) {
      if (!produced.has(value) || wanted.has(value)) continue;
      wanted.set(value, this.variables.fresh(ports.length === 1 ? base : `${base}_${snakeCase(port)}`));
    }
    if (wanted.size > 0 && node.node.label !== undefined && !says(base, node.node.label))
      writer.line(`# ${comment(labelOf(node))}`);
    const given = program.inputs.map(({ name }) => this.given(item, name));
    const result = writeProgram(writer, program, given, this.keeper(item, base), wanted, base);
    for (const [port, value] of Object.entries(result)) this.values.set(`${node.id}.${port}`, value);
  }

  private given(item: Item, name: string): Expression | undefined {
    const { node } = item;
    if (name.startsWith('weight:')) return undefined;
    if (name.startsWith('constant:')) return this.values.get(`${node.id}:${name}`) ?? this.keptConstant(node, name);
    const edge = edgeAt(node, name);
    const value = edge && this.values.get(`${edge.source}.${edge.sourcePort}`);
    if (!value) throw new Error(`${node.id}: nothing feeds ${name}`);
    return value;
  }

  private keptConstant(node: CheckedNode, own: string): Expression {
    const constant = constantOf(this.context.checked, node, own);
    return this.keep(baseName(node), () => constant);
  }

  private keep(base: string, value: Stored['value']): Expression {
    const name = this.attributes.fresh(base);
    this.init.push(`        self.register_buffer('${name}', torch.empty(${sizesText(value([]).shape)}))`);
    this.stored.push({ path: name, value });
    return atom(`self.${name}`);
  }

  private keeper(item: Item, base: string): Keeper {
    const { node, program } = item;
    const names = new Map(program.inputs.map(({ name, value }) => [value, name.slice('weight:'.length)]));
    const weights = program.inputs.filter(({ name }) => name.startsWith('weight:')).length;
    let module: ReturnType<Keeper['inside']> | undefined;
    return {
      buffer: (value) => this.keep(`${base}_mask`, value),
      layer: (said) =>
        this.layer(
          node,
          base,
          said,
          said.args.map((arg) => names.get(arg) ?? ''),
          weights,
        ),
      parameter: (value) => this.parameter(node, base, names.get(value) as string),
      inside: (op, args) => {
        module ??= this.inside(node, base, op, args);
        return module;
      },
    };
  }

  private shape(node: CheckedNode, weight: string): readonly number[] {
    return shapeOf(node.traced?.weights[weight]?.dims ?? [], this.context.checked.sizes);
  }

  private store(path: string, node: CheckedNode, own: string, transpose = false): void {
    const weight = node.traced?.weights[own];
    if (!weight) throw new Error(`${node.id} has no weight ${own}`);
    const { graph, sizes } = this.context.checked;
    this.stored.push({
      path,
      value(copies) {
        const drawn = weightTensor(graph, `${node.id}${copies.map((k) => `[${k}]`).join('')}.${own}`, weight, sizes);
        return transpose ? transposed(drawn) : drawn;
      },
    });
  }

  private parameter(node: CheckedNode, base: string, weight: string): Expression {
    const name = this.attributes.fresh(`${base}_${weight}`);
    this.init.push(`        self.${name} = nn.Parameter(torch.empty(${sizesText(this.shape(node, weight))}))`);
    this.store(name, node, weight);
    return atom(`self.${name}`);
  }

  private layer(
    node: CheckedNode,
    base: string,
    { id, attrs }: Said,
    own: readonly string[],
    weights: number,
  ): string | undefined {
    const make = LAYERS[id];
    if (!make) return undefined;
    const [, weight = '', bias] = own;
    const alone = weights === own.length - 1;
    const suffix = weight.replace(/^(weight|scale)_?/, '');
    const name = this.attributes.fresh(alone || suffix === '' ? base : `${base}_${suffix}`);
    this.init.push(`        self.${name} = ${make(this.shape(node, weight), bias !== undefined, attrs)}`);
    this.store(`${name}.weight`, node, weight, id === 'linear');
    if (bias !== undefined) this.store(`${name}.bias`, node, bias);
    return `self.${name}`;
  }

  private inside(node: CheckedNode, base: string, op: InsideOp, args: readonly Expression[]) {
    const forbidden = args.map((arg) => arg.forbidden === true);
    const module = new ModuleWriter(this.context, op.scope, labelOf(node), forbidden).write();
    this.before.push(module);
    const name = this.attributes.fresh(base);
    const one = `${module.name}()`;
    const made = op.copies > 1 ? `nn.ModuleList([${one} for _ in range(${op.copies})])` : one;
    this.init.push(`        self.${name} = ${made}`);
    this.children.push({ path: name, module, copies: op.copies });
    return { module: `self.${name}`, forbidden: module.forbidden };
  }
}

type Maker = (shape: readonly number[], bias: boolean, attrs: Said['attrs']) => string;

/** By id of the idiom. The first size of our matrices is the width that enters. */
const LAYERS: Readonly<Record<string, Maker>> = {
  linear: ([enters, leaves], bias) => `nn.Linear(${enters}, ${leaves}${bias ? '' : ', bias=False'})`,
  embedding: ([rows, width]) => `nn.Embedding(${rows}, ${width})`,
  layerNorm: ([width], _bias, { epsilon }) => `nn.LayerNorm(${width}${epsilon === 1e-5 ? '' : `, eps=${epsilon}`})`,
};

const sizesText = (shape: readonly number[]): string => (shape.length === 0 ? '()' : shape.join(', '));
const tensorText = (x: Expression): string => (x.kind === 'number' || x.kind === 'bool' ? asFloat(x).text : x.text);
/** On one line where it fits. */
function dictionary(left: readonly (readonly [string, Expression])[]): string {
  const entries = left.map(([name, x]) => `'${name}': ${tensorText(x)}`);
  const line = `{${entries.join(', ')}}`;
  return line.length < 100 ? line : `{\n${entries.map((entry) => `            ${entry},\n`).join('')}        }`;
}

function constantOf({ sizes }: Checked, node: CheckedNode, name: string): Tensor {
  const constant = node.source?.constants[name.slice('constant:'.length)];
  if (!constant) throw new Error(`${node.id}: nothing feeds ${name}`);
  return tensor(shapeOf(constant.dims, sizes), constant.data);
}

function transposed({ shape, data }: Tensor): Tensor {
  const [rows, columns] = shape as [number, number];
  const cells = data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number);
  return { shape: [columns, rows], data: cells };
}

/** Every tensor of a module by the name that its state dict gives it. */
export function stateOf(module: ModuleClass, path = '', copies: readonly number[] = []): Record<string, Tensor> {
  const own = module.stored.map(({ path: name, value }) => [`${path}${name}`, value(copies)] as const);
  const inner = module.children.flatMap((child) =>
    Array.from({ length: child.copies }, (_, k) =>
      child.copies === 1
        ? stateOf(child.module, `${path}${child.path}.`, copies)
        : stateOf(child.module, `${path}${child.path}.${k}.`, [...copies, k]),
    ).flatMap(Object.entries),
  );
  return Object.fromEntries([...own, ...inner]);
}

/** A class after all that it is made of. */
export const classesOf = (module: ModuleClass): ModuleClass[] => [...module.before.flatMap(classesOf), module];
