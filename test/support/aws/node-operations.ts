import type * as autoScaling from '@aws-sdk/client-auto-scaling';
import type * as ec2 from '@aws-sdk/client-ec2';
import { AwsError } from './aws-call.ts';
import { type Operation, operation } from './operations.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html */
export const ec2Operations: Readonly<Record<string, Operation>> = {
  DescribeLaunchTemplateVersions: operation<ec2.DescribeLaunchTemplateVersionsRequest>(
    ({ LaunchTemplateId, LaunchTemplateName, Versions = [] }, { state }) => {
      if (LaunchTemplateId !== undefined && LaunchTemplateName !== undefined) {
        throw new AwsError('InvalidParameterCombination', 'Name the template by id or by name.');
      }
      const found = state.launchTemplates.filter(
        (version) =>
          version.LaunchTemplateId === LaunchTemplateId ||
          version.LaunchTemplateName === LaunchTemplateName,
      );
      if (found.length === 0) {
        throw new AwsError('InvalidLaunchTemplateId.NotFound', 'The template does not exist.');
      }
      const wanted = found.filter(
        ({ VersionNumber, DefaultVersion }) =>
          Versions.includes(String(VersionNumber)) ||
          (Versions.includes('$Default') && DefaultVersion === true),
      );
      return { LaunchTemplateVersions: wanted };
    },
  ),

  GetInstanceMetadataDefaults: operation<ec2.GetInstanceMetadataDefaultsRequest>(
    (_input, { state }) => ({ AccountLevel: state.metadataDefaults }),
  ),
};

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html */
export const autoScalingOperations: Readonly<Record<string, Operation>> = {
  DescribeAutoScalingGroups: operation<autoScaling.AutoScalingGroupNamesType>(
    ({ AutoScalingGroupNames = [] }, { state }) => ({
      AutoScalingGroups: state.autoScalingGroups.filter(({ AutoScalingGroupName }) =>
        AutoScalingGroupNames.includes(AutoScalingGroupName ?? ''),
      ),
    }),
  ),
};
