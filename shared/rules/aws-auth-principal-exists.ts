import { deleteMapping } from '../access/aws-auth-commands.ts';
import { mappedPrincipals, whyNoPrincipal } from '../access/mapped-principals.ts';
import { mappedArn } from '../kubernetes/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthPrincipalExists = defineRule({
  id: 'aws-auth-principal-exists',
  subject: 'awsAuthMapping',
  severity: 'MEDIUM',
  title: 'Mapping lets in whoever makes a role of a free name',
  requires: 'The role or user that a mapping names exists.',
  because:
    'Mappings know principals by name only. Whoever may create a role or user of that name, and perhaps nothing in the cluster, has all that the mapping gives.',
  remedy: 'Take the mapping out; if the principal comes back, make an access entry for it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006', 'T1136.003'] },

  *check({ cluster, ...mapping }, facts) {
    const none = whyNoPrincipal(facts, mapping);
    if (none !== undefined) return none;
    if (mappedPrincipals(facts, mapping).length > 0) return undefined;
    const principalArn = mappedArn(mapping.mapping);
    yield {
      message: `${principalArn} does not exist, and whoever makes it may enter ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn },
      ...deleteMapping(cluster, mapping),
    };
    return undefined;
  },
});
