// What waits for somebody to decide before it leaves or comes in. Types only.
import type { Exported } from '../../exporters/exported';
import type { WeightFile } from '../../exporters/weightFile';

/** `onnx-attention`: of opset 23, which has an operator for it. `part-`: of what is selected. */
export type ExportForm =
  | 'pytorch'
  | 'flex'
  | 'onnx'
  | 'onnx-attention'
  | 'safetensors'
  | 'svg'
  | 'png'
  | 'part-svg'
  | 'part-png'
  | 'html';

/** Files that wait for somebody to read what they could not express, or why there are none. */
export interface PendingExport {
  readonly form: ExportForm;
  readonly exported?: Exported | undefined;
  readonly refused?: string | undefined;
}

/** A file of weights that waits for somebody to say where its tensors go. */
export interface PendingWeights extends WeightFile {
  /** Its name. */
  readonly file: string;
}
