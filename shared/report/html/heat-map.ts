import type { AccessMap, PowerRow } from '../../model/access-map.ts';
import { compareText } from '../../model/json.ts';
import type { PowerLevel } from '../../model/power.ts';
import { count } from '../text.ts';
import { html, type Markup } from './markup.ts';
import { powerClass, powerWords, strongestFirst } from './power-words.ts';
import { principalName } from './principal-name.ts';

/** The strongest power of each principal in each namespace, in letters and colours. */
export function heatMap(map: AccessMap, rows: readonly PowerRow[], accountId: string): Markup {
  const columns = columnsFor(map.namespaces, rows);
  const more = map.namespaces.length - columns.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Principals by namespace"><table class="heat"><thead><tr><th scope="col">Who</th><th scope="col" class="ns"><span>whole cluster</span></th>${columns.map(
    (name) => html`<th scope="col" class="ns"><span>${name}</span></th>`,
  )}</tr></thead><tbody>${rows.map((each) => row(each, columns, accountId))}</tbody></table></div>
${more > 0 && html`<p class="note">… and ${count(more, 'more namespace')}, in which fewer of them have more than over the whole cluster.</p>`}`;
}

/** What the letters and colours of all heat maps mean. */
export function powerLegend(): Markup {
  return html`<p class="legend">${strongestFirst
    .filter((level) => level !== 'none')
    .map(
      (level) =>
        html`<span class="key"><i class="${powerClass(level)}">${powerWords(level).letter}</i> ${powerWords(level).words}</span> `,
    )}<span class="key"><i class="pu">?</i> not known</span></p>`;
}

const columnsShown = 14;

/** Those in which most have something of their own. */
function columnsFor(namespaces: readonly string[], rows: readonly PowerRow[]): readonly string[] {
  return namespaces
    .map((place) => ({ place, own: rows.filter(({ inNamespaces }) => inNamespaces.has(place)) }))
    .toSorted((a, b) => b.own.length - a.own.length || compareText(a.place, b.place))
    .slice(0, columnsShown)
    .map(({ place }) => place)
    .toSorted(compareText);
}

function row(
  { who, overCluster, inNamespaces, isPartlyKnown }: PowerRow,
  columns: readonly string[],
  accountId: string,
): Markup {
  const name = html`<th scope="row"><span title="${who}">${principalName(who, accountId)}</span>${isPartlyKnown && html` <i class="pu" title="What one of its access policies gives is not known">?</i>`}</th>`;
  if (overCluster !== 'none' && inNamespaces.size === 0)
    return everywhere(name, overCluster, columns);
  const cells = columns.map((place) => cell(inNamespaces.get(place) ?? overCluster));
  return html`<tr>${name}${cell(overCluster)}${cells}</tr>`;
}

/** Nowhere more than over the whole cluster: one cell says it. */
function everywhere(name: Markup, level: PowerLevel, columns: readonly string[]): Markup {
  const { letter, words } = powerWords(level);
  return html`<tr>${name}<td class="${powerClass(level)} all" colspan="${columns.length + 1}">${letter} <span>${words}, everywhere</span></td></tr>`;
}

function cell(level: PowerLevel): Markup {
  if (level === 'none') return html`<td></td>`;
  return html`<td class="${powerClass(level)}">${powerWords(level).letter}</td>`;
}
