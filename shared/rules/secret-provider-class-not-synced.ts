import { clusterPowers } from '../access/cluster-powers.ts';
import { commonSubjects } from '../access/common-subjects.ts';
import { allows } from '../kubernetes/rbac.ts';
import type { RbacIndex } from '../kubernetes/rbac-index.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { defineRule, notApplicable } from './rule.ts';

export const secretProviderClassNotSynced = defineRule({
  id: 'secret-provider-class-not-synced',
  subject: 'secretProviderClass',
  severity: 'LOW',
  title: 'A mounted secret is copied to where others read it',
  requires:
    'Where a SecretProviderClass is copied to a Secret, nobody may read that Secret by a binding who could not mount the class: who may run pods of the namespace, or get into them, can. What access policies give is not considered.',
  because:
    'The IAM role of the workload no longer decides who has the secret: whoever may read Secrets of the namespace has a copy of it.',
  remedy:
    'Remove spec.secretObjects and read the mounted file, or take the right to read Secrets away.',
  references: [
    'https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1552.007'] },

  *check({ cluster, providerClass }, facts) {
    const { namespace, name, secretNames } = providerClass;
    if (secretNames.length === 0) return notApplicable('it is copied to no Secret');
    const powers = clusterPowers(facts, cluster);
    const common = commonSubjects(powers, facts.config().sensitiveNamespaces);
    const readers = common
      .filter((subject) => !reachesPods(powers.index, subject, namespace))
      .filter((subject) =>
        secretNames.some((secret) => reads(powers.index, subject, namespace, secret)),
      )
      .map(subjectName);
    if (readers.length === 0) return undefined;
    const [first] = readers;
    const more = readers.length === 1 ? '' : ` and ${readers.length - 1} more`;
    yield {
      message: `${first}${more} may read what SecretProviderClass ${namespace}/${name} is copied to, and not mount it.`,
      evidence: { namespace, name, secretNames, readers },
    };
    return undefined;
  },
});

function reads(index: RbacIndex, who: RbacSubject, namespace: string, name: string): boolean {
  return ['get', 'list', 'watch'].some((verb) => {
    const request = { verb, apiGroup: '', resource: 'secrets', namespace, name };
    return allows(index, who, request).length > 0;
  });
}

/** Whether somebody can mount what pods of a namespace can, in a pod of their own or in another. */
function reachesPods(index: RbacIndex, who: RbacSubject, namespace: string): boolean {
  return podRequests.some(
    ([verb, apiGroup, resource, subresource]) =>
      allows(index, who, { verb, apiGroup, resource, subresource, namespace }).length > 0,
  );
}

const podRequests = [
  ['create', '', 'pods', ''],
  ['create', '', 'pods', 'exec'],
  ['get', '', 'pods', 'exec'],
  ['create', '', 'pods', 'attach'],
  ['patch', '', 'pods', 'ephemeralcontainers'],
  ['create', '', 'replicationcontrollers', ''],
  ['create', 'apps', 'deployments', ''],
  ['create', 'apps', 'daemonsets', ''],
  ['create', 'apps', 'statefulsets', ''],
  ['create', 'apps', 'replicasets', ''],
  ['create', 'batch', 'jobs', ''],
  ['create', 'batch', 'cronjobs', ''],
] as const;
