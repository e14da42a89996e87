import { deleteMapping } from '../access/aws-auth-commands.ts';
import { isMappingDeclared } from '../access/mapped-principals.ts';
import { whyOutsideAdmin } from '../access/outside-admin.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { masters } from '../kubernetes/rbac.ts';
import { defineRule } from './rule.ts';

export const awsAuthNoSystemMasters = defineRule({
  id: 'aws-auth-no-system-masters',
  subject: 'awsAuthMapping',
  severity: 'HIGH',
  title: 'Mapping makes a principal a member of system:masters',
  requires:
    'No mapping of aws-auth puts anybody into system:masters, unless the principal is declared in clusterAdmins. CRITICAL for an IAM user and for a principal of another account. A mapping that can never match is judged by aws-auth-role-arn-matches instead.',
  because:
    'Members of system:masters may do anything, and no binding can take it from them: Kubernetes does not even ask its authorizers.',
  remedy:
    'Make an access entry with an access policy for those who need to be administrators, and take the mapping out.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  controls: { cis: ['4.1.1', '4.1.7'], owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },
  absorbs: ['aws-auth-group-no-cluster-admin'],

  *check({ cluster, ...mapping }, facts) {
    if (!mapping.mapping.groups.includes(masters)) return undefined;
    if (whyNeverMatches(mapping.mapping) !== undefined) return undefined;
    if (isMappingDeclared(facts, mapping)) return undefined;
    const principalArn = mappedArn(mapping.mapping);
    const why = whyOutsideAdmin(principalArn.toLowerCase(), facts.account);
    yield {
      message: `${principalArn}${why ?? ''} is in system:masters of ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn, groups: mapping.mapping.groups },
      ...(why !== undefined && { severity: 'CRITICAL' as const }),
      ...deleteMapping(cluster, mapping),
    };
    return undefined;
  },
});
