import {
  DescribeAddonCommand,
  DescribeCapabilityCommand,
  DescribeClusterCommand,
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  DescribeUpdateCommand,
  EKSClient,
} from '@aws-sdk/client-eks';
import type { ClusterThing } from '../../shared/ports/looks.ts';
import type { ObjectStatus } from '../../shared/ports/object-status.ts';
import { awsFailure } from './aws-failure.ts';
import { oncePerRegion } from './aws-session.ts';
import { readerSettings } from './client-settings.ts';

/** What EKS says of the progress of something, in one call. What is denied is not gone, so that it throws as well. */
export function objectStatus(
  createClient = (region: string) => new EKSClient({ region, ...readerSettings }),
): ObjectStatus {
  const eks = oncePerRegion(createClient);
  return { statusOf: (thing) => statusOf(eks(thing.cluster.region), thing) };
}

async function statusOf(eks: EKSClient, thing: ClusterThing): Promise<string | undefined> {
  let status: string | undefined;
  try {
    status = await describe(eks, thing);
  } catch (cause) {
    const { kind, reason } = awsFailure(cause);
    if (kind === 'gone') return undefined;
    throw new Error(`${nameOf(thing)} did not tell its status: ${reason}`, { cause });
  }
  if (status === undefined) {
    throw new Error(`${nameOf(thing)} did not tell its status: malformed answer`);
  }
  return status;
}

/** An update of a node group or an add-on shows in the status of that; the one that is asked for is of the cluster. */
async function describe(
  eks: EKSClient,
  { cluster: { name: clusterName }, part }: ClusterThing,
): Promise<string | undefined> {
  switch (part?.kind) {
    case undefined:
      return (await eks.send(new DescribeClusterCommand({ name: clusterName }))).cluster?.status;
    case 'nodegroup': {
      const command = new DescribeNodegroupCommand({ clusterName, nodegroupName: part.name });
      return (await eks.send(command)).nodegroup?.status;
    }
    case 'fargateProfile': {
      const fargateProfileName = part.name;
      const command = new DescribeFargateProfileCommand({ clusterName, fargateProfileName });
      return (await eks.send(command)).fargateProfile?.status;
    }
    case 'addon': {
      const command = new DescribeAddonCommand({ clusterName, addonName: part.name });
      return (await eks.send(command)).addon?.status;
    }
    case 'capability': {
      const command = new DescribeCapabilityCommand({ clusterName, capabilityName: part.name });
      return (await eks.send(command)).capability?.status;
    }
    case 'update': {
      const command = new DescribeUpdateCommand({ name: clusterName, updateId: part.name });
      return (await eks.send(command)).update?.status;
    }
  }
}

function nameOf({ cluster: { region, name }, part }: ClusterThing): string {
  const cluster = `cluster ${region}/${name}`;
  return part === undefined ? cluster : `${part.kind} ${part.name} of ${cluster}`;
}
