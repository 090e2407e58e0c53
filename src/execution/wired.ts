// The type that a port gets from the node wired to it. Reads types only.
import type { Port } from '../nodes/node';
import type { Type } from '../tensor/tensor';
import type { CheckedNode } from './checked';

/** Numbers that a person typed may be meant as ids; whether they are whole is said by their values. */
export function wiredType(type: Type, source: CheckedNode | undefined, port: Port | undefined): Type {
  const typed = Object.keys(source?.source?.constants ?? {}).length > 0;
  return port?.dtype === 'int' && type.dtype === 'float' && typed ? { ...type, dtype: 'int' } : type;
}
