import { liveMappings, mappedArn } from '../kubernetes/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthNoDuplicate = defineRule({
  id: 'aws-auth-no-duplicate',
  subject: 'awsAuth',
  severity: 'LOW',
  title: 'aws-auth maps a principal twice',
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
    for (const [{ by, kind }, ...more] of groupsOf(displaced)) {
      const principalArn = mappedArn(by);
      yield {
        message: `aws-auth of ${cluster.name} in ${cluster.region} maps ${principalArn} ${more.length + 2} times, and the last one counts.`,
        evidence: {
          principalArn,
          key: kind === 'role' ? 'mapRoles' : 'mapUsers',
          username: by.username,
          groups: by.groups,
          displaced: displaced
            .filter((each) => each.by === by)
            .map(({ mapping: { username, groups } }) => ({ username, groups })),
        },
        key: principalArn,
      };
    }
    return undefined;
  },
});

type Displaced = ReturnType<typeof liveMappings>['displaced'];

function groupsOf(displaced: Displaced) {
  const byWinner = Map.groupBy(displaced, ({ by }) => by);
  return [...byWinner.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [[first, ...more] as const],
  );
}
