// What draws nodes, wires and what floats over them: one file of its own, which comes with the first node.
import { NodeCard } from './NodeCard';
import { Overlays } from './Overlays';
import { ProseNote } from './ProseNote';
import { TitledBox } from './TitledBox';
import { Wire } from './Wire';

export const drawn = { NodeCard, Overlays, ProseNote, TitledBox, Wire };
