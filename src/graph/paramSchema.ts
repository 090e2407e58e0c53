// What a file may hold for a param, by the control that edits it. Here and not in `nodes`: the engine reads no files.
import * as z from 'zod/mini';
import type { Param } from '../nodes/params';

const finite = z.number().check(z.refine(Number.isFinite, 'must be a finite number'));
const flag = z.boolean();
const axes = z.array(finite).check(z.maxLength(8));

const nested = (rank: number): z.ZodMiniType =>
  z.array(rank === 1 ? finite : z.union([finite, z.lazy(() => nested(rank - 1))]));
const values = nested(4);

const ports = z
  .array(
    z.strictObject({
      name: z
        .string()
        .check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be a letter, then letters, digits, _ or -')),
      kind: z.string().check(z.maxLength(16)),
    }),
  )
  .check(z.maxLength(32));

/** Anything else is refused on loading; what loads and cannot be worked with, the node says. */
export function paramSchema({
  control,
  options,
  max,
}: Pick<Param<unknown>, 'control' | 'options' | 'max'>): z.ZodMiniType {
  switch (control) {
    case 'number':
    case 'integer':
      return finite;
    case 'integer-or-word':
      return z.union([...words(options).map((word) => z.literal(word)), finite]);
    case 'choice':
      return z.enum(words(options));
    case 'flag':
      return flag;
    case 'values':
      return values;
    case 'axes':
      return axes;
    case 'ports':
      return ports;
    default:
      return max === undefined ? z.string() : z.string().check(z.maxLength(max));
  }
}

const words = (options: readonly unknown[] | undefined): string[] => (options ?? []).map(String);
