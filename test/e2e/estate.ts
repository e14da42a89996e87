import { CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  CreateClusterCommand,
  type CreateClusterCommandInput,
} from '@aws-sdk/client-eks';
import { CreateOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';
import { createLegacyParts, createPaymentsParts } from './estate-parts.ts';
import { attach, createRole, putPolicy, roleArn } from './iam.ts';
import { account, region } from './place.ts';
import { allow, trustOfPeople, trustOfService, trustOfServiceAccount } from './trusts.ts';

/** The account before Gatewatch first looks at it. */
export const clusters = {
  /** Its access entries are not in use, only aws-auth says who may enter; EKS made the launch template of its nodes. */
  legacy: 'legacy',
  /** As it should be. */
  payments: 'payments',
} as const;

/** Its endpoint is private, and no reader stands in its network; one does in that of `legacy`. */
export const notLookedInto = [
  {
    fact: 'kubernetes',
    place: `${region}/${clusters.payments}`,
    reason:
      'its endpoint is private, and no reader in its network is configured (kubernetes.readers)',
    expected: false,
  },
];

/** Every role has a path, which CloudTrail and EKS treat differently. */
export const roles = {
  developer: roleArn('/teams/', 'developer'),
  auditor: roleArn('/teams/', 'auditor'),
  contractor: roleArn('/teams/', 'contractor'),
  operator: roleArn('/teams/', 'operator'),
  engineer: roleArn('/teams/', 'engineer'),
  /** Assumed by the service account orders/orders of `payments`. */
  orders: roleArn('/workloads/', 'orders'),
} as const;

export const accessPolicies = {
  clusterAdmin: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  adminView: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy',
  view: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
} as const;

export const ordersTrust = { aud: 'sts.amazonaws.com', sub: 'system:serviceaccount:orders:orders' };

export interface Estate {
  /** Of the tokens that `payments` gives to service accounts, without a scheme. */
  readonly issuer: string;
}

export async function createEstate(clients: Clients): Promise<Estate> {
  await createTrail(clients);
  const { developer, auditor, contractor, operator, engineer } = roles;
  for (const arn of [developer, auditor, contractor, operator, engineer]) {
    await createRole(clients, arn, trustOfPeople);
  }
  await createRole(clients, clusterRole, trustOfService('eks.amazonaws.com'));
  await attach(clients, clusterRole, 'AmazonEKSClusterPolicy');
  await createCluster(clients, clusters.legacy, undefined);
  const issuer = await createCluster(clients, clusters.payments, {
    authenticationMode: 'API',
    bootstrapClusterCreatorAdminPermissions: false,
  });
  await createEntry(clients, roles.developer, accessPolicies.view);
  await createEntry(clients, roles.auditor, accessPolicies.adminView);
  await createEntry(clients, roles.contractor, accessPolicies.view);
  await createEntry(clients, roles.operator, accessPolicies.view);
  await createEntry(clients, roles.engineer, accessPolicies.view);
  await createOrders(clients, issuer);
  await createLegacyParts(clients, clusters.legacy);
  await createPaymentsParts(clients, clusters.payments);
  return { issuer };
}

export function associate({ eks }: Clients, principalArn: string, policyArn: string) {
  return eks.send(
    new AssociateAccessPolicyCommand({
      clusterName: clusters.payments,
      principalArn,
      policyArn,
      accessScope: { type: 'cluster' },
    }),
  );
}

const clusterRole = roleArn('/', 'eks-cluster');

async function createTrail({ s3, cloudTrail }: Clients): Promise<void> {
  const S3BucketName = `trail-${account}`;
  await s3.send(new CreateBucketCommand({ Bucket: S3BucketName }));
  await cloudTrail.send(
    new CreateTrailCommand({
      Name: 'management',
      S3BucketName,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
    }),
  );
  await cloudTrail.send(new StartLoggingCommand({ Name: 'management' }));
}

/** Returns the issuer of its tokens, without a scheme. */
async function createCluster(
  { eks }: Clients,
  name: string,
  accessConfig: CreateClusterCommandInput['accessConfig'],
): Promise<string> {
  const { cluster } = await eks.send(
    new CreateClusterCommand({
      name,
      roleArn: clusterRole,
      resourcesVpcConfig: {
        subnetIds: ['subnet-1', 'subnet-2'],
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
      },
      accessConfig,
      logging: { clusterLogging: [{ types: ['audit', 'authenticator'], enabled: true }] },
    }),
  );
  const issuer = cluster?.identity?.oidc?.issuer;
  if (issuer === undefined) throw new Error(`The cluster ${name} has no issuer.`);
  return issuer.replace('https://', '');
}

async function createEntry(
  clients: Clients,
  principalArn: string,
  policyArn: string,
): Promise<void> {
  const clusterName = clusters.payments;
  await clients.eks.send(new CreateAccessEntryCommand({ clusterName, principalArn }));
  await associate(clients, principalArn, policyArn);
}

/** A workload by IRSA, with the provider that it takes. */
async function createOrders(clients: Clients, issuer: string): Promise<void> {
  await clients.iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${issuer}`,
      ClientIDList: [ordersTrust.aud],
    }),
  );
  await createRole(clients, roles.orders, trustOfServiceAccount(issuer, ordersTrust));
  const table = `arn:aws:dynamodb:${region}:${account}:table/orders`;
  await putPolicy(clients, roles.orders, allow('dynamodb:GetItem', { Resource: table }));
}
