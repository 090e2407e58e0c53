// The node types that a person adds. The walls of a container come with it.
import { nodeTypes } from '../../nodes/registry';

export const addableTypes = nodeTypes.filter(({ boundary }) => boundary === undefined);
