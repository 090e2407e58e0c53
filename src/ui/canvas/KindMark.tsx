// How a port of a wall is fed, as a small mark beside its name: a shape, never a colour alone. Its word stands in the tip.
import type { ReactNode } from 'react';

const MARKS: Readonly<Record<string, ReactNode>> = {
  // One slice a step.
  sequence: <path d="M.8 5h.4M4.8 5h.4M8.8 5h.4" strokeWidth="2.4" strokeLinecap="square" />,
  // Comes back at the next step.
  state: <path d="M8.6 3.4A4 4 0 1 0 9 5.6M8.9 1v2.6H6.3" />,
  // The same at every step.
  constant: <path d="M1 3.4h8M1 6.6h8" />,
  // What was given at the step before, or a target.
  feedback: <path d="M3.6 1.2 1 3.8l2.6 2.6M1.2 3.8h5.2a2.4 2.4 0 0 1 0 4.8H3.4" />,
};

export function KindMark({ kind }: { readonly kind: string }) {
  const mark = MARKS[kind];
  if (!mark) return null;
  return (
    <svg
      viewBox="0 0 10 10"
      width="9"
      height="9"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {mark}
    </svg>
  );
}
