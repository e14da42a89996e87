import { roleViolation } from '../access/role-violation.ts';
import { defineRule } from './rule.ts';

export const roleNoPersistentVolumeCreate = defineRule({
  id: 'role-no-persistent-volume-create',
  subject: 'rbacSubject',
  severity: 'MEDIUM',
  title: 'Subject can create PersistentVolumes',
  requires: 'Nobody may create PersistentVolumes.',
  because:
    'A PersistentVolume of type hostPath brings the file system of the node into a pod, whatever Pod Security allows pods themselves.',
  remedy: 'Let the provisioner of a storage class create volumes, and grant claims.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
  ],
  controls: { cis: ['4.1.9'], owasp: ['K03'], mitre: ['T1611'] },

  *check(bound, facts) {
    yield* roleViolation('role-no-persistent-volume-create', bound, facts);
  },
});
