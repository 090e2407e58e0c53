// The settings of a node that matter now, each with its control.
import type { CheckedNode } from '../../execution/checked';
import { PanelSection } from '../primitives/PanelSection';
import styles from './Inspector.module.css';
import { ParamField } from './ParamField';

export function ParamsSection({ node: { id, type, params } }: { readonly node: CheckedNode }) {
  const shown = Object.entries(type?.params ?? {}).filter(([, param]) => param.when?.(params) ?? true);
  if (shown.length === 0) return null;
  return (
    <PanelSection title="Parameters">
      <div className={styles.fields}>
        {shown.map(([name, param]) => (
          <ParamField key={name} node={id} name={name} param={param} value={params[name]} />
        ))}
      </div>
    </PanelSection>
  );
}
