// What a file may hold for a param, by the control that edits it. Here and not in `nodes`: the engine reads no files.
import type { Param } from '../nodes/params';
import { either, flag, float32, list, number, object, oneOf, type Reader, text } from './readers';

const finite = number();
const axes = list(finite, { most: 8 });

const nested = (rank: number): Reader<unknown> => list(rank === 1 ? float32 : either(float32, nested(rank - 1)));
const values = nested(4);

const ports = list(
  object({
    name: text({ like: [/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be a letter, then letters, digits, _ or -'] }),
    kind: text({ most: 16 }),
  }),
  { most: 32 },
);

/** Anything else is refused on loading; what loads and cannot be worked with, the node says. */
export function paramSchema({
  control,
  options,
  max,
}: Pick<Param<unknown>, 'control' | 'options' | 'max'>): Reader<unknown> {
  switch (control) {
    case 'number':
    case 'integer':
      return finite;
    case 'integer-or-word':
      return either(oneOf(words(options)), finite);
    case 'choice':
      return oneOf(words(options));
    case 'flag':
      return flag;
    case 'values':
      return values;
    case 'axes':
      return axes;
    case 'ports':
      return ports;
    default:
      return text({ most: max });
  }
}

const words = (options: readonly unknown[] | undefined): string[] => (options ?? []).map(String);
