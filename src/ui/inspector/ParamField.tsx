// One setting: its name, the control that fits it, and what is wrong with the value it has.
import { type ReactElement, useState } from 'react';
import { setParam } from '../../graph/editNodes';
import type { BoundaryPort, Param, Values } from '../../nodes/params';
import { FieldRow } from '../primitives/FieldRow';
import { NumberField } from '../primitives/NumberField';
import { Flag } from '../primitives/Segmented';
import { TextArea, TextField } from '../primitives/TextField';
import { useWorkbench } from '../workbench';
import { axesProblem, readAxes, writeAxes } from './axesText';
import { ChoiceField } from './ChoiceField';
import { hasPictures } from './choicePictures';
import { refusal, useEdit } from './edit';
import { NumberOrWordField } from './NumberOrWordField';
import { stepFor } from './numberStep';
import { ValuesField } from './ValuesField';
import { VocabularyField } from './VocabularyField';
import { readable, sentenceAbout } from './words';

export interface ParamFieldProps {
  readonly node: string;
  readonly name: string;
  readonly param: Param<unknown>;
  readonly value: unknown;
}

const STACKED = new Set<Param<unknown>['control']>(['long-text', 'values']);

export function ParamField({ node, name, param, value }: ParamFieldProps) {
  const { document } = useWorkbench();
  const edit = useEdit();
  const [refused, setRefused] = useState<string>();
  const set = (next: unknown): void =>
    setRefused(edit((graph) => setParam(graph, node, name, next), { merge: `param ${node} ${name}` }));
  const check = (next: unknown): string | undefined =>
    refusal(document.getState().graph, (graph) => setParam(graph, node, name, next));
  const problem = param.problem(value);
  return (
    <div title={param.doc}>
      <FieldRow
        label={readable(name)}
        stacked={STACKED.has(param.control) || hasPictures(param.options)}
        error={refused ?? (problem === undefined ? undefined : sentenceAbout(name, problem))}
      >
        <Control param={param} value={value} name={name} onSet={set} check={check} />
      </FieldRow>
    </div>
  );
}

interface ControlProps {
  readonly param: Param<unknown>;
  readonly value: unknown;
  readonly name: string;
  readonly onSet: (value: unknown) => void;
  /** Why the graph would refuse a value. */
  readonly check: (value: unknown) => string | undefined;
}

function Control({ param, value, name, onSet, check }: ControlProps): ReactElement {
  const { control, min, max } = param;
  switch (control) {
    case 'choice':
      return <ChoiceField options={(param.options ?? []) as string[]} value={String(value)} onChange={onSet} />;
    case 'flag':
      return <Flag value={value === true} onChange={onSet} />;
    case 'number':
    case 'integer': {
      const number = Number(value);
      const integer = control === 'integer';
      const step = integer ? 1 : stepFor(number);
      return <NumberField value={number} onCommit={onSet} min={min} max={max} integer={integer} step={step} />;
    }
    case 'text':
      return <TextField value={String(value)} onCommit={onSet} check={check} />;
    case 'long-text':
      return <TextArea value={String(value)} onCommit={onSet} check={check} rows={4} />;
    case 'name':
      return <VocabularyField value={String(value)} onChange={onSet} />;
    case 'axes':
      return (
        <TextField
          value={writeAxes(value as readonly number[])}
          placeholder="as usual"
          check={axesProblem}
          onCommit={(text) => onSet(readAxes(text))}
        />
      );
    case 'integer-or-word':
      return <NumberOrWordField param={param} value={value as number | string} onSet={onSet} />;
    case 'ports':
      return (
        <output>{(value as readonly BoundaryPort[]).map(({ name: port }) => port).join(', ') || 'none yet'}</output>
      );
    case 'values':
      return <ValuesField label={readable(name)} values={value as Values} onChange={onSet} check={check} />;
  }
}
