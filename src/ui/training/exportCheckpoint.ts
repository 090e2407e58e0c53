// A checkpoint as a safetensors file: weights under their names in the graph, [d_in, d_out] as they are used.
import type { Checkpoint } from '../../store/checkpoints';
import { download } from '../shell/documentFiles';
import { graphFileName } from '../shell/fileName';

export async function exportCheckpoint({ of, name, step, weights }: Checkpoint): Promise<void> {
  const { writeSafetensors } = await import('../../exporters/safetensors');
  const bytes = writeSafetensors(weights, {
    format: 'attention-workbench',
    graph: of,
    checkpoint: name,
    step: `${step}`,
  });
  const file = graphFileName(`${of} ${name}`).replace(/json$/, 'safetensors');
  download(file, bytes, 'application/octet-stream');
}
