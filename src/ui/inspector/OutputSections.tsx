// The outputs of a node: each as a matrix with words and colours, and what it amounts to.
import { useMemo } from 'react';
import { axisNames } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { CheckedNode } from '../../execution/checked';
import type { PortName } from '../../worker/messages';
import { capital, portShape } from '../panels/names';
import { pinOutput } from '../panels/pinOutput';
import { usePortTensor, useStale } from '../panels/usePort';
import { Button } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { Heatmap } from '../values/Heatmap';
import { useDocument, useView, useWorkbench } from '../workbench';
import { factsOf } from './facts';
import styles from './Inspector.module.css';
import { isNumbered } from './sizes';
import { TokenList } from './TokenList';

export function OutputSections({ node }: { readonly node: CheckedNode }) {
  return Object.keys(node.ports.outputs).map((port) => <Output key={port} node={node.id} port={port} />);
}

function Output({ node, port }: { readonly node: string; readonly port: string }) {
  const name = `${node}.${port}`;
  const workbench = useWorkbench();
  const tensor = usePortTensor(name);
  const shape = useDocument(({ checked }) => portShape(checked, name));
  const stale = useStale(name);
  const facts = useMemo(() => (tensor ? factsOf(tensor) : []), [tensor]);
  if (!tensor) return null;
  return (
    <PanelSection title={`Output · ${port}`} aside={shape}>
      <div className={classes(styles.picture, stale && styles.stale)}>
        {tensor.kind === 'tokens' ? <TokenList tensor={tensor} /> : <Matrix name={name} port={port} tensor={tensor} />}
      </div>
      {stale ? <p className={styles.caption}>Values of the last run. {capital(stale)}</p> : null}
      {facts.length > 0 ? (
        <div className={styles.facts}>
          <Facts facts={facts} />
        </div>
      ) : null}
      <Button variant="link" onClick={() => pinOutput(workbench, node, port)}>
        Show large
      </Button>
    </PanelSection>
  );
}

interface MatrixProps {
  readonly name: PortName;
  readonly port: string;
  readonly tensor: ValueTensor;
}

/** Its rows are linked with the same rows everywhere. */
function Matrix({ name, port, tensor }: MatrixProps) {
  const { view } = useWorkbench();
  const row = useDocument(({ checked }) => axisNames(checked, name).row);
  const linked = useView((state) => (row !== undefined && state.linked?.dim === row ? state.linked.index : undefined));
  const onFocusRow = (index: number | null): void => {
    if (row !== undefined) view.getState().link(index === null ? undefined : { dim: row, index });
  };
  return (
    <Heatmap
      tensor={tensor}
      label={`${port}, ${tensor.shape.join(' × ')}`}
      size="small"
      numbered={isNumbered(tensor.shape.at(-1) ?? 1)}
      focusRow={linked}
      onFocusRow={onFocusRow}
    />
  );
}
