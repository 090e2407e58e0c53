// The rules of the source tree, as a function from files to the sentences that say which rule is broken. Tests only.
import { type Module, readModule, resolveImport } from './modules';

/** Paths below src, such as `ops/op.ts`, and their text. */
export type Sources = Readonly<Record<string, string>>;

/** A layer imports only layers with a smaller number. */
const LAYERS: Readonly<Record<string, number>> = {
  tensor: 0,
  kernels: 1,
  ops: 2,
  passes: 3,
  nodes: 4,
  graph: 5,
  execution: 6,
  drawing: 7,
  training: 8,
  exporters: 8,
  worker: 9,
  store: 10,
  ui: 11,
  cli: 11,
};
const LONGEST_FILE = 350;

interface Source {
  readonly path: string;
  /** The folder below src; '' for the files beside the folders, which may import everything. */
  readonly layer: string;
  readonly isTest: boolean;
  readonly module: Module;
  /** Files below src that it imports. */
  readonly targets: readonly string[];
}

interface Place {
  readonly what: string;
  readonly where: RegExp;
  readonly matches: (specifier: string) => boolean;
  readonly alsoTests?: boolean;
}

const PLACES: readonly Place[] = [
  { what: 'gpu.js', where: /^kernels\//, matches: (name) => /^gpu\.js(\/|$)/.test(name) },
  { what: 'React Flow', where: /^ui\/canvas\//, matches: (name) => /^@(xyflow|reactflow)\//.test(name) },
  {
    what: 'React',
    where: /^(ui\/|main\.tsx$)/,
    // The root of zustand imports React; `zustand/vanilla` does not.
    matches: (name) => /^(react|react-dom|radix-ui|cmdk|lucide-react)(\/|$)|^@radix-ui\/|^zustand$/.test(name),
  },
  { what: 'Node', where: /^(cli|testing)\//, matches: (name) => /^(node:|vite$)/.test(name), alsoTests: true },
];

const DOM_PLACES = /^(ui\/|worker\/|store\/persistence|main\.tsx$)/;
const DOM = new RegExp(
  `^(${[
    'document|window|self|navigator|location|localStorage|sessionStorage|indexedDB|IDB\\w+|caches|history|screen',
    'Worker|SharedWorker|BroadcastChannel|postMessage|requestAnimationFrame|requestIdleCallback|matchMedia|alert|confirm|prompt',
    'Document|Window|Element|Node|(HTML|SVG)\\w*Element|DOM\\w+|(Mutation|Resize|Intersection)Observer|FileReader',
    '(Mouse|Pointer|Keyboard|Touch|Drag|Clipboard|Focus|Input|Wheel|UI)Event|getComputedStyle|customElements',
  ].join('|')})$`,
);

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isCode = (path: string): boolean => /\.tsx?$/.test(path);
const layerOf = (path: string): string => (path.includes('/') ? String(path.split('/')[0]) : '');

function read(sources: Sources): Source[] {
  const files = new Set(Object.keys(sources));
  return Object.entries(sources)
    .filter(([path]) => isCode(path))
    .map(([path, text]) => {
      const module = readModule(path, text);
      const relative = module.imports.filter((specifier) => specifier.startsWith('.'));
      const targets = relative.flatMap((specifier) => resolveImport(path, specifier, files) ?? []);
      return { path, layer: layerOf(path), isTest: isTest(path), module, targets };
    });
}

function directionProblems({ path, layer, isTest: test, targets }: Source): string[] {
  if (layer === '') return [];
  if (layer === 'testing') return [];
  const level = LAYERS[layer];
  if (level === undefined) return [`${path}: ${layer}/ is no layer`];
  return targets.flatMap((target) => {
    const other = layerOf(target);
    if (other === layer) return [];
    if (other === 'testing') return test ? [] : [`${path} imports ${target}, which only tests may`];
    const below = LAYERS[other];
    return below !== undefined && below < level
      ? []
      : [`${path} imports ${target}: ${layer} does not stand on ${other || 'src'}`];
  });
}

function placeProblems({ path, isTest: test, module }: Source): string[] {
  const misplaced = PLACES.flatMap(({ what, where, matches, alsoTests }) => {
    const allowed = where.test(path) || (alsoTests === true && test);
    return allowed ? [] : module.imports.filter(matches).map((name) => `${path} imports ${name}: no place for ${what}`);
  });
  // What a browser test does to the page around it is no part of the layer.
  const dom = DOM_PLACES.test(path) || test ? [] : [...module.globals].filter((name) => DOM.test(name));
  return [...misplaced, ...dom.map((name) => `${path} uses ${name}: no place for the DOM`)];
}

/** Files of a command without a page must not reach, through any import, a file that needs one. */
function reachProblems(all: readonly Source[]): string[] {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const reached = new Set(all.filter(({ layer, isTest: test }) => layer === 'cli' && !test).map(({ path }) => path));
  for (const path of reached) for (const target of byPath.get(path)?.targets ?? []) reached.add(target);
  return [...reached].flatMap((path) => {
    const name = [...(byPath.get(path)?.module.globals ?? [])].find((used) => DOM.test(used));
    return name === undefined ? [] : [`${path} uses ${name}, and cli/ reaches it`];
  });
}

/** Import circles, types included: each once, from its first file. Depth first, without recursion. */
function circles(all: readonly Source[]): string[] {
  const targets = new Map(all.map((source) => [source.path, source.targets]));
  const done = new Set<string>();
  const found: string[] = [];
  for (const { path: start } of all) {
    const trail: { path: string; next: number }[] = done.has(start) ? [] : [{ path: start, next: 0 }];
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const target = targets.get(top.path)?.[top.next++];
      if (target === undefined) {
        done.add(top.path);
        trail.pop();
        continue;
      }
      const at = trail.findIndex(({ path }) => path === target);
      if (at >= 0) found.push([...trail.slice(at).map(({ path }) => path), target].join(' -> '));
      else if (!done.has(target)) trail.push({ path: target, next: 0 });
    }
  }
  return found.map((circle) => `circle: ${circle}`);
}

function formProblems(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([path, text]) => {
    const lines = text.replace(/\n$/, '').split('\n');
    const first = lines[0]?.startsWith('#!') ? lines[1] : lines[0];
    return [
      ...(lines.length > LONGEST_FILE ? [`${path} has ${lines.length} lines: over ${LONGEST_FILE}`] : []),
      ...(!isCode(path) || /^(\/\/|\/\*)/.test(first ?? '')
        ? []
        : [`${path} does not start with the comment that states its boundary`]),
    ];
  });
}

/** One sentence per broken rule; none if the tree is as designed. */
export function architectureProblems(sources: Sources): string[] {
  const all = read(sources);
  return [
    ...all.flatMap(directionProblems),
    ...all.flatMap(placeProblems),
    ...reachProblems(all),
    ...circles(all),
    ...formProblems(sources),
  ];
}
