// What becomes of a param's value in a graph file, for tests of node types, which know no files. Tests only.
import { paramSchema } from '../graph/paramSchema';
import type { Param } from '../nodes/params';

/** As zod's `safeParse` says it. */
export const throughFile = (param: Pick<Param<unknown>, 'control' | 'options' | 'max'>, value: unknown) =>
  paramSchema(param).safeParse(JSON.parse(JSON.stringify(value)));
