// What draws nodes, wires and what floats over them: one file of its own, which comes with the first node.
import { ContainerFrame } from './ContainerFrame';
import { NodeCard } from './NodeCard';
import { Overlays } from './Overlays';
import { ProseNote } from './ProseNote';
import { TitledBox } from './TitledBox';
import { Wall } from './Wall';
import { Wire } from './Wire';

export const drawn = { ContainerFrame, NodeCard, Overlays, ProseNote, TitledBox, Wall, Wire };
