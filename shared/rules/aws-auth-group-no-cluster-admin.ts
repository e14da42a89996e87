import { adminGroups } from '../access/handed-groups.ts';
import { isMappingDeclared } from '../access/mapped-principals.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { defineRule, notApplicable } from './rule.ts';

export const awsAuthGroupNoClusterAdmin = defineRule({
  id: 'aws-auth-group-no-cluster-admin',
  subject: 'awsAuthMapping',
  severity: 'HIGH',
  title: 'Group of an aws-auth mapping is cluster admin',
  requires:
    'No group of an aws-auth mapping is bound to cluster admin or to what amounts to it, unless its principal or the group is declared in clusterAdmins.',
  because:
    'Whoever may assume the role administers the cluster, and only the mapping and the binding together show it.',
  remedy:
    'Take the group out of the mapping, or bind it to a narrower role; give administrators access entries, which EKS lists, and declare them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  controls: { cis: ['4.1.1'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },

  *check({ cluster, ...mapping }, facts) {
    const { groups } = mapping.mapping;
    const never = whyNeverMatches(mapping.mapping);
    if (never !== undefined) return notApplicable(`nobody is let in: ${never}`);
    if (groups.length === 0 || isMappingDeclared(facts, mapping)) return undefined;
    const principalArn = mappedArn(mapping.mapping);
    yield* adminGroups(facts, { cluster, principalArn, groups });
    return undefined;
  },
});
