// A node that is bypassed: what enters at the first wired port leaves at the first port out.
import { defineNode, NodeError, type NodeType } from '../nodes/node';

const made = new WeakMap<NodeType, NodeType>();

/** The same ports with a body that computes nothing; the other outputs give nothing. */
export function bypassed(type: NodeType): NodeType {
  let bypass = made.get(type);
  if (!bypass) {
    const [first] = Object.keys(type.outputs);
    const inputs = Object.fromEntries(
      Object.entries(type.inputs).map(([port, spec]) => [port, { ...spec, shape: '*', optional: true as const }]),
    );
    bypass = defineNode({
      ...type,
      id: `${type.id} bypassed`,
      inputs,
      params: {},
      weights: () => ({}),
      body: (_t, given) => {
        const value = Object.values(given)
          .flat()
          .find((v) => v !== undefined);
        if (!value || first === undefined) {
          throw new NodeError(`${type.title} is bypassed and nothing is wired to it`, { code: 'unwired' });
        }
        return { [first]: value };
      },
    }) as unknown as NodeType;
    made.set(type, bypass);
  }
  return bypass;
}
