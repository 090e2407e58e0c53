// How the inspector edits: an edit that the graph refuses changes nothing and comes back as its sentence.
import type { Graph } from '../../graph/graph';
import { GraphError } from '../../graph/problem';
import type { Recording } from '../../store/documentStore';
import { useWorkbench } from '../workbench';

type Change = (graph: Graph) => Graph;

/** Why the graph would refuse a change; undefined where it would not. */
export function refusal(graph: Graph, change: Change): string | undefined {
  try {
    change(graph);
    return undefined;
  } catch (error) {
    if (error instanceof GraphError) return `This ${error.message}.`;
    throw error;
  }
}

/** Makes an edit; undefined when it was done, else why not. */
export function useEdit(): (change: Change, recording?: Recording) => string | undefined {
  const { document } = useWorkbench();
  return (change, recording) => {
    const { graph, edit } = document.getState();
    const refused = refusal(graph, change);
    if (refused === undefined) edit(change, recording);
    return refused;
  };
}
