// What becomes of a param's value in a graph file, for tests of node types, which know no files. Tests only.
import { paramSchema } from '../graph/paramSchema';
import type { Param } from '../nodes/params';

/** Throws where a file would be refused. */
export const throughFile = (param: Pick<Param<unknown>, 'control' | 'options' | 'max'>, value: unknown): unknown =>
  paramSchema(param).read(JSON.parse(JSON.stringify(value)));
