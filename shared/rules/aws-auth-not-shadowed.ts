import { deleteMapping } from '../access/aws-auth-commands.ts';
import type { Facts } from '../access/facts.ts';
import { isNodeMapping } from '../access/node-mapping.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { canonicalArn } from '../kubernetes/canonical-arn.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import { type ClusterRef, honoursAccessEntries } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const awsAuthNotShadowed = defineRule({
  id: 'aws-auth-not-shadowed',
  subject: 'awsAuthMapping',
  severity: 'LOW',
  title: 'Access entry overrides a mapping of aws-auth',
  requires:
    'No principal has an access entry and a mapping in aws-auth. Lines for nodes are left out: EKS makes both.',
  because:
    'The entry counts and the mapping is dead, until somebody deletes the entry to take access away: then the mapping is alive again.',
  remedy: 'Take the mapping out, once the access entry gives what is needed.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, ...mapping }, facts) {
    if (isNodeMapping(mapping)) return notApplicable('EKS makes an entry for nodes as well');
    const never = whyNeverMatches(mapping.mapping);
    if (never !== undefined) return notApplicable(`nobody is let in: ${never}`);
    const principalArn = mappedArn(mapping.mapping);
    const [entry] = entriesOf(facts, cluster, mapping);
    if (entry === undefined) return undefined;
    yield {
      message: `${principalArn} has an access entry in ${cluster.name} in ${cluster.region}, so its mapping in aws-auth is dead until that goes.`,
      evidence: { principalArn, accessEntry: entry },
      ...deleteMapping(cluster, mapping),
    };
    return undefined;
  },
});

/** Principals with an entry whom the mapping means; a pattern in a rolearn may mean others too, so it is not dead. */
function entriesOf(facts: Facts, ref: ClusterRef, { mapping }: AwsAuthMapping): readonly string[] {
  const cluster = facts.get(factKeys.cluster(ref));
  if (cluster !== undefined && !honoursAccessEntries(cluster)) return [];
  const written = mappedArn(mapping).toLowerCase();
  const matches = 'sso' in mapping ? matchesWildcard : Object.is;
  return facts
    .list(factKeys.accessEntries(ref))
    .filter((arn) => matches(written, `${canonicalArn(arn)}`.toLowerCase()))
    .toSorted();
}
