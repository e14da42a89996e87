import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../shared/rules/index.ts';
import type { Controls, Rule } from '../../../shared/rules/rule.ts';

/** Waivers, alerts and dashboards refer to these: a rule may be added, and none renamed. */
const permanentIds = [
  'access-entry-group-bound',
  'access-entry-group-no-cluster-admin',
  'access-entry-namespaces-exist',
  'access-entry-namespaces-narrow',
  'access-entry-no-admin-equivalent',
  'access-entry-no-cluster-admin',
  'access-entry-no-cluster-wide-secrets',
  'access-entry-no-iam-user',
  'access-entry-node-type-for-nodes',
  'access-entry-policy-known',
  'access-entry-principal-exists',
  'access-entry-principal-in-account',
  'access-entry-principal-not-workload',
  'access-entry-principal-trust-narrow',
  'access-entry-principal-used',
  'access-entry-service-policy-for-service',
  'access-entry-username-fixed',
  'access-grant-short-lived',
  'argocd-project-scoped',
  'aws-auth-group-bound',
  'aws-auth-group-fixed',
  'aws-auth-group-no-cluster-admin',
  'aws-auth-no-duplicate',
  'aws-auth-no-iam-user',
  'aws-auth-no-map-accounts',
  'aws-auth-no-system-masters',
  'aws-auth-node-groups-for-nodes',
  'aws-auth-not-shadowed',
  'aws-auth-principal-exists',
  'aws-auth-principal-in-account',
  'aws-auth-principal-trust-narrow',
  'aws-auth-readable',
  'aws-auth-role-arn-matches',
  'aws-auth-username-fixed',
  'binding-default-untampered',
  'binding-no-anonymous-subject',
  'binding-no-authenticated-group',
  'binding-no-cluster-admin',
  'binding-no-default-service-account',
  'binding-role-exists',
  'binding-subject-exists',
  'cluster-audit-log-enabled',
  'cluster-authentication-mode-api',
  'cluster-capability-argocd-admins-declared',
  'cluster-capability-role-scoped',
  'cluster-certificate-authority-single',
  'cluster-endpoint-not-public',
  'cluster-endpoint-private',
  'cluster-identity-provider-declared',
  'cluster-role-only-cluster-policies',
  'cluster-secrets-encrypted',
  'cluster-version-supported',
  'external-secret-refreshes',
  'fargate-role-scoped',
  'flux-controller-role-scoped',
  'flux-decryption-own-identity',
  'flux-git-transport-secure',
  'flux-no-cross-namespace-refs',
  'flux-no-insecure-kubeconfig',
  'flux-no-remote-bases',
  'flux-receiver-authenticated',
  'flux-reconciler-service-account',
  'flux-source-no-static-cloud-keys',
  'flux-source-verified',
  'flux-tenant-service-account-scoped',
  'flux-write-guarded',
  'grantor-conditions-narrow',
  'grantor-declared',
  'irsa-annotation-matches-trust',
  'irsa-trust-audience-required',
  'irsa-trust-can-match',
  'irsa-trust-namespace-fixed',
  'irsa-trust-not-default-service-account',
  'irsa-trust-room-left',
  'irsa-trust-service-account-exists',
  'irsa-trust-service-account-fixed',
  'irsa-trust-subject-required',
  'mapped-admin-requires-mfa',
  'monitor-intact',
  'node-role-no-cni-policy',
  'node-role-no-workload-assume',
  'node-role-not-shared',
  'node-role-only-node-policies',
  'nodegroup-imds-hop-limit-one',
  'nodegroup-imds-v2-required',
  'nodegroup-remote-access-restricted',
  'oidc-provider-audience-sts-only',
  'oidc-provider-has-cluster',
  'pod-identity-can-work',
  'pod-identity-not-default-service-account',
  'pod-identity-service-account-exists',
  'pod-identity-single-identity',
  'pod-identity-tags-kept',
  'pod-identity-target-role-guarded',
  'pod-identity-trust-scoped',
  'role-aggregation-guarded',
  'role-no-aws-auth-write',
  'role-no-csr-approve',
  'role-no-deputy-write',
  'role-no-escalate-bind-impersonate',
  'role-no-namespace-relabel',
  'role-no-node-proxy',
  'role-no-persistent-volume-create',
  'role-no-pod-exec',
  'role-no-secrets-read',
  'role-no-token-create',
  'role-no-webhook-write',
  'role-no-wildcard',
  'role-no-workload-create-in-sensitive',
  'secret-provider-class-not-synced',
  'secret-provider-class-role-scoped',
  'secret-store-conditions-required',
  'secret-store-no-static-keys',
  'secret-store-own-identity',
  'secret-store-role-read-only',
  'secret-store-role-scoped',
  'service-account-no-long-lived-token',
  'service-account-takeover-guarded',
  'tenant-access-isolated',
  'trail-logging',
  'waiver-in-force',
  'webhook-identity-mutation-known',
  'workload-role-assume-scoped',
  'workload-role-kms-scoped',
  'workload-role-no-admin',
  'workload-role-no-cluster-access-grant',
  'workload-role-no-privilege-escalation',
  'workload-role-no-service-wildcard',
  'workload-role-not-shared',
  'workload-role-pass-role-scoped',
  'workload-role-secrets-scoped',
  'workload-role-trusts-workloads-only',
  'workload-role-used',
];

