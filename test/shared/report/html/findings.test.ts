import { describe, expect, it } from 'vitest';
import type { FindingContent } from '../../../../shared/model/finding.ts';
import { findingsSection } from '../../../../shared/report/html/findings.ts';
import type { HtmlReport } from '../../../../shared/report/html/html-report.ts';
import { sweepReport } from '../../../../shared/report/report.ts';
import { byteLength } from '../../../../shared/report/text.ts';
import {
  account,
  assessment,
  content,
  elsewhere,
  takenAt,
  trailFinding,
  trustFinding,
  waivedFinding,
} from '../sample.ts';
import { grant, mapOf } from './map.ts';

function section(
  findings: readonly FindingContent[],
  tenants: HtmlReport['tenants'] = new Map(),
): string {
  const report = sweepReport(assessment({ findings }), [], account, takenAt, []);
  return findingsSection({ report, maps: [], history: undefined, tenants }).markup;
}

/** What the script narrows the findings by. */
function data(page: string): readonly (string | undefined)[] {
  return [...page.matchAll(/<details class="f" id="[^"]*"([^>]*)>/g)].map(([, text]) => text);
}

describe('the findings of the page', () => {
  it('carry what they are filtered by', () => {
    expect(
      data(
        section(
          [content(), waivedFinding, elsewhere(trustFinding)],
          new Map([[content().id, ['a', 'b']]]),
        ),
      ),
    ).toEqual([
      ' data-s="CRITICAL" data-o="open" data-c="global" data-r="irsa-trust-subject-required"',
      ' data-s="HIGH" data-o="open" data-c="eu-west-1/payments-prod" data-r="access-entry-no-cluster-admin" data-t="a|b"',
      ' data-s="HIGH" data-o="waived" data-c="eu-west-1/payments-prod" data-r="access-entry-no-cluster-admin"',
    ]);
  });

  it('are filtered by what there is, and by tenants where there are any', () => {
    const options = (page: string) =>
      [...page.matchAll(/<option>(.*?)<\/option>/g)].map(([, text]) => text);
    expect(options(section([content(), elsewhere(trailFinding)]))).toEqual([
      'eu-central-1',
      'eu-west-1/payments-prod',
      'access-entry-no-cluster-admin',
      'trail-logging',
      'open',
      'waived',
    ]);
    expect(options(section([content()], new Map([[content().id, ['lumen']]])))).toContain('lumen');
  });

  it('say where they are: a cluster, IAM, or a Region', () => {
    const places = [
      ...section([content(), elsewhere(trustFinding), elsewhere(trailFinding)]).matchAll(
        /<span class="at">(.*?)<\/span>/g,
      ),
    ].map(([, place]) => place);
    expect(places).toEqual(['IAM', 'payments-prod', 'eu-central-1']);
  });

  it('tell evidence as it is: texts as they are, what has an inside as JSON', () => {
    const evidence = {
      hops: 2,
      names: ['a', 'b'],
      none: [],
      missing: null,
      scope: { Sid: 'x' },
      statement: { Sid: 'x'.repeat(90) },
    };
    const page = section([content({ evidence })]);
    expect(
      [...page.matchAll(/<tr><th scope="row">(.*?)<\/td><\/tr>/gs)].map(([, row]) => row),
    ).toEqual([
      'hops</th><td><code>2</code>',
      'missing</th><td><code>null</code>',
      'names</th><td><code>a, b</code>',
      'none</th><td><code>none</code>',
      'scope</th><td><code>{&#34;Sid&#34;:&#34;x&#34;}</code>',
      `statement</th><td><pre>{\n  &#34;Sid&#34;: &#34;${'x'.repeat(90)}&#34;\n}</pre>`,
    ]);
  });

  it('cut evidence that is too long, and say so', () => {
    const page = section([content({ evidence: { statement: { Sid: 'x'.repeat(5_000) } } })]);
    expect(page).toContain('… cut: the rest is in the JSON report</pre>');
  });

  it('have a command whole or not at all', () => {
    expect(section([content({ command: `aws ${'x'.repeat(5_996)}` })])).toContain(
      '<pre class="cmd">aws x',
    );
    expect(section([content({ command: `aws ${'x'.repeat(5_997)}` })])).toContain(
      'A command of 6001 characters: it is in the JSON report.',
    );
  });

  it('name what they imply, ten of it', () => {
    const absorbed = Array.from({ length: 12 }, (_, n) => ({ ruleId: `rule-${n}`, message: 'm' }));
    expect(section([content({ absorbed })])).toContain('<li>and 2 more</li>');
  });

  it('have a path from the grants of their cluster, and from the pods that have their role', () => {
    const role = 'arn:aws:iam::011122223333:role/ci';
    const map = mapOf([grant(role, 'Admin', 'cluster-admin')], {
      workloads: [{ serviceAccount: 'web/bot', by: 'IRSA', roleArn: role }],
    });
    const about = elsewhere(content({ ...trustFinding, evidence: { roleArn: role } }));
    const report = sweepReport(
      assessment({ findings: [content(), about] }),
      [],
      account,
      takenAt,
      [],
    );
    const { markup } = findingsSection({
      report,
      maps: [map],
      history: undefined,
      tenants: new Map(),
    });
    const firsts = [...markup.matchAll(/<ol class="path"[^>]*><li><small>(.*?)<\/b>/g)];
    expect(firsts.map(([, step = '']) => step.replace(/<[^>]*>/g, ' '))).toEqual([
      'pods in payments-prod  web/bot',
      'who  role/ci',
    ]);
  });

  it('refer to the rule, and to pages of the console', () => {
    const page = section([content()]);
    expect(page).toContain(
      '<a href="#r-access-entry-no-cluster-admin">Why it matters, and how to fix it</a>',
    );
    expect([...page.matchAll(/rel="noreferrer">(.*?)<\/a>/g)].map(([, name]) => name)).toEqual([
      'EKS cluster',
      'IAM role',
    ]);
  });

  it('leave out what they are known by where there is nothing of it', () => {
    const { command: _, ...bare } = content({ resource: { type: 'AWS::EKS::Cluster', id: 'x' } });
    const page = section([elsewhere(bare)]);
    expect(page).not.toMatch(/Command<|Console<|Waived<|Implies</);
  });
});

describe('very many findings', () => {
  const many = (count: number, size: number) =>
    Array.from({ length: count }, (_, n) =>
      content({ id: `f${n}`, evidence: { statement: 'x'.repeat(size) }, message: 'y'.repeat(200) }),
    );

  it('keep the page small: the last have no body, and say where it is', () => {
    const page = section(many(600, 590));
    expect(data(page)).toHaveLength(600);
    const left = page.match(/Left out to keep this page small/g) ?? [];
    expect(left.length).toBeGreaterThan(100);
    expect(byteLength(page)).toBeLessThan(1_010_000);
  });

  it('are cut, and how many is said', () => {
    const page = section(many(6_000, 590));
    const shown = data(page).length;
    expect(page).toContain(`… and ${6_000 - shown} more findings`);
    expect(byteLength(page)).toBeLessThan(1_010_000);
  });
});
