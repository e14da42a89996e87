import { roleNoPersistentVolumeCreate } from '../../../shared/rules/role-no-persistent-volume-create.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const create = rule('create', 'persistentvolumes');

testRule(roleNoPersistentVolumeCreate, {
  compliant: {
    claims: boundWide(ops, [rule('create', 'persistentvolumeclaims')]),
    'changing volumes that exist': boundWide(ops, [rule('update,patch', 'persistentvolumes')]),
    'a role counted in a namespace, where no volume is': boundIn('shop', ops, [create]),
  },
  nonCompliant: {
    'creating volumes': {
      given: boundWide(ops, [create]),
      reports: [roleOffence('create PersistentVolumes in the whole cluster', 'MEDIUM', [create])],
    },
  },
});
