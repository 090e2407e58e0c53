// The training part of a file: what it may hold, its defaults, and what is refused in words.
import { describe, expect, it } from 'vitest';
import { parseGraph } from './format';
import { showProblem } from './problem';
import { serializeGraph } from './serialize';
import { DEFAULT_TRAINING, trainingSettings } from './training';

const file = (training: object): string =>
  JSON.stringify({ format: 'attention-graph', version: 1, nodes: [], edges: [], training });

function said(training: object): string {
  const result = parseGraph(file(training));
  return 'problem' in result ? showProblem(result.problem) : 'fine';
}

describe('the training part', () => {
  it('takes defaults where it says nothing', () => {
    expect(trainingSettings({ steps: 5, optimizer: 'sgd' })).toEqual({
      ...DEFAULT_TRAINING,
      steps: 5,
      optimizer: 'sgd',
    });
  });

  it('is written in one order', () => {
    const result = parseGraph(file({ seed: 3, steps: 9, betas: [0.9, 0.98], loss: 'loss.loss' }));
    const text = 'graph' in result ? serializeGraph(result.graph) : '';
    expect(text).toContain('"training": { "loss": "loss.loss", "betas": [0.9, 0.98], "steps": 9, "seed": 3 }');
  });

  it.each([
    [{ optimizer: 'lion' }, 'training.optimizer: must be "sgd" or "momentum" or "adam" or "adamw", but is "lion"'],
    [{ learningRate: 0 }, 'training.learningRate: must be more than 0, but is 0'],
    [{ betas: [0.9] }, 'training.betas: has 1 entries, and 2 is the least'],
    [{ momentum: 1 }, 'training.momentum: must be less than 1, but is 1'],
    [{ batch: 0 }, 'training.batch: must be at least 1, but is 0'],
    [{ loss: 'loss' }, 'training.loss: must be <node>.<port>, but is "loss"'],
    [{ rate: 1 }, 'training.rate: is not known here: remove it'],
  ])('%j is refused', (training, sentence) => {
    expect(said(training)).toBe(sentence);
  });
});
