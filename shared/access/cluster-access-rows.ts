import { podIdentityService } from '../iam/workload-trust.ts';
import type { ClusterAccessRow } from './cluster-access-row.ts';
import type { ClusterScene } from './cluster-grant.ts';
import { addonArnsAt, associationArnsAt, capabilityArnsAt } from './cluster-parts-at.ts';
import { onArgoCd, onAuthenticationMode, onIdentityProvider } from './cluster-setting-grants.ts';
import { onEntryGroups, onEntryPolicies, onNewEntry, onNewEntryGroups } from './entry-grants.ts';
import { oidcProviderRows } from './oidc-provider-access-rows.ts';
import { serviceAccounts } from './passable-prizes.ts';
import { onClusterWithRole, onMappedRole, onPartWithRole, type Worth } from './role-grants.ts';

const guide = 'https://docs.aws.amazon.com/eks/latest/userguide/';
const trust =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html';

/** Whoever runs pods has the role then. */
const inPods: Worth = { admin: 'cluster-admin', stronger: 'access' };
/** The add-on has it, whose code is AWS's. */
const inAddon: Worth = { admin: 'access', stronger: 'access' };
/** Nodes of one's own are in the cluster whatever their role. */
const onNodes: Worth = { admin: 'cluster-admin', stronger: 'access', any: 'access' };
/** Pods never see a pod execution role. */
const onFargate: Worth = { admin: 'step', stronger: 'step', any: 'step' };

/** The ways into EKS that catalogues of IAM escalations leave out. */
export const clusterAccessRows: readonly ClusterAccessRow[] = [
  {
    id: 'access-entry',
    does: 'create an access entry with an access policy',
    actions: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
    source: `${guide}creating-access-entries.html`,
    find: onNewEntry,
  },
  {
    id: 'access-policy',
    does: 'give an access entry another access policy',
    actions: ['eks:AssociateAccessPolicy'],
    source: `${guide}access-policies.html`,
    impliedBy: ['access-entry'],
    find: onEntryPolicies,
  },
  {
    id: 'access-entry-with-groups',
    does: 'create an access entry in any Kubernetes group',
    actions: ['eks:CreateAccessEntry'],
    source: `${guide}creating-access-entries.html`,
    impliedBy: ['access-entry'],
    find: onNewEntryGroups,
  },
  {
    id: 'access-entry-groups',
    does: 'put an access entry into any Kubernetes group',
    actions: ['eks:UpdateAccessEntry'],
    source: `${guide}updating-access-entries.html`,
    impliedBy: ['access-entry', 'access-policy'],
    find: onEntryGroups,
  },
  {
    id: 'pod-identity-association',
    does: 'hand a role to pods by a new Pod Identity association',
    actions: ['eks:CreatePodIdentityAssociation', 'iam:PassRole'],
    source: `${guide}pod-id-association.html`,
    find: (scene) =>
      onClusterWithRole(scene, 'eks:CreatePodIdentityAssociation', podIdentityService, inPods),
  },
  {
    id: 'pod-identity-association-role',
    does: 'hand another role to pods by a Pod Identity association that is there',
    actions: ['eks:UpdatePodIdentityAssociation', 'iam:PassRole'],
    source: `${guide}pod-id-association.html`,
    find: (scene) =>
      onPartWithRole(
        scene,
        'eks:UpdatePodIdentityAssociation',
        associationArnsAt(scene.facts, scene.ref),
        podIdentityService,
        inPods,
      ),
  },
  ...addonRows(),
  {
    id: 'identity-provider',
    does: 'have the cluster believe an identity provider of its own',
    actions: ['eks:AssociateIdentityProviderConfig'],
    source: `${guide}authenticate-oidc-identity-provider.html`,
    find: onIdentityProvider,
  },
  {
    id: 'authentication-mode',
    does: 'change how the cluster authenticates IAM principals',
    actions: ['eks:UpdateClusterConfig'],
    source: `${guide}setting-up-access-entries.html`,
    find: onAuthenticationMode,
  },
  {
    id: 'capability',
    does: 'create a capability with a role',
    actions: ['eks:CreateCapability', 'iam:PassRole'],
    source: `${guide}capabilities-security.html`,
    find: (scene) =>
      onClusterWithRole(scene, 'eks:CreateCapability', 'capabilities.eks.amazonaws.com', inPods),
  },
  {
    id: 'capability-role',
    does: 'give a capability that is there another role',
    actions: ['eks:UpdateCapability', 'iam:PassRole'],
    source: `${guide}capabilities-security.html`,
    find: (scene) =>
      onPartWithRole(
        scene,
        'eks:UpdateCapability',
        capabilityArnsAt(scene.facts, scene.ref),
        'capabilities.eks.amazonaws.com',
        inPods,
      ),
  },
  {
    id: 'capability-admins',
    does: 'choose the administrators of Argo CD',
    actions: ['eks:UpdateCapability'],
    source: `${guide}capabilities-security.html`,
    find: onArgoCd,
  },
  {
    id: 'node-group',
    does: 'add nodes of its own to the cluster',
    actions: ['eks:CreateNodegroup', 'iam:PassRole'],
    source: `${guide}create-managed-node-group.html`,
    find: (scene) => onClusterWithRole(scene, 'eks:CreateNodegroup', 'ec2.amazonaws.com', onNodes),
  },
  {
    id: 'fargate-profile',
    does: 'have pods run on Fargate with another pod execution role',
    actions: ['eks:CreateFargateProfile', 'iam:PassRole'],
    source: `${guide}fargate-profile.html`,
    find: (scene) =>
      onClusterWithRole(
        scene,
        'eks:CreateFargateProfile',
        'eks-fargate-pods.amazonaws.com',
        onFargate,
      ),
  },
  {
    id: 'assume-mapped-role',
    does: 'assume a role that is cluster admin by its access entry',
    actions: ['sts:AssumeRole'],
    source: `${guide}access-entries.html`,
    find: (scene) => onMappedRole(scene, 'assume'),
  },
  {
    id: 'trust-of-mapped-role',
    does: 'let itself into a role that is cluster admin by its access entry',
    actions: ['iam:UpdateAssumeRolePolicy'],
    source: trust,
    find: (scene) => onMappedRole(scene, 'rewrite'),
  },
  ...oidcProviderRows(),
];

function addonRows(): readonly ClusterAccessRow[] {
  const source = `${guide}add-ons-iam.html`;
  return [podIdentityService, serviceAccounts].flatMap((service) => {
    const suffix = service === podIdentityService ? 'pod-identity' : 'service-account';
    return [
      {
        id: `add-on-${suffix}`,
        does: 'hand a role to a new add-on',
        actions: ['eks:CreateAddon', 'iam:PassRole'],
        source,
        find: (scene: ClusterScene) =>
          onClusterWithRole(scene, 'eks:CreateAddon', service, inAddon),
      },
      {
        id: `add-on-role-${suffix}`,
        does: 'hand another role to an add-on that is there',
        actions: ['eks:UpdateAddon', 'iam:PassRole'],
        source,
        find: (scene: ClusterScene) => {
          const arns = addonArnsAt(scene.facts, scene.ref);
          return onPartWithRole(scene, 'eks:UpdateAddon', arns, service, inAddon);
        },
      },
    ];
  });
}
