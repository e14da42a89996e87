import { CreateLaunchTemplateCommand } from '@aws-sdk/client-ec2';
import {
  AssociateIdentityProviderConfigCommand,
  CreateAddonCommand,
  CreateCapabilityCommand,
  CreateFargateProfileCommand,
  CreateNodegroupCommand,
  type CreateNodegroupCommandInput,
  CreatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks';
import type { Clients } from './clients.ts';
import { attach, createRole, putPolicy, roleArn } from './iam.ts';
import { account, clusterArn, region } from './place.ts';
import { allow, trustOfPods, trustOfService } from './trusts.ts';

/** Nodes whose launch template EKS made. */
export async function createLegacyParts(clients: Clients, clusterName: string): Promise<void> {
  const nodeRole = await createNodeRole(clients, clusterName);
  await clients.eks.send(new CreateNodegroupCommand({ clusterName, nodeRole, ...nodegroup }));
}

/** One of everything that can belong to a cluster. */
export async function createPaymentsParts(clients: Clients, clusterName: string): Promise<void> {
  const { eks, ec2 } = clients;
  const launchTemplate = { name: `${clusterName}-nodes`, version: '1' };
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: launchTemplate.name,
      LaunchTemplateData: {
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      },
    }),
  );
  const nodeRole = await createNodeRole(clients, clusterName);
  await eks.send(
    new CreateNodegroupCommand({ clusterName, nodeRole, launchTemplate, ...nodegroup }),
  );
  await createFargateProfile(clients, clusterName);
  await createAssociation(clients, clusterName);
  await createCapability(clients, clusterName);
  await eks.send(new CreateAddonCommand({ clusterName, addonName: 'eks-pod-identity-agent' }));
  const oidc = { identityProviderConfigName: 'company', issuerUrl: companyIssuer, clientId: 'eks' };
  await eks.send(new AssociateIdentityProviderConfigCommand({ clusterName, oidc }));
}

/** As gatewatch.yaml declares it. */
const companyIssuer = 'https://login.example.com';

const nodegroup: Pick<CreateNodegroupCommandInput, 'nodegroupName' | 'subnets' | 'amiType'> = {
  nodegroupName: 'workers',
  subnets: ['subnet-1', 'subnet-2'],
  amiType: 'AL2023_x86_64_STANDARD',
};

async function createNodeRole(clients: Clients, clusterName: string): Promise<string> {
  const arn = roleArn('/nodes/', `${clusterName}-nodes`);
  await createRole(clients, arn, trustOfService('ec2.amazonaws.com'));
  await attach(clients, arn, 'AmazonEKSWorkerNodePolicy');
  return arn;
}

async function createFargateProfile(clients: Clients, clusterName: string): Promise<void> {
  const podExecutionRoleArn = roleArn('/', 'fargate-pods');
  const profiles = `arn:aws:eks:${region}:${account}:fargateprofile/${clusterName}/*`;
  const trust = trustOfService('eks-fargate-pods.amazonaws.com', profiles);
  await createRole(clients, podExecutionRoleArn, trust);
  await putPolicy(clients, podExecutionRoleArn, allow('ecr:BatchGetImage', { Resource: '*' }));
  await clients.eks.send(
    new CreateFargateProfileCommand({
      clusterName,
      fargateProfileName: 'batch',
      podExecutionRoleArn,
      selectors: [{ namespace: 'batch' }],
    }),
  );
}

async function createAssociation(clients: Clients, clusterName: string): Promise<void> {
  const role = roleArn('/workloads/', 'invoices');
  await createRole(clients, role, trustOfPods(clusterArn(clusterName)));
  const queue = `arn:aws:sqs:${region}:${account}:invoices`;
  await putPolicy(clients, role, allow('sqs:ReceiveMessage', { Resource: queue }));
  await clients.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName,
      namespace: 'invoices',
      serviceAccount: 'invoices',
      roleArn: role,
    }),
  );
}

async function createCapability(clients: Clients, clusterName: string): Promise<void> {
  const role = roleArn('/', 'kro');
  await createRole(clients, role, trustOfService('capabilities.eks.amazonaws.com'));
  await clients.eks.send(
    new CreateCapabilityCommand({
      clusterName,
      capabilityName: 'kro',
      type: 'KRO',
      roleArn: role,
      deletePropagationPolicy: 'RETAIN',
    }),
  );
}
