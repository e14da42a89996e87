import { compareText } from '../../model/json.ts';
import { leading } from '../message.ts';
import type { ReportedFinding, SweepReport } from '../report.ts';
import { tally, worstFirst } from '../tally.ts';
import { byteLength, count } from '../text.ts';
import { clusterPlace } from './anchors.ts';
import { roleIn } from './evidence-paths.ts';
import { type FindingContext, findingBody, findingRow } from './finding.ts';
import type { HtmlReport } from './html-report.ts';
import { html, type Markup } from './markup.ts';
import { severityWord } from './severity-badge.ts';

/** Bytes of UTF-8: together with the pictures they keep a page of 50 clusters under 2 MB. */
const rowBudget = 500_000;
const bodyBudget = 500_000;

/** No page has room for more rows, so no more are made. */
const mostRows = 4000;

/** Every finding, most severe first, with what it takes to find one. */
export function findingsSection(input: HtmlReport): Markup {
  const { report } = input;
  const rows = rowsWithin(input);
  const hidden = report.findings.length - rows.length;
  return html`<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Findings</h2>
${filterBar(report, tenantNames(input))}
<p class="count" id="count" role="status" aria-live="polite">${countText(report)}</p>
<div id="list">${rows}</div>
${hidden > 0 && html`<p class="note">… and ${count(hidden, 'more finding')}, all of them less severe than those above or alike: see the JSON report.</p>`}
<p class="note" id="none" hidden>Nothing matches. <button type="button" id="reset">Show all findings</button></p>
</section>
`;
}

function countText({ findings }: SweepReport): string {
  return findings.length === 0 ? 'No findings.' : `${count(findings.length, 'finding')}.`;
}

/** Those that come first have their bodies, as far as the bytes go; then rows alone. */
function rowsWithin(input: HtmlReport): readonly Markup[] {
  const contextOf = contexts(input);
  const told = input.report.findings
    .slice(0, mostRows)
    .map((finding) => ({ finding, context: contextOf(finding) }));
  const bodies = leading(told.map(bodyOnce), (body) => sizeOf(body()), bodyBudget);
  const rows = told.map(({ finding, context }, index) =>
    findingRow(finding, context, bodies[index]?.()),
  );
  return leading(rows, sizeOf, bodyBudget + rowBudget);
}

interface Told {
  readonly finding: ReportedFinding;
  readonly context: FindingContext;
}

/** Made when it is first asked for: of ten thousand findings the last have none. */
function bodyOnce({ finding, context }: Told): () => Markup {
  let body: Markup | undefined;
  return () => {
    body ??= findingBody(finding, context);
    return body;
  };
}

function sizeOf(part: Markup): number {
  return byteLength(part.markup);
}

/** What there is to know of a finding beside itself. */
function contexts({ report, maps, tenants }: HtmlReport): (of: ReportedFinding) => FindingContext {
  const grants = new Map(maps.map(({ cluster, grants: own }) => [clusterPlace(cluster), own]));
  const workloads = Map.groupBy(
    maps.flatMap(({ cluster, workloads: own }) => own.map((workload) => ({ cluster, workload }))),
    ({ workload }) => workload.roleArn,
  );
  return (finding) => ({
    partition: report.partition,
    tenants: tenants.get(finding.id) ?? [],
    grants: grants.get(placeOf(finding)) ?? [],
    workloads: workloads.get(roleIn(finding) ?? '') ?? [],
  });
}

function tenantNames({ tenants }: HtmlReport): readonly string[] {
  return [...new Set([...tenants.values()].flat())].toSorted(compareText);
}

/** Hidden until the script has made it work: without it there is nothing to be found here. */
function filterBar({ findings }: SweepReport, tenants: readonly string[]): Markup {
  const counts = tally(findings);
  const places = distinct(findings.map(placeOf));
  const boxes = worstFirst.map(
    (severity) =>
      html`<label class="chip"><input type="checkbox" name="s" value="${severity}" checked> ${severityWord(severity)} <b>${counts[severity]}</b></label>`,
  );
  return html`<form class="filters" id="filters" role="search" aria-label="Filter findings" hidden>
<label class="search"><span class="vh">Search findings</span><input type="search" id="q" placeholder="Search findings: a name, an ARN, an action …" autocomplete="off" spellcheck="false"><kbd>/</kbd></label>
<fieldset class="chips"><legend class="vh">Severity</legend>${boxes}</fieldset>
<div class="selects">
${select('c', 'Place', 'All places', places)}
${select('r', 'Rule', 'All rules', distinct(findings.map(({ ruleId }) => ruleId)))}
${tenants.length > 0 && select('t', 'Tenant', 'All tenants', tenants)}
${select('o', 'Status', 'Open and waived', ['open', 'waived'])}
</div></form>
<p class="note" id="without">Filter and search need JavaScript. All findings are below; each opens with a click or with Enter.</p>`;
}

function select(name: string, label: string, all: string, options: readonly string[]): Markup {
  return html`<label>${label}<select name="${name}"><option value="">${all}</option>${options.map(
    (option) => html`<option>${option}</option>`,
  )}</select></label>`;
}

function placeOf({ region, clusterName }: ReportedFinding): string {
  return clusterName === undefined ? region : clusterPlace({ region, name: clusterName });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(compareText);
}
