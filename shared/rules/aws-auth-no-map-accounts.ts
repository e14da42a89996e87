import { defineRule } from './rule.ts';

export const awsAuthNoMapAccounts = defineRule({
  id: 'aws-auth-no-map-accounts',
  subject: 'awsAuth',
  severity: 'MEDIUM',
  title: 'Every principal of an account may enter by aws-auth',
  requires: 'No account stands under mapAccounts of aws-auth.',
  because:
    'Every role and user of the account may log in under its own ARN. It is in no group, but has what system:authenticated has, and a binding that names its ARN is all that is missing.',
  remedy: 'Take mapAccounts out of the ConfigMap and map the roles that need access.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/mapper.go',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, awsAuth: { mappings } }) {
    const accounts = [...new Set(mappings.accounts)].toSorted();
    if (accounts.length === 0) return undefined;
    yield {
      message: `Every principal of account ${accounts.join(', ')} may enter ${cluster.name} in ${cluster.region}.`,
      evidence: { accounts },
    };
    return undefined;
  },
});