const rulesFolder = new URL('../../../shared/rules/', import.meta.url);
const ids = catalogue.map(({ id }) => id);

describe('the catalogue', () => {
  test('is the folder, sorted', () => {
    const files = readdirSync(rulesFolder)
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'rule.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    expect(ids).toEqual(files.sort());
  });

  test('keeps every id it ever had', () => {
    expect(ids).toEqual(expect.arrayContaining(permanentIds));
  });

  test('has each of its ids among the permanent ones', () => {
    expect(permanentIds).toEqual(expect.arrayContaining(ids));
  });

  test('absorbs only rules that exist, never in a circle', () => {
    const absorbs = new Map(
      catalogue.map(({ id, absorbs = [], absorbsByStatements = [] }) => [
        id,
        [...absorbs, ...absorbsByStatements],
      ]),
    );
    const circles = ids.filter((id) => implied(absorbs, id).includes(id));
    expect(ids).toEqual(expect.arrayContaining([...absorbs.values()].flat()));
    expect(circles).toEqual([]);
  });

  test('is what its README says', async () => {
    await expect(readme(catalogue)).toMatchFileSnapshot('../../../shared/rules/README.md');
  });
});

describe.each(catalogue)('$id', (rule) => {
  test('exports its rule under the name of its file', async () => {
    const module = await import(new URL(`${rule.id}.ts`, rulesFolder).href);
    const name = rule.id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(module[name]).toBe(rule);
  });

  test('has a test of its own', () => {
    expect(existsSync(new URL(`${rule.id}.test.ts`, import.meta.url))).toBe(true);
  });

  test('has a headline that fits', () => {
    expect(rule.title.length).toBeLessThanOrEqual(60);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
  });

  test('speaks in whole sentences', () => {
    for (const text of [rule.requires, rule.because, rule.remedy]) {
      expect(text).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test('has references and controls of the right form', () => {
    const { cis = [], owasp = [], mitre = [], securityHub = [] } = rule.controls;
    for (const url of rule.references) expect(url).toMatch(/^https:\/\/\S+$/);
    for (const section of cis) expect(section).toMatch(/^[2-5]\.\d\.\d{1,2}$/);
    for (const risk of owasp) expect(risk).toMatch(/^K(0[1-9]|10)$/);
    for (const technique of mitre) expect(technique).toMatch(/^T\d{4}(\.\d{3})?$/);
    for (const control of securityHub) expect(control).toMatch(/^[A-Za-z][A-Za-z0-9]*\.\d+$/);
  });
});

/** Everything that a rule speaks for, by way of others too. */
function implied(absorbs: ReadonlyMap<string, readonly string[]>, id: string): readonly string[] {
  const found = new Set<string>();
  const queue = [...(absorbs.get(id) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!found.has(next)) queue.push(...(absorbs.get(next) ?? []));
    found.add(next);
  }
  return [...found];
}

function readme(rules: readonly Rule[]): string {
  return [
    '# Rules',
    '',
    'Generated from the metadata of the rules by `test/shared/rules/catalogue.test.ts`: run it with `-u` after changing a rule.',
    'Severity is the default; a violation may carry its own where context raises or lowers it. Controls: CIS Amazon EKS Benchmark,',
    'OWASP Kubernetes Top Ten (2022), MITRE ATT&CK, AWS Security Hub.',
    '',
    '| rule | judges | severity | what is wrong when it fires |',
    '| --- | --- | --- | --- |',
    ...rules.map(
      ({ id, subject, severity, title }) =>
        `| [${id}](#${id}) | ${subject} | ${severity} | ${title} |`,
    ),
    ...rules.flatMap(section),
    '',
  ].join('\n');
}

function section(rule: Rule): readonly string[] {
  return [
    '',
    `## ${rule.id}`,
    '',
    `**${rule.severity}** · ${rule.subject} · [source](${rule.id}.ts) · [test](../../test/shared/rules/${rule.id}.test.ts)`,
    '',
    `${rule.title}.`,
    '',
    `- **Requires**: ${rule.requires}`,
    `- **Because**: ${rule.because}`,
    `- **Remedy**: ${rule.remedy}`,
    ...controlLines(rule.controls),
    ...(rule.absorbs ?? []).map((id) => `- **Speaks for**: [${id}](#${id}) on the same grant`),
    ...(rule.absorbsByStatements ?? []).map(
      (id) => `- **Speaks for**: [${id}](#${id}) of the same IAM statements`,
    ),
    ...rule.references.map((url) => `- <${url}>`),
  ];
}

function controlLines({ cis, owasp, mitre, securityHub }: Controls): readonly string[] {
  const named = [
    ...(cis ?? []).map((id) => `CIS ${id}`),
    ...(owasp ?? []).map((id) => `OWASP ${id}`),
    ...(mitre ?? []).map((id) => `ATT&CK ${id}`),
    ...(securityHub ?? []).map((id) => `Security Hub ${id}`),
  ];
  return named.length === 0 ? [] : [`- **Controls**: ${named.join(', ')}`];
}
