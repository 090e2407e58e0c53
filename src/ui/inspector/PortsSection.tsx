// The ports of a node: what each takes or gives, its shape now, and where it leads.
import { Fragment, type ReactNode } from 'react';
import type { CheckedNode } from '../../execution/checked';
import { showType } from '../../execution/problem';
import type { Edge } from '../../graph/graph';
import type { Port } from '../../nodes/node';
import { parsePattern } from '../../tensor/pattern';
import type { Type } from '../../tensor/tensor';
import { labelOf } from '../panels/names';
import { useReveal } from '../panels/reveal';
import { PanelSection } from '../primitives/PanelSection';
import { useDocument } from '../workbench';
import styles from './PortsSection.module.css';

export function PortsSection({ node }: { readonly node: CheckedNode }) {
  const { ports, wires, inputs, outputs } = node;
  return (
    <PanelSection title="Ports">
      <ul className={styles.ports}>
        {Object.entries(ports.inputs).map(([name, port]) => (
          <PortRow key={`in ${name}`} name={name} port={port} types={inputs[name] ?? []}>
            <Feeds edges={wires[name] ?? []} port={port} />
          </PortRow>
        ))}
        {Object.entries(ports.outputs).map(([name, port]) => (
          <PortRow key={`out ${name}`} name={name} port={port} types={outputs[name] ? [outputs[name]] : []}>
            <Readers node={node.id} port={name} />
          </PortRow>
        ))}
      </ul>
    </PanelSection>
  );
}

/** `T × d`, `anything`. */
function patternText({ shape }: Port): string {
  const { any, names } = parsePattern(shape);
  if (any) return 'any shape';
  return names.length === 0 ? 'one number' : names.join(' × ');
}

interface PortRowProps {
  readonly name: string;
  readonly port: Port;
  readonly types: readonly Type[];
  readonly children: ReactNode;
}

function PortRow({ name, port, types, children }: PortRowProps) {
  const shapes = useDocument(({ checked }) => types.map(({ dims }) => showType(dims, checked.sizes)).join('; '));
  return (
    <li className={styles.port} title={port.doc}>
      <span>
        <b>{name}</b> · {patternText(port)}
      </span>
      <span className={styles.shape}>{shapes}</span>
      <span className={styles.ends}>{children}</span>
    </li>
  );
}

function Feeds({ edges, port }: { readonly edges: readonly Edge[]; readonly port: Port }) {
  if (edges.length === 0) return port.optional ? 'optional, not wired' : 'not wired';
  return <Ends words="from" ids={edges.map(({ source }) => source)} />;
}

function Readers({ node, port }: { readonly node: string; readonly port: string }) {
  const ids = useDocument(({ graph }) =>
    graph.edges
      .filter(({ source, sourcePort }) => source === node && sourcePort === port)
      .map(({ target }) => target)
      .join(' '),
  );
  return ids === '' ? 'nothing reads it' : <Ends words="to" ids={ids.split(' ')} />;
}

function Ends({ words, ids }: { readonly words: string; readonly ids: readonly string[] }) {
  const reveal = useReveal();
  const labels = useDocument(({ checked }) => ids.map((id) => labelOf(checked, id)).join('\n')).split('\n');
  return (
    <>
      {words}{' '}
      {[...new Set(ids)].map((id, at) => (
        <Fragment key={id}>
          {at > 0 ? ', ' : ''}
          <button type="button" onClick={() => reveal([id])}>
            {labels[ids.indexOf(id)]}
          </button>
        </Fragment>
      ))}
    </>
  );
}
