// Where the canvas, the inspector and the panels come in, as files of their own that load beside the shell.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';

type Slot = { readonly [name: string]: ComponentType };
const files = import.meta.glob<Slot>([
  '../canvas/Canvas.tsx',
  '../inspector/Inspector.tsx',
  '../panels/BottomPanel.tsx',
]);

function slot(path: string, name: string): ComponentType {
  const load = files[path];
  if (!load) return () => null;
  return lazy(async () => ({ default: (await load())[name] as ComponentType }));
}

const CanvasSlot = slot('../canvas/Canvas.tsx', 'Canvas');
const InspectorSlot = slot('../inspector/Inspector.tsx', 'Inspector');
const PanelSlot = slot('../panels/BottomPanel.tsx', 'BottomPanel');

const waiting = (content: ReactNode): ReactNode => <Suspense fallback={null}>{content}</Suspense>;

export const Canvas = () => waiting(<CanvasSlot />);
export const Inspector = () => waiting(<InspectorSlot />);
export const BottomPanel = () => waiting(<PanelSlot />);
