// Tensors as text: what NumPy, PyTorch, spreadsheets and LaTeX read.
import { expect, it } from 'vitest';
import { tensorText } from './tensorText';

const grid = { shape: [2, 2], data: Float32Array.of(0.43, 1, Number.NEGATIVE_INFINITY, Number.NaN) };
const cube = { shape: [2, 1, 2], data: Float32Array.of(1, 2, 3, 4) };

it('writes NumPy', () => {
  expect(tensorText(grid, 'numpy')).toBe('np.array([[0.43, 1.],\n          [-np.inf, np.nan]], dtype=np.float32)');
  expect(tensorText({ shape: [], data: Float32Array.of(2) }, 'numpy')).toBe('np.array(2., dtype=np.float32)');
});

it('writes PyTorch, with an empty line between matrices', () => {
  expect(tensorText(grid, 'pytorch')).toBe("torch.tensor([[0.43, 1.],\n              [-float('inf'), float('nan')]])");
  expect(tensorText(cube, 'pytorch')).toBe('torch.tensor([[[1., 2.]],\n\n              [[3., 4.]]])');
});

it('writes CSV, one matrix after another', () => {
  expect(tensorText(grid, 'csv')).toBe('0.43,1\n-inf,nan');
  expect(tensorText(cube, 'csv')).toBe('1,2\n\n3,4');
});

it('writes LaTeX', () => {
  expect(tensorText(grid, 'latex')).toBe(
    '\\begin{bmatrix}\n  0.43 & 1 \\\\\n  -\\infty & \\mathrm{NaN} \\\\\n\\end{bmatrix}',
  );
});

it('writes the shortest digits that read back to the same float32', () => {
  const cells = Float32Array.of(0.1, 1e-10, 16777216, -0);
  const text = tensorText({ shape: [4], data: cells }, 'csv');
  expect(text).toBe('0.1,1e-10,16777216,0');
});
