import { handedTo } from '../access/handed-to.ts';
import { needAll } from '../access/role-use.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import type { Tenant } from '../model/config.ts';
import { defineRule } from './rule.ts';

export const workloadRoleNotShared = defineRule({
  id: 'workload-role-not-shared',
  subject: 'workloadRole',
  severity: 'LOW',
  title: 'One role serves workloads of several namespaces',
  requires:
    'No role is handed to service accounts of different namespaces; the same namespace on several clusters is fine. MEDIUM across tenants. Judged from trust policies and Pod Identity associations alone.',
  because:
    'The role holds what all of them need together, so a break-in in one namespace has what the workloads of the others may do.',
  remedy: 'Make a role for each workload with what that one needs, and name its service account.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'] },

  *check(subject, facts) {
    const accounts = handedTo(facts, subject);
    const namespaces = [...new Set(accounts.map(({ namespace }) => namespace))].toSorted();
    needAll(facts, subject);
    if (namespaces.length < 2) return;
    const { arn } = subject.role;
    const tenants = Object.entries(facts.config().tenants);
    yield {
      message: `${arn} serves workloads of ${namespaces.join(' and ')}.`,
      ...(isAcrossTenants(namespaces, tenants) && { severity: 'MEDIUM' as const }),
      evidence: {
        roleArn: arn,
        serviceAccounts: accounts.map(({ namespace, name }) => `${namespace}/${name}`).toSorted(),
      },
    };
  },
});

/** Whether some two of the namespaces belong to tenants, and to no tenant together. */
function isAcrossTenants(
  namespaces: readonly string[],
  tenants: readonly (readonly [string, Tenant])[],
): boolean {
  const owners = namespaces
    .map((namespace) =>
      tenants
        .filter(([, tenant]) =>
          tenant.namespaces.some((pattern) => matchesWildcard(pattern, namespace)),
        )
        .map(([name]) => name),
    )
    .filter((names) => names.length > 0);
  return owners.some((some) =>
    owners.some((others) => !others.some((name) => some.includes(name))),
  );
}
