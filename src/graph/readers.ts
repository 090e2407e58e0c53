// Readers of values from outside: each takes a value into a new one, or says in one sentence what is wrong with it and where.
import { GraphError, type PathPart, quote } from './problem';

type Path = readonly PathPart[];

/** A JSON Schema (draft 7) as data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

export interface Reader<T> {
  /** Accepts exactly what `read` takes, of values that JSON can hold. */
  readonly schema: JsonSchema;
  /** What it takes, as in `must be a number`. */
  readonly takes: string;
  /** Whether a value is of that kind, whatever may be wrong inside. */
  is(value: unknown): boolean;
  /** The value as a new one. Throws GraphError about the first thing that is wrong. */
  read(value: unknown, path?: Path): T;
}

export type Read<R> = R extends Reader<infer T> ? T : never;

/** A value as it reads inside a sentence. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

function refuse(value: unknown, path: Path, expectation: string): never {
  if (value === undefined) throw new GraphError('wrong-value', path, 'is missing');
  throw new GraphError('wrong-value', path, `${expectation}, but is ${describe(value)}`);
}

function refuseAmount(path: Path, has: string, bound: string): never {
  throw new GraphError(bound.endsWith('most') ? 'over-limit' : 'wrong-value', path, `${has}, and ${bound}`);
}

/** A reader of one kind of value; `inside` sees only values of that kind. */
const kind = <V, T>(
  takes: string,
  schema: JsonSchema,
  is: (value: unknown) => value is V,
  inside: (value: V, path: Path) => T,
): Reader<T> => ({
  takes,
  schema,
  is,
  read: (value, path = []) => (is(value) ? inside(value, path) : refuse(value, path, `must be ${takes}`)),
});

export const anything: Reader<unknown> = kind(
  'a value',
  {},
  (value): value is unknown => value !== undefined,
  (value) => value,
);

interface Range {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
}

function inRange(value: number, path: Path, { least, most, above, below }: Range): number {
  if (least !== undefined && value < least) refuse(value, path, `must be at least ${least}`);
  if (above !== undefined && value <= above) refuse(value, path, `must be more than ${above}`);
  if (below !== undefined && value >= below) refuse(value, path, `must be less than ${below}`);
  if (most !== undefined && value > most) refuseAmount(path, `is ${value}`, `${most} is the most`);
  return value;
}

const rangeSchema = ({ least, most, above, below }: Range): JsonSchema => ({
  ...(least === undefined ? {} : { minimum: least }),
  ...(most === undefined ? {} : { maximum: most }),
  ...(above === undefined ? {} : { exclusiveMinimum: above }),
  ...(below === undefined ? {} : { exclusiveMaximum: below }),
});

/** A finite number. */
export const number = (range: Range = {}): Reader<number> =>
  kind(
    'a number',
    { type: 'number', ...rangeSchema(range) },
    (value): value is number => Number.isFinite(value),
    (value, path) => inRange(value, path, range),
  );

/** A whole number that a double holds exactly. */
export const integer = (range: Range = {}): Reader<number> =>
  kind(
    'a whole number',
    { type: 'integer', ...rangeSchema({ least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER, ...range }) },
    (value): value is number => Number.isSafeInteger(value),
    (value, path) => inRange(value, path, range),
  );

export const flag: Reader<boolean> = kind(
  'true or false',
  { type: 'boolean' },
  (value): value is boolean => typeof value === 'boolean',
  (value) => value,
);

interface Letters {
  /** Characters at most. */
  readonly most?: number | undefined;
  /** What it has to look like, and how that is said. */
  readonly like?: readonly [pattern: RegExp, expectation: string];
}

/** Characters as JSON Schema counts them: code points, of which a text has at most as many as UTF-16 units. */
const characters = (value: string): number => [...value].length;

export const text = ({ most = Number.POSITIVE_INFINITY, like }: Letters = {}): Reader<string> =>
  kind(
    'text',
    {
      type: 'string',
      ...(most === Number.POSITIVE_INFINITY ? {} : { maxLength: most }),
      ...(like ? { pattern: like[0].source } : {}),
    },
    (value): value is string => typeof value === 'string',
    (value, path) => {
      if (value.length > most && characters(value) > most)
        refuseAmount(path, `has ${characters(value)} characters`, `${most} is the most`);
      if (like && !like[0].test(value)) refuse(value, path, like[1]);
      return value;
    },
  );

