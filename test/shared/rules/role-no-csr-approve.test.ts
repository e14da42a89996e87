import { roleNoCsrApprove } from '../../../shared/rules/role-no-csr-approve.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const certificates = { apiGroups: ['certificates.k8s.io'] };
const create = rule('create', 'certificatesigningrequests', certificates);
const approval = rule('update', 'certificatesigningrequests/approval', certificates);
const approve = rule('approve', 'signers', {
  ...certificates,
  resourceNames: ['kubernetes.io/kube-apiserver-client'],
});

testRule(roleNoCsrApprove, {
  compliant: {
    'asking alone': boundWide(ops, [create]),
    'approving alone': boundWide(ops, [approval, approve]),
    'no signer to approve for': boundWide(ops, [create, approval]),
    'a role counted in a namespace': boundIn('shop', ops, [create, approval, approve]),
  },
  nonCompliant: {
    'both asking and approving': {
      given: boundWide(ops, [create, approval, approve]),
      reports: [
        roleOffence('ask for certificates and approve them in the whole cluster', 'LOW', [
          create,
          approval,
          approve,
        ]),
      ],
    },
  },
});
