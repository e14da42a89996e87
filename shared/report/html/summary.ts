import type { Severity } from '../../model/severity.ts';
import { groupByPlace } from '../places.ts';
import type { ReportedFinding, SweepReport } from '../report.ts';
import { meaningOf } from '../table-closing.ts';
import { quietClusters, quietness } from '../table-quiet.ts';
import { tally, worstFirst } from '../tally.ts';
import { count } from '../text.ts';
import { clusterAnchor } from './anchors.ts';
import { cut, html, type Markup } from './markup.ts';
import { severityWord } from './severity-badge.ts';

/** How things stand, in numbers and in a sentence, then place by place. */
export function summarySection(report: SweepReport): Markup {
  const unread = report.coverage.filter(({ read }) => !read).length;
  return html`<section id="summary" aria-labelledby="h-summary"><h2 id="h-summary">Summary</h2>
<ul class="tiles">${tiles(report, unread)}</ul>
<p class="meaning">${meaningOf(report, unread)}</p>
${placeTable(report)}
</section>
`;
}

function tiles(report: SweepReport, unread: number): readonly Markup[] {
  const open = report.findings.filter(({ status }) => status === 'open');
  const counts = tally(open);
  const waived = report.findings.length - open.length;
  const passed = report.rules.reduce((sum, rule) => sum + rule.COMPLIANT, 0);
  const undecided = report.undecided.length;
  return [
    ...worstFirst.map((severity) =>
      tile(severity.toLowerCase(), counts[severity], severityWord(severity)),
    ),
    tile('quiet', waived, 'Waived'),
    tile(unread > 0 ? 'warn' : 'quiet', unread, 'Not read'),
    tile(undecided > 0 ? 'warn' : 'quiet', undecided, 'Undecided'),
    tile('quiet', passed, 'Checks passed'),
  ];
}

function tile(kind: string, number: number, label: string): Markup {
  return html`<li class="tile ${kind}${number === 0 && ' zero'}"><b>${grouped(number)}</b><span>${label}</span></li>`;
}

/** With a thin space between thousands. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

function placeTable(report: SweepReport): Markup {
  const openFirst = report.findings.toSorted((a, b) => rankOf(a) - rankOf(b));
  const rows = groupByPlace(openFirst, (finding) => finding).map((group) => {
    const open = group.items.filter(({ status }) => status === 'open');
    const name =
      group.kind === 'cluster'
        ? clusterLink(group.region, group.clusterName)
        : html`${group.kind === 'iam' ? 'IAM' : 'Account'}`;
    return placeRow(name, group.region, tally(open), group.items.length - open.length, '');
  });
  const quiet = quietClusters(report).map((cluster) =>
    placeRow(
      clusterLink(cluster.region, cluster.name),
      cluster.region,
      tally([]),
      0,
      quietness(cluster, report).text,
    ),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Findings by place"><table class="places"><thead><tr><th scope="col">Place</th>${worstFirst.map(
    (severity) => html`<th scope="col" class="n">${severityWord(severity)}</th>`,
  )}<th scope="col" class="n">Waived</th></tr></thead><tbody>${rows}${quiet}</tbody></table></div>
<p class="note">${count(report.clusters.length, 'cluster')}, judged by ${count(report.rules.length, 'rule')}. <a href="#findings">${count(report.findings.length, 'finding')}</a> below.</p>`;
}

function rankOf({ status }: ReportedFinding): number {
  return status === 'open' ? 0 : 1;
}

function clusterLink(region: string, name: string): Markup {
  return html`<a href="#${clusterAnchor({ region, name })}">${cut(name, 120)}</a>`;
}

function placeRow(
  name: Markup,
  region: string,
  counts: Readonly<Record<Severity, number>>,
  waived: number,
  note: string,
): Markup {
  const cells = worstFirst.map((severity) => numberCell(counts[severity], severity.toLowerCase()));
  return html`<tr><th scope="row">${name}<small>${region}</small>${note !== '' && html`<small>${note}</small>`}</th>${cells}${numberCell(waived, 'quiet')}</tr>`;
}

function numberCell(number: number, kind: string): Markup {
  return number === 0
    ? html`<td class="n zero">0</td>`
    : html`<td class="n"><span class="num ${kind}">${number}</span></td>`;
}
