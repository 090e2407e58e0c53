// Pictures of graphs are well-formed XML to a browser's own parser, whatever their labels are.
import { expect, test } from 'vitest';
import { check, node } from '../testing/build';
import { svgText } from './svg';

const parsed = (svg: string): Document => new DOMParser().parseFromString(svg, 'image/svg+xml');

test.each([
  'plain',
  '</text><script>alert(1)</script>',
  '" onload="x',
  '&nbsp; ]]> <!--',
  'a\u0000\u0007b\ufffe\uffff',
  '\ud800',
])('%j', (label) => {
  const graph = {
    title: label,
    nodes: [node('a', 'tensor', {}, { label }), node('n', 'note', { text: label })],
    edges: [],
  };
  const picture = parsed(svgText(check(graph), { theme: 'dark' }));
  expect(picture.querySelector('parsererror')).toBeNull();
  expect(picture.querySelectorAll('[data-node]')).toHaveLength(2);
  expect(picture.querySelector('script, [onload]')).toBeNull();
});

test('a browser finds what is wrong with one that is not', () => {
  expect(parsed('<svg><text>&</text></svg>').querySelector('parsererror')).not.toBeNull();
});
