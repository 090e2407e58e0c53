// Says why an edit could not be made. The graph is as it was.
import { Callout } from '../primitives/Callout';
import { useCanvas, useCanvasUi } from './canvasContext';
import styles from './Overlays.module.css';

export function FailedCallout() {
  const { ui } = useCanvas();
  const failed = useCanvasUi((state) => state.failed);
  if (!failed) return null;
  return (
    <Callout
      title={failed.title}
      className={styles.failed}
      onDismiss={() => ui.setState({ failed: undefined })}
      takesFocus
    >
      {failed.why}
    </Callout>
  );
}
