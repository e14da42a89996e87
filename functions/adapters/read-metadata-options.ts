import {
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  type LaunchTemplateSpecification,
} from '@aws-sdk/client-auto-scaling';
import { DescribeLaunchTemplateVersionsCommand } from '@aws-sdk/client-ec2';
import type { Nodegroup } from '@aws-sdk/client-eks';
import type { Answer } from '../../shared/model/reading.ts';
import { type Address, documentAnswer, unreadAnswer } from './answers.ts';
import type { AwsSession } from './aws-session.ts';

/**
 * The metadata options of the launch template that decides for a node group: the owner's, at the version in use, or
 * the one that EKS made, which only the Auto Scaling group names.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export async function readMetadataOptions(
  aws: AwsSession,
  region: string,
  address: Address,
  { nodegroup, readAt }: { readonly nodegroup: Nodegroup; readonly readAt: number },
): Promise<Answer> {
  const { launchTemplate } = nodegroup;
  if (launchTemplate !== undefined) {
    const { id, name, version } = launchTemplate;
    const own = { LaunchTemplateId: id, LaunchTemplateName: name, Version: version };
    return readTemplate(aws, region, address, own);
  }
  const found = await readGroups(aws, region, nodegroup);
  return 'reason' in found
    ? unreadAnswer(address, found.readAt ?? readAt, found.reason)
    : readTemplate(aws, region, address, found.template);
}

async function readTemplate(
  aws: AwsSession,
  region: string,
  address: Address,
  { LaunchTemplateId, LaunchTemplateName, Version = '$Default' }: LaunchTemplateSpecification,
): Promise<Answer> {
  // EC2 takes an id or a name, and refuses both.
  const named = LaunchTemplateId === undefined ? { LaunchTemplateName } : { LaunchTemplateId };
  const asked = await aws.ask(`DescribeLaunchTemplateVersions of ${address.item}`, () =>
    aws.ec2(region).send(
      new DescribeLaunchTemplateVersionsCommand({
        ...named,
        Versions: [Version],
        // What EKS makes may be hidden from view by a setting of the account.
        IncludeManagedResources: true,
      }),
    ),
  );
  const { readAt } = asked;
  if (!asked.ok) return unreadAnswer(address, readAt, asked.failure.reason);
  const [found] = asked.value.LaunchTemplateVersions ?? [];
  if (found === undefined) {
    return unreadAnswer(address, readAt, `its launch template has no version ${Version}`);
  }
  return documentAnswer(address, readAt, found.LaunchTemplateData?.MetadataOptions ?? {});
}

type FoundTemplate =
  | { readonly template: LaunchTemplateSpecification }
  | { readonly reason: string; readonly readAt?: number };

async function readGroups(
  aws: AwsSession,
  region: string,
  { resources, nodegroupName }: Nodegroup,
): Promise<FoundTemplate> {
  const names = (resources?.autoScalingGroups ?? []).flatMap(({ name }) => name ?? []);
  // Asked for no names, Auto Scaling would answer with every group of the account.
  if (names.length === 0) return { reason: 'it has no Auto Scaling group yet' };
  const asked = await aws.ask(`DescribeAutoScalingGroups of ${nodegroupName}`, () =>
    aws
      .autoScaling(region)
      .send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names })),
  );
  const { readAt } = asked;
  if (!asked.ok) return { reason: asked.failure.reason, readAt };
  const templates = (asked.value.AutoScalingGroups ?? []).map(templateOf);
  const [template, ...others] = new Map(
    templates.map((one) => [JSON.stringify(one), one]),
  ).values();
  if (template === undefined) {
    return { reason: 'the launch template of its Auto Scaling group was not found', readAt };
  }
  if (others.length > 0) return { reason: 'its Auto Scaling groups differ', readAt };
  return { template };
}

function templateOf(group: AutoScalingGroup): LaunchTemplateSpecification | undefined {
  return (
    group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification
  );
}
