// A container whose inside runs once per time step.
import type { Signature } from '../../ops/signature';
import type { Value } from '../../ops/value';
import type { Vocabulary } from '../../ops/vocabulary';
import type { Dim } from '../../tensor/dim';
import { float, type Type } from '../../tensor/tensor';
import type { Container, ContainerOwn, Inside, Wall } from '../container';
import { defineNode, NodeError } from '../node';
import { type BoundaryPort, choice, integerOr } from '../params';
import type { AnyParams } from '../ports';

const MOST_STEPS = 10_000;

/** Flags without a width, one a step. */
const VALID: BoundaryPort = { name: 'valid', kind: 'valid' };

/** Rows are `... T d`, ids and flags are `... T`: where the time axis of a sequence lies. Throws NodeError for a single number. */
function timeAxis({ name, kind }: BoundaryPort, { dims, dtype }: Type): number {
  const axis = dtype === 'int' || kind === VALID.kind || dims.length === 1 ? dims.length - 1 : dims.length - 2;
  if (axis >= 0) return axis;
  throw new NodeError(`${name} is a single number and has no steps`, {
    ports: [name],
    code: 'shape',
    advice: 'Feed it as a constant, or wire a sequence.',
  });
}

const stepOf = (port: BoundaryPort, type: Type): Type => {
  const axis = timeAxis(port, type);
  return { ...type, dims: type.dims.map((d, i) => (i === axis ? 1 : d)) };
};

/** The axes before the time axis: the examples of a batch, heads. */
const leadOf = (port: BoundaryPort, type: Type): readonly Dim[] => type.dims.slice(0, timeAxis(port, type));

const longer = (a: readonly Dim[], b: readonly Dim[]): readonly Dim[] => (b.length > a.length ? b : a);

/** What a state is while the loop runs: one for each of the leading axes of what is fed to it. */
function stateDims(port: BoundaryPort, type: Type, lead: readonly Dim[]): readonly Dim[] {
  const own = leadOf(port, type);
  return own.length < lead.length ? [...lead, ...type.dims.slice(own.length)] : type.dims;
}

/** A state that every example starts with stands before each of them. */
function spread(t: Vocabulary, { port, value }: Port, lead: readonly Dim[]): Value {
  const dims = stateDims(port, value.type, lead);
  if (dims === value.type.dims) return value;
  const own = leadOf(port, value.type);
  const ones = new Array<Dim>(lead.length - own.length).fill(1);
  return t.expand(t.reshape(value, [...own, ...ones, ...value.dims.slice(own.length)]), dims);
}

const isFed = ({ kind }: BoundaryPort): boolean => kind === 'sequence' || kind === 'feedback';

/** Whether a feedback input reads the wired target (teacher forcing, Williams and Zipser 1989) instead of its own output. */
const forced = (params: AnyParams, { mode }: ContainerOwn): boolean =>
  params.feedback === 'target' || (params.feedback === 'auto' && mode.training);

interface Port {
  readonly port: BoundaryPort;
  readonly value: Value;
}

/** The ports of the wall that are wired, sorted by how the loop treats them. */
interface Roles {
  readonly constants: readonly Port[];
  readonly sequences: readonly Port[];
  readonly states: readonly Port[];
  /** Feedback that reads the output of the step before: a state that starts with the first of the target. */
  readonly own: readonly Port[];
  readonly length: Dim;
}

function rolesOf(t: Vocabulary, own: ContainerOwn): Roles {
  const { wall, inputs, params } = own;
  const of = (wanted: (port: BoundaryPort) => boolean): Port[] =>
    wall.inputs.filter(wanted).flatMap((port) => {
      const value = inputs[port.name];
      return value ? [{ port, value }] : [];
    });
  const teaches = forced(params, own);
  const fed = of((port) => port.kind === 'sequence' || (teaches && port.kind === 'feedback'));
  const fedBack = of((port) => !teaches && port.kind === 'feedback');
  const starts = fedBack.map(({ port, value }) => ({
    port,
    value: t.slice(value, timeAxis(port, value.type), 0, 1),
  }));
  const valid = inputs.valid ? [{ port: VALID, value: inputs.valid }] : [];
  const lead = [...fed, ...fedBack].map(({ port, value }) => leadOf(port, value.type)).reduce(longer, []);
  return {
    constants: of(({ kind }) => kind === 'constant'),
    sequences: [...fed, ...valid],
    states: of(({ kind }) => kind === 'state').map((state) => ({ ...state, value: spread(t, state, lead) })),
    own: starts,
    length: lengthOf(own, [...fed, ...fedBack]),
  };
}

