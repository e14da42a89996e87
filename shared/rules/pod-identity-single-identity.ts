import { kubectlRemoveRoleArn } from '../access/kubectl.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const podIdentitySingleIdentity = defineRule({
  id: 'pod-identity-single-identity',
  subject: 'podIdentityAssociation',
  severity: 'LOW',
  title: 'A service account has two IAM roles',
  requires:
    'A service account with a Pod Identity association has no annotation eks.amazonaws.com/role-arn as well. Judged where the cluster was looked into.',
  because:
    'Which of the two its pods act as turns on the webhook and the SDK, and the other stays usable by whoever gets a token, after everybody thinks that it is gone.',
  remedy:
    'Keep one: take the annotation away, and the service account out of the trust policy of its role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, association }, facts) {
    const { namespace, serviceAccount: name, roleArn } = association;
    const accounts = facts.ifTried(factKeys.serviceAccounts(cluster));
    if (accounts === undefined) return notApplicable('what is inside the cluster was not read');
    const account = accounts.find((one) => one.namespace === namespace && one.name === name);
    if (account?.roleArn === undefined) return undefined;
    yield {
      message: `Service account ${namespace}/${name} of ${cluster.name} in ${cluster.region} has ${roleArn} by Pod Identity and ${account.roleArn} by its annotation.`,
      evidence: { namespace, serviceAccount: name, roleArn, annotatedRoleArn: account.roleArn },
      command: kubectlRemoveRoleArn(account),
    };
    return undefined;
  },
});
