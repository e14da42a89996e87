import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HtmlReport } from '../../../../shared/report/html/html-report.ts';
import { renderHtml } from '../../../../shared/report/html/page.ts';
import { script, scriptHash } from '../../../../shared/report/html/script.ts';
import { style, styleHash } from '../../../../shared/report/html/style.ts';
import { sweepReport } from '../../../../shared/report/report.ts';
import { account, assessment, catalogue, content, richReport, takenAt } from '../sample.ts';
import { grant, mapOf } from './map.ts';

const ci = 'arn:aws:iam::011122223333:role/ci';

const rich: HtmlReport = {
  report: richReport,
  maps: [mapOf([grant(ci, 'AmazonEKSClusterAdminPolicy', 'cluster-admin')])],
  history: undefined,
  tenants: new Map(),
};

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

describe('the page', () => {
  it('names the hashes of its one script and its one style, and allows nothing else', () => {
    expect([scriptHash, styleHash]).toEqual([sha256(script), sha256(style)]);
    const page = renderHtml(rich);
    expect(page).toContain(
      `content="default-src &#39;none&#39;; script-src &#39;${scriptHash}&#39;; style-src &#39;${styleHash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).not.toMatch(/<[^>]* (style|on[a-z]+)=/);
  });

  it('fetches nothing: what it refers to is in it, or a link that somebody follows', () => {
    const fetched = [...renderHtml(rich).matchAll(/<(\w+)[^>]* (?:src|href)="([^"]*)"/g)]
      .filter(([, tag]) => tag !== 'a')
      .map(([, tag, address]) => [tag, address]);
    expect(fetched).toEqual([['link', 'data:,']]);
  });

  it('is the same to the byte every time', () => {
    expect(renderHtml(rich)).toBe(renderHtml(structuredClone(rich)));
  });

  it('says whose account it is, of which partition, and when', () => {
    const inChina = { ...rich, report: { ...richReport, partition: 'aws-cn' } };
    expect(renderHtml(rich)).toContain(
      'Account <b>011122223333</b> · 3 clusters in 2 Regions · <time datetime="2026-11-22T09:00:03.000Z">2026-11-22 09:00:03 UTC</time>',
    );
    expect(renderHtml(inChina)).toContain('<b>011122223333 (aws-cn)</b>');
  });

  it('refers to ids that are there, each once', () => {
    const page = renderHtml(rich);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    const targets = [...page.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(
      ([, id]) => id,
    );
    const ofClusters = ['c-eu-central-1-orders-prod', 'c-eu-west-1-legacy'];
    expect(targets.filter((id) => !ids.includes(id) && !ofClusters.includes(`${id}`))).toEqual([]);
  });

  it('draws no more clusters than it has room for, and says so of the others', () => {
    const grants = Array.from({ length: 8 }, (_, n) =>
      grant(`${ci}-${n}`, `Policy${n}`, 'secrets', {
        kind: 'namespaces',
        namespaces: ['bank', `ns-${n}`],
      }),
    );
    const maps = Array.from({ length: 200 }, (_, n) =>
      mapOf(grants, { cluster: { region: 'eu-west-1', name: `c-${n}` } }),
    );
    const page = renderHtml({ ...rich, maps });
    const drawn = page.match(/<svg class="sankey"/g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(50);
    expect(page.match(/8 principals with power, not drawn/g)).toHaveLength(200 - drawn);
    expect(page.length).toBeLessThan(1_100_000);
  });

  it('says that there is nothing where there is nothing', () => {
    const report = sweepReport(assessment(), catalogue, account, takenAt, []);
    const page = renderHtml({ ...rich, report, maps: [] });
    expect(page).toContain('No findings.');
    expect(page).toContain('No cluster is known.');
    expect(page).toContain('Nothing was looked at');
  });
});

const names: readonly (readonly [string, string])[] = [
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['the end of a script', '</script><script>alert(1)</script>'],
  ['the end of an attribute', '" onfocus="alert(1)" x="'],
  ['a comment', '<!-- --!>'],
  ['an entity', '&lt;b&#62;'],
  ['a bidirectional override', 'user\u202egpj.exe'],
];

describe('whatever somebody called things', () => {
  it.each(names)('%s is text', (_, name) => {
    const page = pageOf(name);
    expect(tagsIn(page)).toEqual(tagsIn(pageOf('plain')));
    expect(page).not.toContain('\u202e');
  });
});

/** Everything that others may have chosen is this name. */
function pageOf(name: string): string {
  const id = `arn:aws:iam::011122223333:role/${name}`;
  const cluster = { region: name, name };
  const finding = content({
    ...{ id: name, ruleId: name, title: name, message: name, region: name, clusterName: name },
    ...{ subject: name, because: name, remedy: name, command: name },
    resource: { type: name, id },
    evidence: { principalArn: id, nested: [{ [name]: [name] }], texts: [name], [`z${name}`]: name },
    waiver: { reason: name, owner: name, expires: name },
    absorbed: [{ ruleId: name, message: name }],
  });
  const report = sweepReport(
    assessment({
      findings: [finding],
      coverage: [{ fact: name, place: name, item: name, read: false, reason: name }],
    }),
    catalogue,
    { accountId: name, partition: name },
    takenAt,
    [cluster],
  );
  const map = mapOf([grant(id, name, 'secrets', { kind: 'namespaces', namespaces: [name] })], {
    cluster,
    namespaces: [name],
    workloads: [{ serviceAccount: name, by: 'IRSA', roleArn: name, targetRoleArn: name }],
    gaps: { unread: [name], unknown: [name] },
  });
  return renderHtml({
    report,
    maps: [map],
    history: undefined,
    tenants: new Map([[name, [name]]]),
  });
}

/** Every tag with its attributes, without their values. */
function tagsIn(page: string): readonly string[] {
  return page.replace(/"[^"<>]*"/g, '""').match(/<[!/]?[a-z][^>]*>/gi) ?? [];
}