function lengthOf({ params, same }: ContainerOwn, fed: readonly Port[]): Dim {
  if (typeof params.steps === 'number') return params.steps;
  const lengths = fed.map(({ port, value }) => ({
    name: port.name,
    dim: value.dims[timeAxis(port, value.type)] as Dim,
  }));
  const [first] = lengths;
  if (!first) {
    throw new NodeError('nothing says how many steps to take', {
      param: 'steps',
      code: 'param',
      advice: 'Wire a sequence, or give a number of steps.',
    });
  }
  const odd = lengths.find(({ dim }) => !same(dim, first.dim));
  if (!odd) return first.dim;
  throw new NodeError(`the sequences ${first.name} and ${odd.name} differ in length`, {
    ports: [first.name, odd.name],
    clash: [first.dim, odd.dim],
    code: 'shape',
    advice:
      'Every sequence needs one entry per step. What starts a state, or stays the same, is fed otherwise: click its port on the wall.',
  });
}

/** The slice of a stacked value that one run of the inside takes: [1, ...] without its first axis. */
const unstacked = (b: Vocabulary, slice: Value): Value => b.reshape(slice, slice.dims.slice(1));

interface Body {
  readonly program: Signature;
  /** Names of the nodes' ports that the loop stacks, in output order after those of the wall. */
  readonly watched: readonly string[];
}

/** One step as a Program, in the order that a scan wants. */
function bodyOf(t: Vocabulary, own: ContainerOwn, roles: Roles, feeds: readonly Value[]): Body {
  let watched: string[] = [];
  const program = t.subprogram((b, input) => {
    input('step', float([]));
    const declare = ({ port, value }: Port, type = value.type) => [port.name, input(port.name, type)] as const;
    const constants = roles.constants.map((c) => declare(c));
    const fed = feeds.map((value, k) => input(`feed ${k}`, value.type));
    const slices = roles.sequences.map((s) => declare(s, stepOf(s.port, s.value.type)));
    const probed = Object.entries(own.probes).map(([name, { type }]) => {
      const slice = input(`probe:${name}`, { ...type, dims: [1, ...type.dims.slice(1)] });
      return [name, unstacked(b, slice)] as const;
    });
    const states = [...roles.states, ...roles.own].map((s) => declare(s));
    const { valid, ...given } = Object.fromEntries([...constants, ...slices, ...states]);
    const inside = own.inside(b, given, { index: 0, feeds: fed, probes: Object.fromEntries(probed) });
    const left = states.map(([name, before]) => {
      const after = inside.outputs[name];
      if (!after) {
        throw new NodeError(`nothing inside is wired to ${name} of Outputs`, { ports: [name], code: 'unwired' });
      }
      return hold(b, valid, before, after, name);
    });
    const leaving = sequenceOutputs(own).map(({ name }) => inside.outputs[name] as Value);
    watched = Object.keys(inside.nodes);
    const seen = watched.map((name) => b.unsqueeze(inside.nodes[name] as Value, 0));
    return Object.fromEntries([
      ...left.map((value, k) => [`s${k}`, value]),
      ...[...leaving, ...seen].map((value, k) => [`y${k}`, value]),
    ]);
  });
  return { program, watched };
}

/** A padded step leaves the state as it was. */
function hold(b: Vocabulary, valid: Value | undefined, before: Value, after: Value, name: string): Value {
  if (before.rank !== after.rank) {
    throw new NodeError(`the state ${name} has ${before.rank} axes before a step and ${after.rank} after it`, {
      ports: [name],
      code: 'shape',
    });
  }
  if (!valid) return after;
  // valid is [..., 1]: it lacks the width that a state has, and whatever else stands behind the batch.
  const shape = [...valid.dims, ...new Array<Dim>(Math.max(0, before.rank - valid.rank)).fill(1)];
  return b.where(b.reshape(valid, shape), after, before);
}

