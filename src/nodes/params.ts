// The kinds of settings a node type may have: which control edits it, and what is sensible. What a file may hold follows from the control.

export type Control =
  | 'number'
  | 'integer'
  | 'integer-or-word'
  | 'choice'
  | 'flag'
  | 'text'
  | 'long-text'
  | 'values'
  | 'axes'
  | 'name'
  | 'ports';

export interface Param<T> {
  readonly default: T;
  readonly control: Control;
  readonly doc: string;
  /** A sentence when the value loads but cannot be worked with; the node says it and the rest runs. */
  problem(value: T): string | undefined;
  readonly options?: readonly T[];
  readonly min?: number;
  readonly max?: number;
  /** The default of one node, where each has its own; `default` stands where nothing has a name. */
  own?(node: string): T;
  /** The setting matters only while this holds of the node's other params; the inspector hides it otherwise. */
  when?(params: Readonly<Record<string, unknown>>): boolean;
}

/** What a setting is when the file leaves it out. */
export const defaultOf = <T>(param: Param<T>, node: string | undefined): T =>
  node === undefined ? param.default : (param.own?.(node) ?? param.default);

interface About<T> {
  readonly doc: string;
  readonly when?: Param<T>['when'];
  readonly own?: Param<T>['own'];
}

interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Like max, but not itself allowed. */
  readonly below?: number;
}

function rangeProblem(value: number, { min, max, below }: Range): string | undefined {
  if (min !== undefined && value < min) return `is ${value}, but must be at least ${min}`;
  if (max !== undefined && value > max) return `is ${value}, but may be at most ${max}`;
  if (below !== undefined && value >= below) return `is ${value}, but must be below ${below}`;
  return undefined;
}

export const number = (initial: number, about: About<number> & Range): Param<number> => ({
  ...about,
  default: initial,
  control: 'number',
  problem: (value) => rangeProblem(value, about),
});

/** A whole number; a fraction loads, and the node says what is wrong. */
export const integer = (initial: number, about: About<number> & Range): Param<number> => ({
  ...about,
  default: initial,
  control: 'integer',
  problem: (value) =>
    Number.isInteger(value) ? rangeProblem(value, about) : `is ${value}, but must be a whole number`,
});

/** One of a few words; the first is the default. */
export const choice = <const T extends string>(options: readonly [T, ...T[]], about: About<T>): Param<T> => ({
  ...about,
  default: options[0],
  control: 'choice',
  options,
  problem: () => undefined,
});

export const flag = (initial: boolean, about: About<boolean>): Param<boolean> => ({
  ...about,
  default: initial,
  control: 'flag',
  problem: () => undefined,
});

interface Text extends About<string> {
  readonly control?: 'text' | 'long-text' | 'name';
  /** Characters at most. */
  readonly max?: number;
}

export const text = (initial: string, { control = 'text', max = 16_384, ...about }: Text): Param<string> => ({
  ...about,
  default: initial,
  control,
  max,
  problem: () => undefined,
});

/** Nested arrays of finite numbers, rank 1 to 4. */
export type Values = readonly (number | Values)[];

/** Shape of nested arrays; a string says where they are ragged. */
export function shapeOfValues(values: Values): number[] | string {
  const shape: number[] = [];
  for (let level: number | Values = values; Array.isArray(level); level = level[0] as number | Values) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const ragged = findRagged(values, shape, 'values');
  return ragged ?? shape;
}

function findRagged(level: number | Values, shape: readonly number[], path: string): string | undefined {
  const [size, ...rest] = shape;
  if (size === undefined)
    return Array.isArray(level) ? `${path} is a list where its neighbours are numbers` : undefined;
  if (!Array.isArray(level)) return `${path} is a number where its neighbours are lists`;
  if (level.length !== size) return `${path} has ${level.length} entries where its neighbours have ${size}`;
  // Most rows are plain numbers, and there may be many: no path is made for those.
  if (rest.length === 0 && level.every((cell) => typeof cell === 'number')) return undefined;
  for (const [i, inner] of level.entries()) {
    const found = findRagged(inner as number | Values, rest, `${path}[${i}]`);
    if (found) return found;
  }
  return undefined;
}

export const values = (initial: Values, about: About<Values>): Param<Values> => ({
  ...about,
  default: initial,
  control: 'values',
  problem: (value) => {
    const shape = shapeOfValues(value);
    if (typeof shape === 'string') return `are ragged: ${shape}`;
    return shape.includes(0) ? 'are empty: give at least one number' : undefined;
  },
});

/** An order of axes: whole numbers, negative ones counted from the last. */
export const axes = (about: About<readonly number[]>): Param<readonly number[]> => ({
  ...about,
  default: [],
  control: 'axes',
  problem: (value) => (value.every(Number.isInteger) ? undefined : 'must be whole numbers'),
});

/** A whole number, or one word that stands for what is not a number: `input length`. */
export const integerOr = <const W extends string>(word: W, about: About<number | W> & Range): Param<number | W> => ({
  ...about,
  default: word,
  control: 'integer-or-word',
  options: [word],
  problem: (value) => {
    if (typeof value === 'string') return undefined;
    return Number.isInteger(value) ? rangeProblem(value, about) : `is ${value}, but must be a whole number`;
  },
});

/** One port of a container's wall, as its boundary child lists it. */
export interface BoundaryPort {
  readonly name: string;
  /** How it is fed: each container knows its own kinds. */
  readonly kind: string;
}

/** Ports of a container's wall: a name and how each is fed. */
export const ports = (
  initial: readonly BoundaryPort[],
  about: About<readonly BoundaryPort[]>,
): Param<readonly BoundaryPort[]> => ({
  ...about,
  default: initial,
  control: 'ports',
  problem: (value) => {
    const names = value.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    return twice === undefined ? undefined : `name “${twice}” twice`;
  },
});
