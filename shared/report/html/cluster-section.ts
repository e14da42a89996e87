import type { AccessMap, MappedGrant, PowerRow } from '../../model/access-map.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { SweepReport } from '../report.ts';
import { tally, tallyText } from '../tally.ts';
import { count } from '../text.ts';
import { clusterAnchor, clusterPlace } from './anchors.ts';
import { heatMap } from './heat-map.ts';
import { cut, html, type Markup } from './markup.ts';
import { principalName } from './principal-name.ts';
import { sankeyPicture } from './sankey.ts';

/** One cluster: its settings, who gets in by what, and which IAM roles its pods have. Draws so many principals at most. */
export function clusterSection(map: AccessMap, report: SweepReport, most: number): Markup {
  const { cluster, described, gaps } = map;
  const anchor = clusterAnchor(cluster);
  return html`<section class="cluster" id="${anchor}" aria-labelledby="h-${anchor}"><h3 id="h-${anchor}">${cut(cluster.name, 120)} <small>${cluster.region}</small></h3>
${standing(map, report)}
${described === undefined ? html`<p class="warn">The settings of this cluster were not read.</p>` : settings(described)}
${gapList('Not read, so it counts as nothing here', gaps.unread)}${gapList('Not known', gaps.unknown)}
${pictures(map, report.accountId, most)}
${workloads(map, report.accountId, 3 * most)}
</section>
`;
}

function standing({ cluster }: AccessMap, { findings }: SweepReport): Markup {
  const own = findings.filter(
    ({ region, clusterName }) => region === cluster.region && clusterName === cluster.name,
  );
  if (own.length === 0) return html`<p>No findings of its own.</p>`;
  const open = own.filter(({ status }) => status === 'open');
  const text = tallyText(tally(open)) || 'nothing open';
  const waived = own.length - open.length;
  return html`<p>${text}${waived > 0 && `, ${waived} waived`}. <button type="button" class="only" data-c="${clusterPlace(cluster)}" hidden>Show them</button></p>`;
}

function settings(cluster: Cluster): Markup {
  return html`<dl class="settings">${settingsOf(cluster).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function settingsOf(cluster: Cluster): readonly (readonly [string, string])[] {
  const { version = 'not given', authenticationMode = 'not given', enabledLogTypes } = cluster;
  return [
    ['Version', version],
    ['Authentication', authenticationMode],
    ['Endpoint', endpointText(cluster)],
    ['Control plane logs', enabledLogTypes === undefined ? 'not given' : listed(enabledLogTypes)],
    ['Secrets', cluster.encryptionKeyArns.length > 0 ? 'own KMS key' : 'key of EKS'],
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

function endpointText(cluster: Cluster): string {
  const { endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs } = cluster;
  const open = endpointPublicAccess ? `public from ${cut(publicAccessCidrs.join(', '), 200)}` : '';
  return [endpointPrivateAccess && 'private', open].filter(Boolean).join(', ') || 'none';
}

function gapList(heading: string, gaps: readonly string[]): Markup | false {
  if (gaps.length === 0) return false;
  return html`<div class="warn"><b>${heading}</b><ul>${gaps
    .slice(0, gapsShown)
    .map((gap) => html`<li>${cut(gap, 400)}</li>`)}${
    gaps.length > gapsShown && html`<li>… and ${gaps.length - gapsShown} more</li>`
  }</ul></div>`;
}

const gapsShown = 12;

/** Of the most powerful alone, where there are many; how many are left out is said. */
function pictures(map: AccessMap, accountId: string, most: number): Markup {
  const powerful = map.rows.filter(hasPower);
  const idle = map.rows.length - powerful.length;
  const rows = powerful.slice(0, most);
  const admitted =
    idle > 0 &&
    html`<p class="note">${count(idle, 'more principal')} let in, with no power that was found.</p>`;
  if (powerful.length === 0) {
    return html`<p class="note">Nobody is known to have power here.</p>${admitted}`;
  }
  if (rows.length === 0) {
    return html`<p class="note">${count(powerful.length, 'principal')} with power, not drawn to keep this page small: <code>npm start -- who-can</code> tells of all.</p>${admitted}`;
  }
  const more = powerful.length - rows.length;
  return html`<h4>Who reaches what</h4>${
    more > 0 &&
    html`<p class="note">The ${rows.length} most powerful of ${powerful.length}, and ${more} more: <code>npm start -- who-can</code> tells of all.</p>`
  }<div class="scroll" tabindex="0" role="region" aria-label="Sankey diagram">${sankeyPicture(grantsOf(map, rows), accountId)}</div>
<h4>Power by namespace</h4>${heatMap(map, rows, accountId)}${admitted}`;
}

function hasPower({ overCluster, inNamespaces, isPartlyKnown }: PowerRow): boolean {
  return overCluster !== 'none' || inNamespaces.size > 0 || isPartlyKnown;
}

function grantsOf({ grants }: AccessMap, rows: readonly PowerRow[]): readonly MappedGrant[] {
  const names = new Set(rows.map(({ who }) => who));
  return grants.filter(({ who, power }) => names.has(who) && power?.level !== 'none');
}

function workloads({ workloads: all }: AccessMap, accountId: string, most: number): Markup | false {
  if (all.length === 0) return false;
  const more = all.length - most;
  return html`<details class="more"><summary>${count(all.length, 'IAM role')} handed to pods</summary><div class="scroll" tabindex="0" role="region" aria-label="IAM roles of pods"><table><thead><tr><th scope="col">Service account</th><th scope="col">By</th><th scope="col">IAM role</th></tr></thead><tbody>${all
    .slice(0, most)
    .map(
      ({ serviceAccount, by, roleArn, targetRoleArn }) =>
        html`<tr><th scope="row">${serviceAccount}</th><td>${by}</td><td title="${roleArn}">${principalName(roleArn, accountId)}${targetRoleArn !== undefined && ` → ${principalName(targetRoleArn, accountId)}`}</td></tr>`,
    )}</tbody></table></div>${more > 0 && html`<p class="note">… and ${more} more.</p>`}</details>`;
}
