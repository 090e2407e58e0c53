// One node in full: what is wrong, its settings, formula, weights, outputs, ports, how it runs, and help.
import type { CheckedNode } from '../../execution/checked';
import { TimeSection } from '../time/TimeSection';
import { GradientSections } from '../training/GradientSections';
import { useDocument } from '../workbench';
import { FormulaSection } from './FormulaSection';
import { HelpSection } from './HelpSection';
import { NodeHeader } from './NodeHeader';
import { OutputSections } from './OutputSections';
import { ParamsSection } from './ParamsSection';
import { PortsSection } from './PortsSection';
import { ProblemBlock } from './ProblemBlock';
import { RunSection } from './RunSection';
import { WeightSections } from './WeightSections';

export function NodeInspector({ id }: { readonly id: string }) {
  const node = useDocument(({ checked }) => checked.nodes.get(id));
  return node ? <Parts node={node} /> : null;
}

function Parts({ node }: { readonly node: CheckedNode }) {
  const gives = Object.keys(node.ports.outputs).length > 0;
  return (
    <>
      <NodeHeader node={node} />
      <ProblemBlock node={node} />
      <ParamsSection node={node} />
      <TimeSection node={node} />
      <FormulaSection formula={node.type?.formula ?? ''} />
      <WeightSections node={node} />
      <OutputSections node={node} />
      {gives ? <GradientSections node={node} /> : null}
      {gives ? <PortsSection node={node} /> : null}
      {gives ? <RunSection node={node} /> : null}
      <HelpSection node={node} />
    </>
  );
}
