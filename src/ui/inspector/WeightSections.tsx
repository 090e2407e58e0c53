// The weights of a node, each with its numbers and where they come from.
import { useMemo, useState } from 'react';
import { axisLooks } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { CheckedNode } from '../../execution/checked';
import { showType } from '../../execution/problem';
import { weightEntry, weightName, weightTensor } from '../../execution/weights';
import type { WeightEntry } from '../../graph/graph';
import type { TracedWeight } from '../../nodes/trace';
import { sizeOf } from '../../tensor/dim';
import type { Tensor } from '../../tensor/tensor';
import { PanelSection } from '../primitives/PanelSection';
import { useDocument, useWorkbench } from '../workbench';
import styles from './Inspector.module.css';
import { WeightActions } from './WeightActions';
import { WeightDraw } from './WeightDraw';
import { WeightNumbers } from './WeightNumbers';
import { weightLine } from './weightWords';

export function WeightSections({ node }: { readonly node: CheckedNode }) {
  return Object.entries(node.traced?.weights ?? {}).map(([own, weight]) => (
    <WeightSection key={own} name={weightName(node, own)} own={own} weight={weight} />
  ));
}

interface WeightSectionProps {
  /** `<nodeId>.<weight>`. */
  readonly name: string;
  readonly own: string;
  readonly weight: TracedWeight;
}

function WeightSection({ name, own, weight }: WeightSectionProps) {
  const [isEdited, setIsEdited] = useState(false);
  const given = useDocument(({ graph }) => graph.weights?.[name]);
  const shape = useDocument(({ checked }) => showType(weight.dims, checked.sizes));
  const { entry, picture } = useWeight(name, weight, given, shape);
  return (
    <PanelSection title={`Weight · ${own}`} aside={shape}>
      {picture ? (
        <WeightNumbers name={name} own={own} picture={picture} isEdited={isEdited} onEdit={() => setIsEdited(true)} />
      ) : null}
      <p className={styles.caption}>{weightLine(entry)}</p>
      <WeightActions
        name={name}
        entry={entry}
        weight={weight}
        isDefault={given === undefined}
        cells={picture?.data.length ?? 0}
        isEdited={isEdited}
        onEdited={setIsEdited}
      />
      <WeightDraw name={name} entry={entry} weight={weight} />
    </PanelSection>
  );
}

/** Drawn anew only when its entry, shape or words change. */
function useWeight(name: string, weight: TracedWeight, given: WeightEntry | undefined, shape: string) {
  const { document } = useWorkbench();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read of the graph changes with the entry and the shape only.
  return useMemo(() => {
    const { checked } = document.getState();
    const entry = weightEntry(checked.graph, name, weight);
    const known = 'data' in entry || weight.dims.every((dim) => sizeOf(dim, checked.sizes) !== undefined);
    const cells = known ? numbers(() => weightTensor(checked.graph, name, weight, checked.sizes)) : undefined;
    const picture: ValueTensor | undefined = cells && { ...cells, kind: 'signed', ...axisLooks(checked, weight.dims) };
    return { entry, picture };
  }, [document, name, weight, given, shape]);
}

/** A scheme that cannot draw this shape says so at the node; there is nothing to picture then. */
function numbers(draw: () => Tensor): Tensor | undefined {
  try {
    return draw();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
