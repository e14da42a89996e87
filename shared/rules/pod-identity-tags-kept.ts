import { type Facts, unread } from '../access/facts.ts';
import { permissionsOf } from '../access/permissions.ts';
import { podIdentityTags } from '../access/pod-identity-session.ts';
import { updatePodIdentityAssociation } from '../access/remedy-commands.ts';
import type { NamedPolicy } from '../iam/decision.ts';
import type { PodIdentityAssociation } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import type { Statement } from '../model/policy-document.ts';
import { defineRule, notApplicable } from './rule.ts';

export const podIdentityTagsKept = defineRule({
  id: 'pod-identity-tags-kept',
  subject: 'podIdentityAssociation',
  severity: 'MEDIUM',
  title: 'Policies rely on session tags that are switched off',
  requires:
    'Session tags are on (disableSessionTags is false) where the trust policy or the permissions of the role ask for the tags that EKS sets (aws:RequestTag and aws:PrincipalTag of eks-cluster-arn, kubernetes-namespace and so on).',
  because:
    'Without the tags a trust that asks for them refuses, and permissions that are narrowed by them narrow nothing any more or grant nothing.',
  remedy: 'Switch session tags on again, or write policies that do not need them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html',
  ],
  controls: {},

  *check({ cluster, association }, facts) {
    if (!association.disableSessionTags) return notApplicable('its sessions carry their tags');
    const relying = relyingPolicies(association, facts);
    if (relying.length === 0) return undefined;
    const { namespace, serviceAccount } = association;
    const named = relying.map(({ role, policy }) => `${policy} of ${role}`);
    yield {
      message: `Sessions of ${namespace}/${serviceAccount} in ${cluster.name}, ${cluster.region}, carry no tags, but ${named.join(', ')} ${named.length === 1 ? 'asks' : 'ask'} for them.`,
      evidence: { namespace, serviceAccount, policies: relying.map((one) => ({ ...one })) },
      command: updatePodIdentityAssociation(
        cluster,
        association.associationId,
        '--no-disable-session-tags',
      ),
    };
    return undefined;
  },
});

interface Relying {
  readonly role: string;
  readonly policy: string;
}

/** The tags are passed on to a target role, so its policies may ask for them too. */
function relyingPolicies(
  { roleArn, targetRoleArn }: PodIdentityAssociation,
  facts: Facts,
): readonly Relying[] {
  const roles = [roleArn, ...(targetRoleArn === undefined ? [] : [targetRoleArn])];
  const relying = roles.flatMap((role) =>
    policiesOf(role, facts)
      .filter(({ document }) => document.statements.some(asksForTags))
      .map(({ name }): Relying => ({ role, policy: name })),
  );
  return relying.toSorted((a, b) => compareText(a.role, b.role) || compareText(a.policy, b.policy));
}

function policiesOf(roleArn: string, facts: Facts): readonly NamedPolicy[] {
  const document = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  const permissions = facts.orIncomplete(() => permissionsOf(facts, roleArn));
  const trust =
    document === unread || document === undefined ? [] : [{ name: 'the trust policy', document }];
  return permissions === unread ? trust : [...trust, ...(permissions?.identity ?? [])];
}

const tagKeys: readonly string[] = podIdentityTags.flatMap((tag) => [
  `aws:requesttag/${tag}`,
  `aws:principaltag/${tag}`,
]);

/** As a condition key, or as a variable in a resource or value. */
function asksForTags({ conditions, resources }: Statement): boolean {
  const texts = [...(resources?.values ?? []), ...conditions.flatMap(({ values }) => values)];
  return (
    conditions.some(({ key }) => tagKeys.includes(key.toLowerCase())) ||
    texts.some((text) => tagKeys.some((key) => text.toLowerCase().includes(`\${${key}`)))
  );
}
