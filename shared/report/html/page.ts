import { byteLength, count, timeText } from '../text.ts';
import { clusterSection } from './cluster-section.ts';
import { coverageSection } from './coverage-matrix.ts';
import { findingsSection } from './findings.ts';
import { powerLegend } from './heat-map.ts';
import { historySection } from './history.ts';
import type { HtmlReport } from './html-report.ts';
import { cut, html, type Markup, trusted } from './markup.ts';
import { rulesSection } from './rule-texts.ts';
import { script, scriptHash } from './script.ts';
import { style, styleHash } from './style.ts';
import { summarySection } from './summary.ts';

/**
 * The report as one file that needs nothing else: no network, and no script but its own, by whose hash alone the browser runs
 * it. The same report gives the same bytes.
 */
export function renderHtml(input: HtmlReport): string {
  const { report } = input;
  const title = `Gatewatch: account ${report.accountId}, ${timeText(Date.parse(report.takenAt))}`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${title}</title><link rel="icon" href="data:,">
<style>${trusted(style)}</style></head>
<body><a class="skip" href="#findings">Skip to the findings</a>
${header(input)}
<main>
${summarySection(report)}${findingsSection(input)}${clusters(input)}${coverageSection(report)}${historySection(input)}${rulesSection(report)}</main>
${footer()}
${keyHelp()}
<script>${trusted(script)}</script></body></html>
`;
  return page.markup;
}

/** Of a meta element: what it does not name is refused. https://www.w3.org/TR/CSP3/ */
const policy = [
  "default-src 'none'",
  `script-src '${scriptHash}'`,
  `style-src '${styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function header({ report }: HtmlReport): Markup {
  const { accountId, partition, takenAt, clusters: all } = report;
  const regions = new Set(all.map(({ region }) => region));
  const account = partition === 'aws' ? accountId : `${accountId} (${partition})`;
  return html`<header class="top"><div><p class="brand">Gatewatch</p><h1>Who can get into your EKS clusters</h1><p class="sub">Account <b>${cut(account, 40)}</b> · ${count(all.length, 'cluster')} in ${count(regions.size, 'Region')} · <time datetime="${takenAt}">${timeText(Date.parse(takenAt))}</time></p></div>
<nav aria-label="Sections"><a href="#summary">Summary</a><a href="#findings">Findings</a><a href="#clusters">Clusters</a><a href="#coverage">Coverage</a><a href="#history">Over time</a><a href="#rules">Rules</a><button type="button" id="help" hidden>Keys <kbd>?</kbd></button></nav></header>`;
}

/** Shared among the pictures of all clusters. */
const principalsInAll = 400;

/** Bytes of UTF-8, after which clusters are told without pictures. */
const pictureBudget = 800_000;

function clusters({ maps, report }: HtmlReport): Markup {
  const most = Math.min(24, Math.max(8, Math.floor(principalsInAll / Math.max(maps.length, 1))));
  let used = 0;
  const sections = maps.map((map) => {
    const section = clusterSection(map, report, used < pictureBudget ? most : 0);
    used += byteLength(section.markup);
    return section;
  });
  return html`<section id="clusters" aria-labelledby="h-clusters"><h2 id="h-clusters">Clusters</h2>
${maps.length === 0 ? html`<p>No cluster is known.</p>` : powerLegend()}${sections}</section>
`;
}

function footer(): Markup {
  return html`<footer><p>This page maps who is powerful here: keep it as you would keep an access list. Everything in it, and more, is in the JSON report of the same sweep.</p></footer>`;
}

function keyHelp(): Markup {
  const keys = [
    ['/', 'search'],
    ['j', 'next finding'],
    ['k', 'previous finding'],
    ['Enter', 'open or close it'],
    ['Esc', 'leave the search'],
    ['?', 'this help'],
  ] as const;
  return html`<dialog id="keys" aria-labelledby="h-keys"><h2 id="h-keys">Keys</h2><dl>${keys.map(
    ([key, does]) => html`<dt><kbd>${key}</kbd></dt><dd>${does}</dd>`,
  )}</dl><form method="dialog"><button>Close</button></form></dialog>`;
}
