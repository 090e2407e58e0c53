// What floats over the nodes and wires: hints, messages and the menu of nodes that fit. Comes with the first node.
import { AddNodeMenu } from './AddNodeMenu';
import { PortMenu } from './PortMenu';
import { PortTip } from './PortTip';
import { ProblemCallout } from './ProblemCallout';
import { RefusedCallout } from './RefusedCallout';
import { WiringHints } from './WiringHints';

export const Overlays = () => (
  <>
    <WiringHints />
    <PortTip />
    <PortMenu />
    <ProblemCallout />
    <RefusedCallout />
    <AddNodeMenu />
  </>
);
