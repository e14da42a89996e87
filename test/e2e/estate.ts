import { CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AssociateAccessPolicyCommand,
  CreateAccessEntryCommand,
  CreateClusterCommand,
  type CreateClusterCommandInput,
} from '@aws-sdk/client-eks';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';
import { account, region } from './place.ts';

/** The account before Gatewatch first looks at it. */
export const clusters = {
  /** Its access entries are not in use: only aws-auth says who may enter. */
  legacy: 'legacy',
  /** As it should be. */
  payments: 'payments',
} as const;

/** Every role has a path, which CloudTrail and EKS treat differently. */
export const roles = {
  developer: roleArn('/teams/', 'developer'),
  auditor: roleArn('/teams/', 'auditor'),
  contractor: roleArn('/teams/', 'contractor'),
  operator: roleArn('/teams/', 'operator'),
  /** Assumed by the service account orders/orders of `payments`. */
  orders: roleArn('/workloads/', 'orders'),
} as const;

export const accessPolicies = {
  clusterAdmin: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  adminView: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy',
  view: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
} as const;

const issuer = `oidc.eks.${region}.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF`;

/** A trust policy for service accounts, with these claims of their token asked for. */
export function trustOfServiceAccount(claims: Readonly<Record<string, string>>): string {
  const named = Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value]);
  return trust('sts:AssumeRoleWithWebIdentity', {
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Condition: { StringEquals: Object.fromEntries(named) },
  });
}

export const ordersTrust = { aud: 'sts.amazonaws.com', sub: 'system:serviceaccount:orders:orders' };

export async function createEstate(clients: Clients): Promise<void> {
  await createTrail(clients);
  const people = trust('sts:AssumeRole', { Principal: { AWS: `arn:aws:iam::${account}:root` } });
  for (const arn of [roles.developer, roles.auditor, roles.contractor, roles.operator]) {
    await createRole(clients, arn, people);
  }
  await createRole(clients, roles.orders, trustOfServiceAccount(ordersTrust));
  const controlPlane = trust('sts:AssumeRole', { Principal: { Service: 'eks.amazonaws.com' } });
  await createRole(clients, clusterRole, controlPlane);
  await createCluster(clients, clusters.legacy, undefined);
  await createCluster(clients, clusters.payments, {
    authenticationMode: 'API',
    bootstrapClusterCreatorAdminPermissions: false,
  });
  await createEntry(clients, roles.developer, accessPolicies.view);
  await createEntry(clients, roles.auditor, accessPolicies.adminView);
  await createEntry(clients, roles.contractor, accessPolicies.view);
  await createEntry(clients, roles.operator, accessPolicies.view);
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

function roleArn(path: string, name: string): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}

function trust(Action: string, rest: object): string {
  const statement = { Effect: 'Allow', Action, ...rest };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

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

async function createRole({ iam }: Clients, arn: string, document: string): Promise<void> {
  const { path = '/', name = '' } = /:role(?<path>\/.*?)(?<name>[^/]+)$/.exec(arn)?.groups ?? {};
  await iam.send(
    new CreateRoleCommand({ RoleName: name, Path: path, AssumeRolePolicyDocument: document }),
  );
}

async function createCluster(
  { eks }: Clients,
  name: string,
  accessConfig: CreateClusterCommandInput['accessConfig'],
): Promise<void> {
  const resourcesVpcConfig = {
    subnetIds: ['subnet-1', 'subnet-2'],
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
  };
  await eks.send(
    new CreateClusterCommand({ name, roleArn: clusterRole, resourcesVpcConfig, accessConfig }),
  );
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
