// The script of an exported page, which no build sees: a press on a node shows its values as tables. Everything that comes
// from a graph is set as text, never as markup. Its hash stands in the page's policy (a test holds it).
(() => {
  /** @typedef {{ name: string, columns: string[], rows: string[], cells: string[], exact: string[], tints: number[] }} Matrix */
  /** @typedef {{ name: string, matrices: Matrix[] }} Value */
  /** @typedef {{ id: string, title: string, values: Value[] }} Shown */
  /** @type {{ tints: [string, string][], nodes: Shown[] }} */
  const { tints, nodes } = JSON.parse(document.getElementById('values')?.textContent ?? '');
  const place = /** @type {HTMLElement} */ (document.getElementById('shown'));

  /** @param {string} tag @param {string} [text] */
  function made(tag, text = '') {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  /** @param {Matrix} matrix @param {number} at */
  function cell({ cells, exact, tints: kinds }, at) {
    const element = made('td', cells[at]);
    element.title = exact[at] ?? '';
    const tint = tints[kinds[at] ?? -1];
    if (tint) [element.style.backgroundColor, element.style.color] = tint;
    else element.className = kinds[at] === -1 ? 'masked' : 'fault';
    return element;
  }

  /** @param {string} word @param {'row' | 'col'} scope */
  function head(word, scope) {
    const element = made('th', word);
    element.setAttribute('scope', scope);
    return element;
  }

  /** @param {Matrix} matrix */
  function table(matrix) {
    const element = made('table');
    if (matrix.name) element.append(made('caption', matrix.name));
    const top = made('tr');
    top.append(made('td'), ...matrix.columns.map((word) => head(word, 'col')));
    element.append(top);
    matrix.rows.forEach((word, row) => {
      const line = made('tr');
      const first = row * matrix.columns.length;
      line.append(head(word, 'row'), ...matrix.columns.map((_, col) => cell(matrix, first + col)));
      element.append(line);
    });
    return element;
  }

  /** @param {Shown} node @param {Element} picture */
  function show({ title, values }, picture) {
    for (const other of document.querySelectorAll('[aria-pressed=true]')) other.setAttribute('aria-pressed', 'false');
    picture.setAttribute('aria-pressed', 'true');
    const parts = values.flatMap(({ name, matrices }) => [made('h3', name), ...matrices.map(table)]);
    place.replaceChildren(made('h2', title), ...parts);
  }

  for (const node of nodes) {
    const picture = document.querySelector(`[data-node="${CSS.escape(node.id)}"]`);
    if (!picture) continue;
    picture.setAttribute('role', 'button');
    picture.setAttribute('tabindex', '0');
    picture.setAttribute('aria-pressed', 'false');
    picture.setAttribute('aria-label', `${node.title}: show its values`);
    picture.addEventListener('click', () => show(node, picture));
    picture.addEventListener('keydown', (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== 'Enter' && key !== ' ') return;
      event.preventDefault();
      show(node, picture);
    });
  }
})();
