import { accessEntryGroupBound } from './access-entry-group-bound.ts';
import { accessEntryGroupNoClusterAdmin } from './access-entry-group-no-cluster-admin.ts';
import { accessEntryNamespacesExist } from './access-entry-namespaces-exist.ts';
import { accessEntryNamespacesNarrow } from './access-entry-namespaces-narrow.ts';
import { accessEntryNoAdminEquivalent } from './access-entry-no-admin-equivalent.ts';
import { accessEntryNoClusterAdmin } from './access-entry-no-cluster-admin.ts';
import { accessEntryNoClusterWideSecrets } from './access-entry-no-cluster-wide-secrets.ts';
import { accessEntryNoIamUser } from './access-entry-no-iam-user.ts';
import { accessEntryNodeTypeForNodes } from './access-entry-node-type-for-nodes.ts';
import { accessEntryPolicyKnown } from './access-entry-policy-known.ts';
import { accessEntryPrincipalExists } from './access-entry-principal-exists.ts';
import { accessEntryPrincipalInAccount } from './access-entry-principal-in-account.ts';
import { accessEntryPrincipalNotWorkload } from './access-entry-principal-not-workload.ts';
import { accessEntryPrincipalTrustNarrow } from './access-entry-principal-trust-narrow.ts';
import { accessEntryPrincipalUsed } from './access-entry-principal-used.ts';
import { accessEntryServicePolicyForService } from './access-entry-service-policy-for-service.ts';
import { accessEntryUsernameFixed } from './access-entry-username-fixed.ts';
import { accessGrantShortLived } from './access-grant-short-lived.ts';
import { argocdProjectScoped } from './argocd-project-scoped.ts';
import { awsAuthGroupBound } from './aws-auth-group-bound.ts';
import { awsAuthGroupFixed } from './aws-auth-group-fixed.ts';
import { awsAuthGroupNoClusterAdmin } from './aws-auth-group-no-cluster-admin.ts';
import { awsAuthNoDuplicate } from './aws-auth-no-duplicate.ts';
import { awsAuthNoIamUser } from './aws-auth-no-iam-user.ts';
import { awsAuthNoMapAccounts } from './aws-auth-no-map-accounts.ts';
import { awsAuthNoSystemMasters } from './aws-auth-no-system-masters.ts';
import { awsAuthNodeGroupsForNodes } from './aws-auth-node-groups-for-nodes.ts';
import { awsAuthNotShadowed } from './aws-auth-not-shadowed.ts';
import { awsAuthPrincipalExists } from './aws-auth-principal-exists.ts';
import { awsAuthPrincipalInAccount } from './aws-auth-principal-in-account.ts';
import { awsAuthPrincipalTrustNarrow } from './aws-auth-principal-trust-narrow.ts';
import { awsAuthReadable } from './aws-auth-readable.ts';
import { awsAuthRoleArnMatches } from './aws-auth-role-arn-matches.ts';
import { awsAuthUsernameFixed } from './aws-auth-username-fixed.ts';
import { bindingDefaultUntampered } from './binding-default-untampered.ts';
import { bindingNoAnonymousSubject } from './binding-no-anonymous-subject.ts';
import { bindingNoAuthenticatedGroup } from './binding-no-authenticated-group.ts';
import { bindingNoClusterAdmin } from './binding-no-cluster-admin.ts';
import { bindingNoDefaultServiceAccount } from './binding-no-default-service-account.ts';
import { bindingRoleExists } from './binding-role-exists.ts';
import { bindingSubjectExists } from './binding-subject-exists.ts';
import { clusterAuditLogEnabled } from './cluster-audit-log-enabled.ts';
import { clusterAuthenticationModeApi } from './cluster-authentication-mode-api.ts';
import { clusterCapabilityArgocdAdminsDeclared } from './cluster-capability-argocd-admins-declared.ts';
import { clusterCapabilityRoleScoped } from './cluster-capability-role-scoped.ts';
import { clusterCertificateAuthoritySingle } from './cluster-certificate-authority-single.ts';
import { clusterEndpointNotPublic } from './cluster-endpoint-not-public.ts';
import { clusterEndpointPrivate } from './cluster-endpoint-private.ts';
import { clusterIdentityProviderDeclared } from './cluster-identity-provider-declared.ts';
import { clusterRoleOnlyClusterPolicies } from './cluster-role-only-cluster-policies.ts';
import { clusterSecretsEncrypted } from './cluster-secrets-encrypted.ts';
import { clusterVersionSupported } from './cluster-version-supported.ts';
import { externalSecretRefreshes } from './external-secret-refreshes.ts';
import { fargateRoleScoped } from './fargate-role-scoped.ts';
import { fluxControllerRoleScoped } from './flux-controller-role-scoped.ts';
import { fluxDecryptionOwnIdentity } from './flux-decryption-own-identity.ts';
import { fluxGitTransportSecure } from './flux-git-transport-secure.ts';
import { fluxNoCrossNamespaceRefs } from './flux-no-cross-namespace-refs.ts';
import { fluxNoInsecureKubeconfig } from './flux-no-insecure-kubeconfig.ts';
import { fluxNoRemoteBases } from './flux-no-remote-bases.ts';
import { fluxReceiverAuthenticated } from './flux-receiver-authenticated.ts';
import { fluxReconcilerServiceAccount } from './flux-reconciler-service-account.ts';
import { fluxSourceNoStaticCloudKeys } from './flux-source-no-static-cloud-keys.ts';
import { fluxSourceVerified } from './flux-source-verified.ts';
import { fluxTenantServiceAccountScoped } from './flux-tenant-service-account-scoped.ts';
import { fluxWriteGuarded } from './flux-write-guarded.ts';
import { grantorConditionsNarrow } from './grantor-conditions-narrow.ts';
import { grantorDeclared } from './grantor-declared.ts';
import { irsaAnnotationMatchesTrust } from './irsa-annotation-matches-trust.ts';
import { irsaTrustAudienceRequired } from './irsa-trust-audience-required.ts';
import { irsaTrustCanMatch } from './irsa-trust-can-match.ts';
import { irsaTrustNamespaceFixed } from './irsa-trust-namespace-fixed.ts';
import { irsaTrustNotDefaultServiceAccount } from './irsa-trust-not-default-service-account.ts';
import { irsaTrustRoomLeft } from './irsa-trust-room-left.ts';
import { irsaTrustServiceAccountExists } from './irsa-trust-service-account-exists.ts';
import { irsaTrustServiceAccountFixed } from './irsa-trust-service-account-fixed.ts';
import { irsaTrustSubjectRequired } from './irsa-trust-subject-required.ts';
import { mappedAdminRequiresMfa } from './mapped-admin-requires-mfa.ts';
import { monitorIntact } from './monitor-intact.ts';
import { nodeRoleNoCniPolicy } from './node-role-no-cni-policy.ts';
import { nodeRoleNoWorkloadAssume } from './node-role-no-workload-assume.ts';
import { nodeRoleNotShared } from './node-role-not-shared.ts';
import { nodeRoleOnlyNodePolicies } from './node-role-only-node-policies.ts';
import { nodegroupImdsHopLimitOne } from './nodegroup-imds-hop-limit-one.ts';
import { nodegroupImdsV2Required } from './nodegroup-imds-v2-required.ts';
import { nodegroupRemoteAccessRestricted } from './nodegroup-remote-access-restricted.ts';
import { oidcProviderAudienceStsOnly } from './oidc-provider-audience-sts-only.ts';
import { oidcProviderHasCluster } from './oidc-provider-has-cluster.ts';
import { podIdentityCanWork } from './pod-identity-can-work.ts';
import { podIdentityNotDefaultServiceAccount } from './pod-identity-not-default-service-account.ts';
import { podIdentityServiceAccountExists } from './pod-identity-service-account-exists.ts';
import { podIdentitySingleIdentity } from './pod-identity-single-identity.ts';
import { podIdentityTagsKept } from './pod-identity-tags-kept.ts';
import { podIdentityTargetRoleGuarded } from './pod-identity-target-role-guarded.ts';
import { podIdentityTrustScoped } from './pod-identity-trust-scoped.ts';
import { roleAggregationGuarded } from './role-aggregation-guarded.ts';
import { roleNoAwsAuthWrite } from './role-no-aws-auth-write.ts';
import { roleNoCsrApprove } from './role-no-csr-approve.ts';
import { roleNoDeputyWrite } from './role-no-deputy-write.ts';
import { roleNoEscalateBindImpersonate } from './role-no-escalate-bind-impersonate.ts';
import { roleNoNamespaceRelabel } from './role-no-namespace-relabel.ts';
import { roleNoNodeProxy } from './role-no-node-proxy.ts';
import { roleNoPersistentVolumeCreate } from './role-no-persistent-volume-create.ts';
import { roleNoPodExec } from './role-no-pod-exec.ts';
import { roleNoSecretsRead } from './role-no-secrets-read.ts';
import { roleNoTokenCreate } from './role-no-token-create.ts';
import { roleNoWebhookWrite } from './role-no-webhook-write.ts';
import { roleNoWildcard } from './role-no-wildcard.ts';
import { roleNoWorkloadCreateInSensitive } from './role-no-workload-create-in-sensitive.ts';
import type { Rule } from './rule.ts';
import { secretProviderClassNotSynced } from './secret-provider-class-not-synced.ts';
import { secretProviderClassRoleScoped } from './secret-provider-class-role-scoped.ts';
import { secretStoreConditionsRequired } from './secret-store-conditions-required.ts';
import { secretStoreNoStaticKeys } from './secret-store-no-static-keys.ts';
import { secretStoreOwnIdentity } from './secret-store-own-identity.ts';
import { secretStoreRoleReadOnly } from './secret-store-role-read-only.ts';
import { secretStoreRoleScoped } from './secret-store-role-scoped.ts';
import { serviceAccountNoLongLivedToken } from './service-account-no-long-lived-token.ts';
import { serviceAccountTakeoverGuarded } from './service-account-takeover-guarded.ts';
import { tenantAccessIsolated } from './tenant-access-isolated.ts';
import { trailLogging } from './trail-logging.ts';
import { waiverInForce } from './waiver-in-force.ts';
import { webhookIdentityMutationKnown } from './webhook-identity-mutation-known.ts';
import { workloadRoleAssumeScoped } from './workload-role-assume-scoped.ts';
import { workloadRoleKmsScoped } from './workload-role-kms-scoped.ts';
import { workloadRoleNoAdmin } from './workload-role-no-admin.ts';
import { workloadRoleNoClusterAccessGrant } from './workload-role-no-cluster-access-grant.ts';
import { workloadRoleNoPrivilegeEscalation } from './workload-role-no-privilege-escalation.ts';
import { workloadRoleNoServiceWildcard } from './workload-role-no-service-wildcard.ts';
import { workloadRoleNotShared } from './workload-role-not-shared.ts';
import { workloadRolePassRoleScoped } from './workload-role-pass-role-scoped.ts';
import { workloadRoleSecretsScoped } from './workload-role-secrets-scoped.ts';
import { workloadRoleTrustsWorkloadsOnly } from './workload-role-trusts-workloads-only.ts';
import { workloadRoleUsed } from './workload-role-used.ts';

