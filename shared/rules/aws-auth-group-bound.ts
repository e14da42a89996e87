import { unboundGroups } from '../access/handed-groups.ts';
import { mappedArn } from '../kubernetes/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthGroupBound = defineRule({
  id: 'aws-auth-group-bound',
  subject: 'awsAuthMapping',
  severity: 'LOW',
  title: 'No binding names a group of an aws-auth mapping',
  requires:
    'Every group of an aws-auth mapping is a subject of some binding. system:masters and the groups of nodes need none.',
  because:
    'The group gives nothing today, and whoever makes a binding for it decides what the principal of the mapping may do.',
  remedy: 'Take the group out of the mapping, or make the binding that it was meant for.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, mapping }, facts) {
    const principalArn = mappedArn(mapping);
    yield* unboundGroups(facts, { cluster, principalArn, groups: mapping.groups });
    return undefined;
  },
});
