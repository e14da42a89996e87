import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoDeputyWrite = defineRule({
  id: 'role-no-deputy-write',
  subject: 'rbacSubject',
  severity: 'HIGH',
  title: 'Subject can have a stronger controller act',
  requires:
    'Nobody undeclared may create or change the objects on which a stronger controller acts: resources of ACK and Crossplane, graphs of kro, Applications, ApplicationSets and AppProjects of Argo CD, Kustomizations and HelmReleases of Flux, NodeClasses of Karpenter and EKS, unless the rule names them. Rules over all resources of all groups are told by others, and what members of tenants write of Flux by flux-write-guarded.',
  because:
    'The controller does what the object says with its own power, so whoever writes one makes IAM roles, applies manifests or starts nodes without holding any right to.',
  remedy:
    'Let reviewed pipelines write these objects and nobody else, name in resourceNames those that a subject has to change, and declare in clusterAdmins who is meant to hold that power.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/capabilities-security.html',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
    'https://fluxcd.io/flux/security/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-deputy-write', bound, facts);
  },
});
