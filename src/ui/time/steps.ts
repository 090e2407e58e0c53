// What is looked at, and at which step. Types only.
import type { ShownValue } from '../../store/runStore';
import type { PortName } from '../../worker/messages';

export type Values = Readonly<Record<PortName, ShownValue>>;
/** The chosen step of each container, from 0; the last one where it is absent. */
export type Steps = Readonly<Record<string, number>>;