/** Every rule there is, sorted by id. */
export const catalogue: readonly Rule[] = [
  accessEntryGroupBound,
  accessEntryGroupNoClusterAdmin,
  accessEntryNamespacesExist,
  accessEntryNamespacesNarrow,
  accessEntryNoAdminEquivalent,
  accessEntryNoClusterAdmin,
  accessEntryNoClusterWideSecrets,
  accessEntryNoIamUser,
  accessEntryNodeTypeForNodes,
  accessEntryPolicyKnown,
  accessEntryPrincipalExists,
  accessEntryPrincipalInAccount,
  accessEntryPrincipalNotWorkload,
  accessEntryPrincipalTrustNarrow,
  accessEntryPrincipalUsed,
  accessEntryServicePolicyForService,
  accessEntryUsernameFixed,
  accessGrantShortLived,
  argocdProjectScoped,
  awsAuthGroupBound,
  awsAuthGroupFixed,
  awsAuthGroupNoClusterAdmin,
  awsAuthNoDuplicate,
  awsAuthNoIamUser,
  awsAuthNoMapAccounts,
  awsAuthNoSystemMasters,
  awsAuthNodeGroupsForNodes,
  awsAuthNotShadowed,
  awsAuthPrincipalExists,
  awsAuthPrincipalInAccount,
  awsAuthPrincipalTrustNarrow,
  awsAuthReadable,
  awsAuthRoleArnMatches,
  awsAuthUsernameFixed,
  bindingDefaultUntampered,
  bindingNoAnonymousSubject,
  bindingNoAuthenticatedGroup,
  bindingNoClusterAdmin,
  bindingNoDefaultServiceAccount,
  bindingRoleExists,
  bindingSubjectExists,
  clusterAuditLogEnabled,
  clusterAuthenticationModeApi,
  clusterCapabilityArgocdAdminsDeclared,
  clusterCapabilityRoleScoped,
  clusterCertificateAuthoritySingle,
  clusterEndpointNotPublic,
  clusterEndpointPrivate,
  clusterIdentityProviderDeclared,
  clusterRoleOnlyClusterPolicies,
  clusterSecretsEncrypted,
  clusterVersionSupported,
  externalSecretRefreshes,
  fargateRoleScoped,
  fluxControllerRoleScoped,
  fluxDecryptionOwnIdentity,
  fluxGitTransportSecure,
  fluxNoCrossNamespaceRefs,
  fluxNoInsecureKubeconfig,
  fluxNoRemoteBases,
  fluxReceiverAuthenticated,
  fluxReconcilerServiceAccount,
  fluxSourceNoStaticCloudKeys,
  fluxSourceVerified,
  fluxTenantServiceAccountScoped,
  fluxWriteGuarded,
  grantorConditionsNarrow,
  grantorDeclared,
  irsaAnnotationMatchesTrust,
  irsaTrustAudienceRequired,
  irsaTrustCanMatch,
  irsaTrustNamespaceFixed,
  irsaTrustNotDefaultServiceAccount,
  irsaTrustRoomLeft,
  irsaTrustServiceAccountExists,
  irsaTrustServiceAccountFixed,
  irsaTrustSubjectRequired,
  mappedAdminRequiresMfa,
  monitorIntact,
  nodeRoleNoCniPolicy,
  nodeRoleNoWorkloadAssume,
  nodeRoleNotShared,
  nodeRoleOnlyNodePolicies,
  nodegroupImdsHopLimitOne,
  nodegroupImdsV2Required,
  nodegroupRemoteAccessRestricted,
  oidcProviderAudienceStsOnly,
  oidcProviderHasCluster,
  podIdentityCanWork,
  podIdentityNotDefaultServiceAccount,
  podIdentityServiceAccountExists,
  podIdentitySingleIdentity,
  podIdentityTagsKept,
  podIdentityTargetRoleGuarded,
  podIdentityTrustScoped,
  roleAggregationGuarded,
  roleNoAwsAuthWrite,
  roleNoCsrApprove,
  roleNoDeputyWrite,
  roleNoEscalateBindImpersonate,
  roleNoNamespaceRelabel,
  roleNoNodeProxy,
  roleNoPersistentVolumeCreate,
  roleNoPodExec,
  roleNoSecretsRead,
  roleNoTokenCreate,
  roleNoWebhookWrite,
  roleNoWildcard,
  roleNoWorkloadCreateInSensitive,
  secretProviderClassNotSynced,
  secretProviderClassRoleScoped,
  secretStoreConditionsRequired,
  secretStoreNoStaticKeys,
  secretStoreOwnIdentity,
  secretStoreRoleReadOnly,
  secretStoreRoleScoped,
  serviceAccountNoLongLivedToken,
  serviceAccountTakeoverGuarded,
  tenantAccessIsolated,
  trailLogging,
  waiverInForce,
  webhookIdentityMutationKnown,
  workloadRoleAssumeScoped,
  workloadRoleKmsScoped,
  workloadRoleNoAdmin,
  workloadRoleNoClusterAccessGrant,
  workloadRoleNoPrivilegeEscalation,
  workloadRoleNoServiceWildcard,
  workloadRoleNotShared,
  workloadRolePassRoleScoped,
  workloadRoleSecretsScoped,
  workloadRoleTrustsWorkloadsOnly,
  workloadRoleUsed,
];
