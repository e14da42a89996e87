import type { Capability, RbacRoleMapping } from '../../../shared/model/cluster-parts.ts';
import type { DeclaredPrincipal } from '../../../shared/model/config.ts';
import { clusterCapabilityArgocdAdminsDeclared } from '../../../shared/rules/cluster-capability-argocd-admins-declared.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const platform = { type: 'SSO_GROUP', id: '199cb864-dd7a-4a19-9829-400b7c78cf05' };
const niall = { type: 'SSO_USER', id: '0cf6eafc-2017-475d-a212-e88012cb3eae' };
const declaredPlatform: DeclaredPrincipal = {
  kind: 'exact',
  principal: 'SSO_GROUP:199cb864-dd7a-4a19-9829-400b7c78cf05',
};
const permissionSet: DeclaredPrincipal = { kind: 'permissionSet', permissionSet: 'PlatformAdmin' };

const base: Capability = {
  name: 'argocd',
  arn: 'arn:aws:eks:eu-west-1:012345678901:capability/payments/argocd/argocd/1',
  type: 'ARGOCD',
  roleArn: 'arn:aws:iam::012345678901:role/argocd',
  rbacRoleMappings: [],
};

testRule(clusterCapabilityArgocdAdminsDeclared, {
  compliant: {
    'a declared group': argocd([{ role: 'ADMIN', identities: [platform] }], declaredPlatform),
    'viewers whom nobody declared': argocd([{ role: 'VIEWER', identities: [niall] }]),
    'no mapping at all': argocd([]),
  },
  nonCompliant: {
    'an undeclared administrator beside a declared one': {
      given: argocd(
        [{ role: 'ADMIN', identities: [platform, niall] }],
        declaredPlatform,
        permissionSet,
      ),
      reports: [
        {
          key: 'ADMIN',
          message:
            'SSO_USER:0cf6eafc-2017-475d-a212-e88012cb3eae is ADMIN of the Argo CD capability argocd of payments in eu-west-1.',
          evidence: {
            role: 'ADMIN',
            identities: ['SSO_USER:0cf6eafc-2017-475d-a212-e88012cb3eae'],
          },
          severity: 'HIGH',
          command:
            'aws eks update-capability --cluster-name payments --capability-name argocd --configuration \'{"argoCd":{"rbacRoleMappings":{"removeRoleMappings":[{"role":"ADMIN","identities":[{"id":"0cf6eafc-2017-475d-a212-e88012cb3eae","type":"SSO_USER"}]}]}}}\' --region eu-west-1',
        },
      ],
    },
    'editors, in whatever order and however often they are mapped': {
      given: argocd([
        { role: 'EDITOR', identities: [niall, platform] },
        { role: 'EDITOR', identities: [platform] },
      ]),
      reports: [
        {
          key: 'EDITOR',
          message:
            'SSO_GROUP:199cb864-dd7a-4a19-9829-400b7c78cf05, SSO_USER:0cf6eafc-2017-475d-a212-e88012cb3eae are EDITOR of the Argo CD capability argocd of payments in eu-west-1.',
          evidence: {
            role: 'EDITOR',
            identities: [
              'SSO_GROUP:199cb864-dd7a-4a19-9829-400b7c78cf05',
              'SSO_USER:0cf6eafc-2017-475d-a212-e88012cb3eae',
            ],
          },
          severity: 'LOW',
          command:
            'aws eks update-capability --cluster-name payments --capability-name argocd --configuration \'{"argoCd":{"rbacRoleMappings":{"removeRoleMappings":[{"role":"EDITOR","identities":[{"id":"199cb864-dd7a-4a19-9829-400b7c78cf05","type":"SSO_GROUP"},{"id":"0cf6eafc-2017-475d-a212-e88012cb3eae","type":"SSO_USER"}]}]}}}\' --region eu-west-1',
        },
      ],
    },
  },
  notApplicable: {
    'a capability of another type': {
      given: {
        ...argocd([]),
        subject: { ...argocd([]).subject, capability: { ...base, type: 'ACK' } },
      },
      because: 'ACK maps no identities',
    },
  },
});

function argocd(
  rbacRoleMappings: readonly RbacRoleMapping[],
  ...clusterAdmins: readonly DeclaredPrincipal[]
): Given<'capability'> {
  return {
    subject: {
      cluster: { region: 'eu-west-1', name: 'payments' },
      capability: { ...base, rbacRoleMappings },
    },
    known: { config: { clusterAdmins } },
  };
}
