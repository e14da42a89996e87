import { handedTo } from '../access/handed-to.ts';
import { needAll } from '../access/role-use.ts';
import { tenantsOf } from '../access/tenants-of.ts';
import type { Config } from '../model/config.ts';
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
    yield {
      message: `${arn} serves workloads of ${namespaces.join(' and ')}.`,
      ...(isAcrossTenants(namespaces, facts.config()) && { severity: 'MEDIUM' as const }),
      evidence: {
        roleArn: arn,
        serviceAccounts: accounts.map(({ namespace, name }) => `${namespace}/${name}`).toSorted(),
      },
    };
  },
});

/** Whether some two of the namespaces belong to tenants, and to no tenant together. */
function isAcrossTenants(namespaces: readonly string[], config: Config): boolean {
  const owners = namespaces
    .map((namespace) => tenantsOf(config, namespace))
    .filter((names) => names.length > 0);
  return owners.some((some) =>
    owners.some((others) => !others.some((name) => some.includes(name))),
  );
}
