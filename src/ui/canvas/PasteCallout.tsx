// Says why a paste brought nothing. The graph is as it was.
import { Callout } from '../primitives/Callout';
import { useCanvas, useCanvasUi } from './canvasContext';
import styles from './Overlays.module.css';

export function PasteCallout() {
  const { ui } = useCanvas();
  const problem = useCanvasUi((state) => state.pasteProblem);
  if (!problem) return null;
  return (
    <Callout
      title="Nothing was pasted"
      className={styles.pasted}
      onDismiss={() => ui.setState({ pasteProblem: undefined })}
      takesFocus
    >
      {problem} Copy nodes on a canvas first, or a graph file as text.
    </Callout>
  );
}
