import { sankey, sankeyLeft } from 'd3-sankey';
import type { MappedGrant } from '../../model/access-map.ts';
import { html, type Markup } from './markup.ts';
import { powerClass, powerWords } from './power-words.ts';
import { type SankeyFlow, type SankeyNode, sankeyGraph } from './sankey-graph.ts';

/** Units of the view box; the page scales it to its width. */
const width = 1080;
const [left, right] = [258, 870];
const rowHeight = 27;
const top = 30;

/** Who has which power, by what, over what, as an SVG. */
export function sankeyPicture(grants: readonly MappedGrant[], accountId: string): Markup {
  const { nodes, flows } = sankeyGraph(grants, accountId);
  const tallest = Math.max(
    ...[0, 1, 2].map((column) => nodes.filter((node) => node.column === column).length),
  );
  const bottom = top + Math.max(tallest * rowHeight, 60);
  const placed = placedIn(nodes, flows, bottom);
  return html`<svg class="sankey" viewBox="0 0 ${width} ${bottom + 10}" role="img" aria-label="Who has which power, by what, over what; the table below says the same">
<g class="heads"><text x="${left}" y="14" text-anchor="end">Who</text><text x="${(left + right) / 2}" y="14" text-anchor="middle">By what</text><text x="${right}" y="14">Over what</text></g>
<g class="links">${placed.links.map(linkPath)}</g><g class="nodes">${placed.nodes.map(nodeMark)}</g></svg>`;
}

interface PlacedNode extends SankeyNode {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

interface PlacedLink extends SankeyFlow {
  readonly fromY: number;
  readonly toY: number;
  readonly thickness: number;
}

const barWidth = 6;

/** The layout is d3's; it writes positions into what it is given, so that gets copies. */
function placedIn(
  nodes: readonly SankeyNode[],
  flows: readonly SankeyFlow[],
  bottom: number,
): { readonly nodes: readonly PlacedNode[]; readonly links: readonly PlacedLink[] } {
  const layout = sankey<SankeyNode, SankeyFlow>()
    .nodeId(({ id }) => id)
    .nodeAlign(sankeyLeft)
    .nodeWidth(barWidth)
    .nodePadding(12)
    .iterations(12)
    .extent([
      [left, top],
      [right, bottom],
    ]);
  const graph = layout({
    nodes: nodes.map((node) => ({ ...node })),
    links: flows.map((flow) => ({ ...flow, source: flow.from, target: flow.to })),
  });
  return {
    nodes: graph.nodes.map(({ id, column, label, title, level, y0, y1 }) => ({
      ...{ id, column, label, title, level, x: columnAt(column), y: rounded(y0) },
      height: Math.max(rounded(y1) - rounded(y0), 2),
    })),
    links: graph.links.map(
      ({ from, to, column, title, value, level, y0, y1, width: thickness }) => ({
        ...{ from, to, column, title, value, level, fromY: rounded(y0), toY: rounded(y1) },
        thickness: Math.max(rounded(thickness), 1.5),
      }),
    ),
  };
}

/** Where d3 puts a column, of which there are always three. */
function columnAt(column: number): number {
  return rounded(left + (column * (right - barWidth - left)) / 2);
}

/** Half a unit is as much as anybody sees, and a quarter of the bytes. */
function rounded(position: number | undefined): number {
  return Math.round(Number(position) * 2) / 2;
}

function linkPath({ column, level, title, fromY, toY, thickness }: PlacedLink): Markup {
  const [from, to] = [columnAt(column) + barWidth, columnAt(column + 1)];
  const middle = rounded((from + to) / 2);
  const curve = `M${from} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${to} ${toY}`;
  return html`<path class="${powerClass(level)}" d="${curve}" stroke-width="${thickness}"><title>${title}: ${powerWords(level).words}</title></path>`;
}

/** Characters of a label that fit beside each column. */
const longestLabels = [35, 42, 28] as const;

function nodeMark({ column, label, title, level, x, y, height }: PlacedNode): Markup {
  const most = longestLabels[column];
  const text = label.length > most ? `${label.slice(0, most - 1)}…` : label;
  const middle = rounded(y + height / 2 + 4);
  const at = column === 0 ? html`x="${x - 8}" text-anchor="end"` : html`x="${x + barWidth + 8}"`;
  return html`<g class="${powerClass(level)}"><title>${title}</title><rect x="${x}" y="${y}" width="${barWidth}" height="${height}"/><text ${at} y="${middle}">${text}</text></g>`;
}
