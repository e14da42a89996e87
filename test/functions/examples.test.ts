import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import intended from '../../examples/brackwater/intended-findings.json' with { type: 'json' };
import { snapshotPlace } from '../../functions/cli/place.ts';
import { runSweep } from '../../functions/cli/sweep-command.ts';
import { kubernetesGroups } from '../../shared/model/kubernetes-types.ts';
import { renderJson } from '../../shared/report/json.ts';
import { parsedAudit, sampleAudit } from '../support/audit-records.ts';
import { parsed } from '../support/cloud-trail-events.ts';
import { silentTerminal } from '../support/terminal.ts';

const folder = 'examples/brackwater';

async function sampleReport() {
  const place = await snapshotPlace(folder);
  const { report } = await runSweep(silentTerminal(), place, undefined);
  return { report, problems: place.problems() };
}

describe('the sample estate', () => {
  it('has the findings of its hand-written table and no other', async () => {
    const { report } = await sampleReport();
    const found = report.findings.map(
      ({ ruleId, region, clusterName, subject, severity, status }) => ({
        ruleId,
        region,
        ...(clusterName === undefined ? {} : { clusterName }),
        subject,
        severity,
        status,
      }),
    );
    const table = intended.map(({ reason: _, ...finding }) => finding);
    expect(sorted(found)).toEqual(sorted(table));
  });

  it('gives a reason for each finding, and its README shows the same table', () => {
    const readme = readFileSync(`${folder}/README.md`, 'utf8');
    for (const { ruleId, subject, severity, status, reason } of intended) {
      expect(reason).not.toBe('');
      const row = readme
        .split('\n')
        .find(
          (line) =>
            line.includes(`| ${ruleId} |`) &&
            line.includes(`\`${subject}\``) &&
            line.includes(reason),
        );
      expect(row, `${ruleId} ${subject}`).toContain(`| ${severity} | ${status} |`);
    }
  });

  it('is read without a fault, and without a gap but for the cluster that nobody looked into', async () => {
    const { report, problems } = await sampleReport();
    expect(problems).toEqual([]);
    expect(report.coverage.filter(({ read }) => !read)).toEqual([
      {
        fact: 'kubernetes',
        read: false,
        reason: 'not in the snapshot',
        place: 'us-east-1/outlet',
      },
    ]);
  });

  it.each(['eu-west-1/eks/payments', 'eu-west-1/eks/storefront', 'us-east-1/eks/marketplace'])(
    'has a file for every type of objects in %s',
    (cluster) => {
      const files = readdirSync(`${folder}/${cluster}/kubernetes`);
      const types = Object.entries(kubernetesGroups);
      const named = types.map(([type, group]) => (group === '' ? type : `${type}.${group}`));
      expect(files.sort()).toEqual(named.map((name) => `${name}.json`).sort());
    },
  );

  it('has a cluster that looks as it should be from outside', async () => {
    const { report } = await sampleReport();
    const outside = report.findings.filter(
      ({ ruleId }) => !/^(binding|flux|role|secret|service-account|webhook)-/.test(ruleId),
    );
    const reported = outside.filter(({ clusterName }) => clusterName === 'storefront');
    // What an access entry hands out, what an annotation names and what a tenant is bound to shows only beside what is inside.
    expect(reported.map(({ ruleId }) => ruleId).sort()).toEqual([
      'access-entry-group-no-cluster-admin',
      'irsa-annotation-matches-trust',
      'tenant-access-isolated',
    ]);
  });

  it('gives the same report to the byte every time', async () => {
    const first = await sampleReport();
    const second = await sampleReport();
    expect(renderJson(second.report)).toBe(renderJson(first.report));
  });
});

describe('the sample events', () => {
  it.each([
    ['associate-access-policy', 'hint'],
    ['create-access-entry', 'hint'],
    ['create-access-entry-by-service', 'hint'],
    ['create-role', 'hint'],
    ['delete-access-entry', 'hint'],
    ['delete-role', 'hint'],
    ['disassociate-access-policy', 'hint'],
    ['update-access-entry', 'hint'],
    ['update-assume-role-policy', 'hint'],
    ['add-user-to-group', 'hint'],
    ['attach-role-policy', 'hint'],
    ['create-launch-template-version', 'hint'],
    ['create-nodegroup', 'hint'],
    ['create-pod-identity-association', 'hint'],
    ['create-policy-version', 'hint'],
    ['delete-open-id-connect-provider', 'hint'],
    ['delete-pod-identity-association', 'hint'],
    ['disable-rule', 'hint'],
    ['put-role-policy', 'hint'],
    ['stop-logging', 'hint'],
    ['update-cluster-config', 'hint'],
    ['associate-access-policy-denied', 'ignored'],
    ['create-cluster-of-ecs', 'ignored'],
    ['forged-source', 'rejected'],
  ])('%s is a %s', (name, kind) => {
    const text = readFileSync(`examples/events/${name}.json`, 'utf8');
    expect(parsed(text).kind).toBe(kind);
  });

  it.each([
    ['create-cluster-role-binding', 'hint'],
    ['edit-aws-auth', 'hint'],
    ['impersonation', 'hint'],
    ['request-token', 'hint'],
    ['update-role-truncated', 'hint'],
    ['create-cluster-role-binding-dry-run', 'ignored'],
    ['create-role-binding-denied', 'ignored'],
    ['kubelet-token', 'ignored'],
  ])('audit-%s is a %s', (name, kind) => {
    expect(parsedAudit(sampleAudit(name)).kind).toBe(kind);
  });
});

function sorted(findings: readonly object[]): readonly string[] {
  return findings.map((finding) => JSON.stringify(finding, Object.keys(finding).sort())).sort();
}
