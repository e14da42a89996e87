import type { PolicyDocument } from './policy-document.ts';

/** What we use of `eks:DescribePodIdentityAssociation`. Its name in lists is `namespace/serviceAccount`: EKS allows one each. */
export interface PodIdentityAssociation {
  readonly associationId: string;
  readonly associationArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly targetRoleArn?: string;
  /** What EKS sends to the target role as `sts:ExternalId` when session tags are off. */
  readonly externalId?: string;
  readonly disableSessionTags: boolean;
  /** The session policy, which narrows the role, or the target role where there is one. */
  readonly policy?: { readonly document: PolicyDocument } | { readonly fault: string };
  /** ARN of the add-on that owns it. */
  readonly ownerArn?: string;
}

/** What we use of `eks:DescribeNodegroup`. */
export interface Nodegroup {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  /** Absent for self-made answers that leave it out. */
  readonly nodeRole?: string;
  /** Such as AL2023_x86_64_STANDARD, BOTTLEROCKET_x86_64, WINDOWS_CORE_2022_x86_64 or CUSTOM. */
  readonly amiType?: string;
  /** The owner's own launch template; absent where EKS makes one. */
  readonly launchTemplate?: LaunchTemplateRef;
  /** Who may reach the nodes by SSH or RDP. */
  readonly remoteAccess?: RemoteAccess;
  readonly autoScalingGroups: readonly string[];
}

export interface LaunchTemplateRef {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
}

export interface RemoteAccess {
  readonly ec2SshKey?: string;
  readonly sourceSecurityGroups: readonly string[];
}

/**
 * `MetadataOptions` of the launch template that decides for a node group; absent members are left to the AMI and to
 * the defaults of the account.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptions.html
 */
export interface MetadataOptions {
  /** `optional` or `required`. */
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
  /** `enabled` or `disabled`. */
  readonly httpEndpoint?: string;
}

/** What we use of `eks:DescribeFargateProfile`. */
export interface FargateProfile {
  readonly name: string;
  readonly arn: string;
  readonly podExecutionRoleArn: string;
}

/** What we use of `eks:DescribeAddon`. */
export interface Addon {
  readonly name: string;
  readonly arn: string;
  readonly serviceAccountRoleArn?: string;
  /** ARNs of the associations that it owns. */
  readonly podIdentityAssociations: readonly string[];
}

/** What we use of the `oidc` member of `eks:DescribeIdentityProviderConfig`. */
export interface IdentityProviderConfig {
  readonly name: string;
  readonly arn: string;
  /** With its scheme. */
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly usernameClaim?: string;
  /** `-` stands for no prefix at all; absent for the issuer's URL. */
  readonly usernamePrefix?: string;
  readonly groupsClaim?: string;
  readonly groupsPrefix?: string;
  readonly requiredClaims: Readonly<Record<string, string>>;
}

/** What we use of `eks:DescribeCapability`. */
export interface Capability {
  readonly name: string;
  readonly arn: string;
  /** ACK, ARGOCD, KRO or what came since. */
  readonly type: string;
  readonly roleArn: string;
  /** Of Argo CD: which Identity Center identities have which of its roles. */
  readonly rbacRoleMappings: readonly RbacRoleMapping[];
}

export interface RbacRoleMapping {
  /** ADMIN, EDITOR or VIEWER. */
  readonly role: string;
  readonly identities: readonly SsoIdentity[];
}

export interface SsoIdentity {
  /** SSO_USER or SSO_GROUP. */
  readonly type: string;
  readonly id: string;
}

/** What we use of a certificate authority of the cluster (`eks:ListCertificateAuthorities`, `eks:DescribeCertificateAuthority`). */
export interface CertificateAuthority {
  readonly id: string;
  /** Milliseconds since the epoch, as are all times here. */
  readonly createdAt: number;
  readonly activatedAt?: number;
  /** IN_USE or NOT_USED. */
  readonly signingStatus?: string;
  /** Whether nodes and clients trust it already. */
  readonly distributionStatus?: string;
}