/** One of a few words or numbers. */
export const oneOf = <const T extends string | number>(options: readonly T[]): Reader<T> =>
  kind(
    options.map((option) => JSON.stringify(option)).join(' or '),
    { enum: options },
    (value): value is T => options.includes(value as T),
    (value) => value,
  );

/** Halfway between the largest float32 and what would follow: from here on a number rounds to infinity. */
const TOO_LARGE = 2 ** 128 - 2 ** 103;

/** A number that rounds to a finite float32. */
export const float32: Reader<number> = kind(
  'a number',
  { type: 'number', exclusiveMinimum: -TOO_LARGE, exclusiveMaximum: TOO_LARGE },
  (value): value is number => Number.isFinite(value),
  (value, path) => (Number.isFinite(Math.fround(value)) ? value : refuse(value, path, 'must fit a 32-bit number')),
);

/** What the first reader of its kind makes of it. */
export function either<A, B>(a: Reader<A>, b: Reader<B>): Reader<A | B> {
  const of = (value: unknown): Reader<A | B> | undefined => [a, b].find((reader) => reader.is(value));
  const takes = `${a.takes} or ${b.takes}`;
  return {
    takes,
    schema: { anyOf: [a.schema, b.schema] },
    is: (value) => of(value) !== undefined,
    read: (value, path = []) => of(value)?.read(value, path) ?? refuse(value, path, `must be ${takes}`),
  };
}

export const list = <T>(of: Reader<T>, { least = 0, most = Number.POSITIVE_INFINITY }: Range = {}): Reader<T[]> =>
  kind(
    'a list',
    {
      type: 'array',
      items: of.schema,
      ...(least === 0 ? {} : { minItems: least }),
      ...(most === Number.POSITIVE_INFINITY ? {} : { maxItems: most }),
    },
    (value): value is unknown[] => Array.isArray(value),
    (value, path) => {
      if (value.length > most) refuseAmount(path, `has ${value.length} entries`, `${most} is the most`);
      if (value.length < least) refuseAmount(path, `has ${value.length} entries`, `${least} is the least`);
      return value.map((inner, i) => of.read(inner, [...path, i]));
    },
  );

const cells = list(float32);
const isCell = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(Math.fround(value));

/** As a list of `float32`, of which there may be millions: their places are written out only where one is wrong. */
export const float32List: Reader<number[]> = {
  ...cells,
  read: (value, path) => (Array.isArray(value) && value.every(isCell) ? [...value] : cells.read(value, path)),
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any names. */
export const record = <T>(of: Reader<T>, name: Reader<string> = text()): Reader<Record<string, T>> =>
  kind(
    'an object',
    { type: 'object', propertyNames: name.schema, additionalProperties: of.schema },
    isObject,
    (value, path) =>
      Object.fromEntries(
        Object.entries(value).map(([key, inner]) => {
          const inside = [...path, key];
          return [name.read(key, inside), of.read(inner, inside)];
        }),
      ),
  );

interface Optional<T> extends Reader<T> {
  readonly optional: true;
}

/** A key that may be absent. */
export const optional = <T>(reader: Reader<T>): Optional<T> => ({ ...reader, optional: true });

type Shape = Readonly<Record<string, Reader<unknown>>>;
type OptionalKeys<S> = { [K in keyof S]: S[K] extends Optional<unknown> ? K : never }[keyof S];
type ObjectOf<S> = { [K in Exclude<keyof S, OptionalKeys<S>>]: Read<S[K]> } & { [K in OptionalKeys<S>]?: Read<S[K]> };

function shapeSchema(shape: Shape): JsonSchema {
  const properties = Object.fromEntries(Object.entries(shape).map(([key, { schema }]) => [key, schema]));
  const required = Object.keys(shape).filter((key) => !('optional' in (shape[key] as object)));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

/** These names and no others, in their order. */
export const object = <S extends Shape>(shape: S): Reader<ObjectOf<S>> =>
  kind('an object', shapeSchema(shape), isObject, (value, path) => {
    const known = Object.entries(shape).filter(([key, reader]) => Object.hasOwn(value, key) || !('optional' in reader));
    const read = known.map(([key, reader]) => [key, reader.read(value[key], [...path, key])] as const);
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(shape, key));
    if (unknown !== undefined) throw new GraphError('unknown-key', [...path, unknown], 'is not known here: remove it');
    return Object.fromEntries(read) as ObjectOf<S>;
  });
