import { liveMappings, mappedArn } from '../kubernetes/aws-auth.ts';
import type { AwsAuthRole, AwsAuthUser } from '../model/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthNoDuplicate = defineRule({
  id: 'aws-auth-no-duplicate',
  subject: 'awsAuth',
  severity: 'LOW',
  title: 'Principal is mapped twice in aws-auth',
  requires:
    'No two mappings of aws-auth are of the same role, in whatever case, or of the same user.',
  because:
    'The last one counts and nobody is told, so that a line which seems to give little, or to have been taken away, may not be the one that is in force.',
  remedy: 'Keep one line for each principal, with all its groups.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/mapper.go',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, awsAuth: { mappings } }) {
    const { displaced } = liveMappings(mappings);
    for (const [by, lines] of Map.groupBy(displaced, (each) => each.by)) {
      const principalArn = mappedArn(by);
      yield {
        message: `aws-auth of ${cluster.name} in ${cluster.region} maps ${principalArn} ${lines.length + 1} times, and the last one counts.`,
        evidence: {
          principalArn,
          key: 'userArn' in by ? 'mapUsers' : 'mapRoles',
          ...givenBy(by),
          displaced: lines.map(({ mapping }) => givenBy(mapping)),
        },
        key: principalArn,
      };
    }
    return undefined;
  },
});

function givenBy({ username, groups }: AwsAuthRole | AwsAuthUser) {
  return { username, groups };
}
