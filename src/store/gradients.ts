// Keeps the gradients on the page in step with the graph while somebody looks at them.
import type { ShownValue } from '../drawing/steps';
import type { Checked } from '../execution/checked';
import type { EngineClient } from '../worker/client';
import type { GradientMessage } from '../worker/gradientMessages';
import type { PortName } from '../worker/messages';
import type { DocumentStore } from './documentStore';
import type { RunStore } from './runStore';
import type { ViewStore } from './viewStore';

export interface GradientParts {
  readonly document: DocumentStore;
  readonly run: RunStore;
  readonly view: ViewStore;
  readonly engine: EngineClient;
}

/** What gradients can be taken of: outputs outside of containers, single numbers first, the last one foremost. */
export function gradientTargets({ nodes }: Checked): PortName[] {
  const found = [...nodes.values()]
    .filter(({ node, status }) => node.parent === undefined && status === 'ready')
    .flatMap(({ id, outputs }) =>
      Object.entries(outputs).flatMap(([port, { dtype, dims }]) =>
        dtype === 'float' ? [{ name: `${id}.${port}`, isNumber: dims.length === 0 }] : [],
      ),
    )
    .reverse();
  return [...found.filter(({ isNumber }) => isNumber), ...found.filter(({ isNumber }) => !isNumber)].map(
    ({ name }) => name,
  );
}

/** The port that was chosen, else the graph's loss, else its last number or output. */
export function gradientTarget(checked: Checked, chosen: PortName | undefined): PortName | undefined {
  const targets = gradientTargets(checked);
  return [chosen, checked.graph.training?.loss].find((port) => port && targets.includes(port)) ?? targets[0];
}

/** Grows with every reply: cells of one reply are never taken for those of another. */
let replies = 0;

const valuesOf = (ports: Readonly<Record<PortName, GradientMessage>>, key: number): Record<PortName, ShownValue> =>
  Object.fromEntries(
    Object.entries(ports).flatMap(([name, { shape, data }]) => (data ? [[name, { shape, data, key }]] : [])),
  );

/** Asks for them after every run, and again for another port. Returns how to stop, after which none are shown. */
export function followGradients({ document, run, view, engine }: GradientParts): () => void {
  let asked: string | undefined;
  let stopped = false;
  const ask = async (): Promise<void> => {
    const { checked, revision } = document.getState();
    const { phase, choice } = run.getState();
    const port = gradientTarget(checked, view.getState().gradientOf);
    const question = `${revision} ${choice} ${port}`;
    if (stopped || phase !== 'done' || question === asked) return;
    asked = question;
    if (port === undefined) {
      run.setState({ gradients: undefined });
      return;
    }
    const reply = await engine.gradients({ port, backend: choice });
    if (stopped || question !== asked) return;
    if (reply.kind === 'gradients') {
      const { ports, weights } = reply;
      replies += 1;
      run.setState({ gradients: { of: port, ports, weights, values: valuesOf(ports, replies) } });
    } else if (reply.message !== undefined) {
      run.setState({ gradients: { of: port, failure: reply.message, ports: {}, weights: {}, values: {} } });
    } else {
      // A run came between: it asks again when it is done.
      asked = undefined;
    }
  };
  const ends = [
    run.subscribe((now, before) => {
      if (now.phase !== before.phase || now.nodes !== before.nodes) void ask();
    }),
    view.subscribe((now, before) => {
      if (now.gradientOf !== before.gradientOf) void ask();
    }),
  ];
  void ask();
  return () => {
    stopped = true;
    for (const end of ends) end();
    run.setState({ gradients: undefined });
  };
}
