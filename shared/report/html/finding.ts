import type { MappedGrant } from '../../model/access-map.ts';
import { compareText, type Json } from '../../model/json.ts';
import { jsonText } from '../json.ts';
import { consoleLinks } from '../links.ts';
import type { ReportedFinding } from '../report.ts';
import { shortArns } from '../text.ts';
import { clusterPlace } from './anchors.ts';
import type { ClusterWorkload } from './evidence-paths.ts';
import { cut, html, lines, type Markup } from './markup.ts';
import { pathCards } from './path.ts';
import { severityBadge } from './severity-badge.ts';

export interface FindingContext {
  readonly partition: string;
  readonly tenants: readonly string[];
  /** Those of the finding's cluster. */
  readonly grants: readonly MappedGrant[];
  /** Pods that have the role of the finding. */
  readonly workloads: readonly ClusterWorkload[];
}

/** One finding as a row that opens. Without its body the row says where the body is. */
export function findingRow(
  finding: ReportedFinding,
  context: FindingContext,
  body: Markup | undefined,
): Markup {
  const { id, severity, status, ruleId, title, message, accountId, region, clusterName } = finding;
  const place = clusterName === undefined ? region : clusterPlace({ region, name: clusterName });
  const tenants = context.tenants.length === 0 ? '' : html` data-t="${context.tenants.join('|')}"`;
  const where = clusterName ?? (region === 'global' ? 'IAM' : region);
  return html`<details class="f" id="f-${id}" data-s="${severity}" data-o="${status}" data-c="${place}" data-r="${ruleId}"${tenants}>
<summary>${severityBadge(severity)}<span class="what"><b>${title}</b>${status === 'waived' && html` <i class="tag">waived</i>`}<span>${shortArns(cut(message, 700), accountId)}</span></span><span class="at">${cut(where, 100)}</span></summary>
${body ?? html`<div class="body dim">Left out to keep this page small: <code>npm start -- explain ${id}</code></div>`}
</details>
`;
}

export function findingBody(finding: ReportedFinding, context: FindingContext): Markup {
  const { id, ruleId, subject, command } = finding;
  const paths = pathCards(finding, context.grants, context.workloads);
  const links = consoleLinks(context.partition, finding);
  return html`<div class="body">${paths}<div class="why" data-why="${ruleId}"><p><a href="#r-${ruleId}">Why it matters, and how to fix it</a></p></div>
${command !== undefined && html`<h4>Command</h4>${commandBlock(command)}`}
<h4>Evidence</h4>${evidenceTable(finding.evidence)}
<dl class="facts">${waiverOf(finding)}${impliedOf(finding)}<dt>Subject</dt><dd><code>${cut(subject, 600)}</code></dd><dt>Rule</dt><dd><a href="#r-${ruleId}"><code>${ruleId}</code></a></dd><dt>Finding</dt><dd><code>${id}</code></dd>${
    links.length > 0 &&
    html`<dt>Console</dt><dd>${links.map((link) => html`<a href="${link}" rel="noreferrer">${consoleName(link)}</a> `)}</dd>`
  }</dl></div>`;
}

/** Whole or not at all: half of a command does something else. */
function commandBlock(command: string): Markup {
  return command.length <= longestCommand
    ? html`<pre class="cmd">${lines(command)}</pre>`
    : html`<p class="dim">A command of ${command.length} characters: it is in the JSON report.</p>`;
}

const longestCommand = 6000;

function consoleName(link: string): string {
  return link.includes('/eks/') ? 'EKS cluster' : 'IAM role';
}

function waiverOf({ waiver }: ReportedFinding): Markup | false {
  if (waiver === undefined) return false;
  const { owner, expires, reason } = waiver;
  return html`<dt>Waived</dt><dd>by ${cut(owner, 100)} until ${expires}: ${cut(reason, 400)}</dd>`;
}

const impliedShown = 10;

function impliedOf({ absorbed = [] }: ReportedFinding): Markup | false {
  if (absorbed.length === 0) return false;
  const more = absorbed.length - impliedShown;
  return html`<dt>Implies</dt><dd><ul>${absorbed
    .slice(0, impliedShown)
    .map(
      ({ ruleId, message }) => html`<li><code>${ruleId}</code> ${cut(message, 300)}</li>`,
    )}${more > 0 && html`<li>and ${more} more</li>`}</ul></dd>`;
}

const longestEvidence = 4000;
const longestLine = 90;

/** Texts and numbers in a row each; what has an inside as JSON. */
function evidenceTable(evidence: Readonly<Record<string, Json>>): Markup {
  const members = Object.entries(evidence).sort(([a], [b]) => compareText(a, b));
  return html`<table class="ev"><tbody>${members.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${evidenceValue(value)}</td></tr>`,
  )}</tbody></table>`;
}

function evidenceValue(value: Json): Markup {
  if (typeof value === 'string') return html`<code>${cut(value, 600)}</code>`;
  if (typeof value !== 'object' || value === null) return html`<code>${jsonText(value)}</code>`;
  if (isTexts(value)) {
    return html`<code>${cut(value.length === 0 ? 'none' : value.join(', '), 1000)}</code>`;
  }
  const line = jsonText(value);
  if (line.length <= longestLine) return html`<code>${line}</code>`;
  const text = jsonText(value, 2);
  const head = text.slice(0, longestEvidence);
  return html`<pre>${lines(head)}${head !== text && '\n… cut: the rest is in the JSON report'}</pre>`;
}

function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