const sequenceOutputs = ({ wall }: ContainerOwn): readonly BoundaryPort[] =>
  wall.outputs.filter(({ kind }) => kind === 'sequence');

function build(t: Vocabulary, own: ContainerOwn): Inside {
  const roles = rolesOf(t, own);
  const [feeds = []] = own.feeds;
  const { program, watched } = bodyOf(t, own, roles, feeds);
  const stacked = sequenceOutputs(own);
  const axisOf = (port: BoundaryPort, k: number): number =>
    timeAxis(port, program.types[program.outputs[`y${k}`] as number] as Type);
  const states = [...roles.states, ...roles.own];
  const probes = Object.values(own.probes);
  const result = t.scan(
    {
      body: program,
      length: roles.length,
      reverse: own.params.direction === 'backward',
      constants: roles.constants.length + feeds.length,
      sequences: [...roles.sequences.map(({ port, value }) => timeAxis(port, value.type)), ...probes.map(() => 0)],
      states: states.length,
      outputs: [...stacked.map(axisOf), ...watched.map(() => 0)],
    },
    [
      ...roles.constants.map(({ value }) => value),
      ...feeds,
      ...roles.sequences.map(({ value }) => value),
      ...probes,
      ...states.map(({ value }) => value),
    ],
  );
  const named = (names: readonly string[], from: number) => names.map((name, k) => [name, result[from + k] as Value]);
  return {
    outputs: Object.fromEntries([
      ...named(
        roles.states.map(({ port }) => port.name),
        0,
      ),
      ...named(
        stacked.map(({ name }) => name),
        states.length,
      ),
    ]),
    nodes: Object.fromEntries(named(watched, states.length + stacked.length)),
  };
}

function insideTypes({ inputs }: Wall, outside: Readonly<Record<string, Type>>): Record<string, Type> {
  const wired = inputs.flatMap((port) => {
    const type = outside[port.name];
    return type ? [{ port, type }] : [];
  });
  const fed = wired.filter(({ port }) => isFed(port));
  const lead = fed.map(({ port, type }) => leadOf(port, type)).reduce(longer, []);
  const inside = ({ port, type }: (typeof wired)[number]): Type => {
    if (isFed(port)) return stepOf(port, type);
    return port.kind === 'state' ? { ...type, dims: stateDims(port, type, lead) } : type;
  };
  return Object.fromEntries(wired.map((one) => [one.port.name, inside(one)]));
}

const container: Container = {
  kinds: { inputs: ['sequence', 'state', 'constant', 'feedback'], outputs: ['sequence', 'state', 'feedback'] },
  fixed: { valid: { shape: '... T', doc: '1 keeps a step, 0 leaves the states as they were', optional: true } },
  optional: () => false,
  insideTypes,
  copies: () => 1,
  stacks: () => true,
  build,
};

export const repeat = defineNode({
  id: 'repeat',
  title: 'Repeat over time',
  category: 'recurrent',
  summary: 'Runs its inside once per step, carrying states from one step to the next.',
  formula: String.raw`h_t = f(x_t, h_{t-1}), \quad t = 1, \dots, T`,
  help: 'A sequence gives one slice a step, a state is carried over, a constant is the same at every step. Feedback reads a wired target while training, and what the step before gave otherwise.',
  inputs: {},
  outputs: {},
  params: {
    steps: integerOr('input length', { min: 1, max: MOST_STEPS, doc: 'how often the inside runs' }),
    direction: choice(['forward', 'backward'], { doc: 'from the first step or from the last' }),
    feedback: choice(['auto', 'target', 'own'], {
      doc: 'what a feedback input reads; auto: the target while training',
    }),
  },
  tag: ({ direction }) => (direction === 'backward' ? 'backward' : ''),
  container,
  body: () => ({}),
  example: {
    inputs: {},
    variants: [
      { params: { direction: 'backward', steps: 4 } },
      { params: { feedback: 'target' } },
      { params: { feedback: 'own' } },
    ],
  },
});
