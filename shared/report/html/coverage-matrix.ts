import type { Coverage } from '../../assess/verdict.ts';
import type { ClusterRef } from '../../model/cluster.ts';
import { groupUnread, unreadText } from '../coverage.ts';
import type { SweepReport } from '../report.ts';
import { count } from '../text.ts';
import { undecidedText } from '../undecided.ts';
import { clusterAnchor, clusterPlace } from './anchors.ts';
import { areaOf, areasIn } from './coverage-areas.ts';
import { cut, html, type Markup } from './markup.ts';

/** Whether silence can be trusted: what was read of which cluster, what was not and why. */
export function coverageSection(report: SweepReport): Markup {
  return html`<section id="coverage" aria-labelledby="h-coverage"><h2 id="h-coverage">Coverage</h2>
<p class="lead">What was not read is never counted as clean.</p>
${report.clusters.length > 0 && matrix(report)}
${elsewhere(report)}
${unreadList(report)}
${undecidedList(report)}
</section>
`;
}

function matrix({ clusters, coverage }: SweepReport): Markup {
  const places = new Set(clusters.map(clusterPlace));
  const about = coverage.filter(({ place, fact }) => places.has(place) || fact === 'cluster');
  const areas = areasIn(about);
  const rows = clusters.map((cluster) => {
    const own = about.filter((row) => isAbout(cluster, row));
    const cells = areas.map((area) => cell(own.filter(({ fact }) => areaOf(fact) === area)));
    return html`<tr><th scope="row"><a href="#${clusterAnchor(cluster)}">${cut(cluster.name, 120)}</a><small>${cluster.region}</small></th>${cells}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Coverage by cluster"><table class="matrix"><thead><tr><th scope="col">Cluster</th>${areas.map(
    (area) => html`<th scope="col">${area}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table></div>
<p class="legend"><span class="yes">✓</span> read <span class="no">✗</span> not read <span class="part">◐</span> read in part <span class="known">○</span> not read, as expected <span class="na">–</span> not asked for</p>`;
}

/** Clusters that were read are one row for their Region; one that was not has its own. */
function isAbout({ region, name }: ClusterRef, { fact, place, item, read }: Coverage): boolean {
  if (place === clusterPlace({ region, name })) return true;
  return fact === 'cluster' && place === region && (read || item === name);
}

function cell(rows: readonly Coverage[]): Markup {
  const unread = rows.filter(({ read }) => !read);
  const [first] = unread;
  if (rows.length === 0) return html`<td class="na"><span aria-label="not asked for">–</span></td>`;
  if (first === undefined) return html`<td class="yes"><span aria-label="read">✓</span></td>`;
  const reason = cut(first.reason ?? 'no reason given', 200);
  if (unread.every(({ expected }) => expected === true)) {
    return html`<td class="known"><span title="${reason}" aria-label="not read, as expected">○</span></td>`;
  }
  return unread.length < rows.length
    ? html`<td class="part"><span title="${reason}" aria-label="read in part">◐</span></td>`
    : html`<td class="no"><span title="${reason}" aria-label="not read">✗</span></td>`;
}

/** IAM, trails, Regions: each kind of fact in a list, read or not. */
function elsewhere({ clusters, coverage }: SweepReport): Markup {
  const places = new Set(clusters.map(clusterPlace));
  const rows = coverage.filter(({ place, fact }) => !places.has(place) && fact !== 'cluster');
  const byPlace = [...Map.groupBy(rows, ({ place }) => place)];
  return html`<dl class="elsewhere">${byPlace.map(([place, facts]) => {
    const read = new Set(facts.filter((row) => row.read).map(({ fact }) => fact));
    const unread = new Set(facts.filter((row) => !row.read).map(({ fact }) => fact));
    return html`<dt>${placeName(place)}</dt><dd>${[...read].map(
      (fact) => html`<span class="pill"><i class="yes">✓</i> ${fact}</span> `,
    )}${[...unread].map((fact) => html`<span class="pill"><i class="no">✗</i> ${fact}</span> `)}</dd>`;
  })}</dl>`;
}

function placeName(place: string): string {
  const names: Readonly<Record<string, string>> = { iam: 'IAM', cloudtrail: 'CloudTrail' };
  return names[place] ?? place;
}

const listed = 100;

function unreadList({ coverage }: SweepReport): Markup {
  const groups = groupUnread(coverage.filter(({ read }) => !read));
  if (groups.length === 0) {
    return html`<p class="note">${coverage.length === 0 ? 'Nothing was looked at.' : 'Everything that the rules asked for was read.'}</p>`;
  }
  return html`<h3>Not read, and why</h3><ul class="unread">${groups
    .slice(0, listed)
    .map((group) => html`<li>${unreadText(group)}</li>`)}${moreThan(groups.length)}</ul>`;
}

function undecidedList({ undecided }: SweepReport): Markup | false {
  if (undecided.length === 0) return false;
  return html`<h3>Undecided</h3><p>${count(undecided.length, 'verdict')} could not be given though all was read: that is not clean.</p><ul class="unread">${undecided
    .slice(0, listed)
    .map((verdict) => html`<li>${undecidedText(verdict)}</li>`)}${moreThan(undecided.length)}</ul>`;
}

function moreThan(all: number): Markup | false {
  return all > listed && html`<li>… and ${all - listed} more, see the JSON report</li>`;
}
