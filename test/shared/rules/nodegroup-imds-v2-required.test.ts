import { nodegroupImdsV2Required } from '../../../shared/rules/nodegroup-imds-v2-required.ts';
import { nodegroup, withMetadata } from '../../support/nodegroups.ts';
import { testRule } from '../../support/test-rule.ts';

const al2023 = { amiType: 'AL2023_x86_64_STANDARD' };
const noDefaults = {};
const withoutToken =
  'Nodes of workers in payments, eu-west-1, answer IMDSv1: their credentials are had without a token.';
const optional = {
  message: withoutToken,
  evidence: { httpTokens: 'optional', launchTemplate: 'lt-1' },
  command:
    'aws ec2 create-launch-template-version --launch-template-id lt-1 --source-version 3 --launch-template-data \'{"MetadataOptions":{"HttpTokens":"required"}}\' --region eu-west-1',
};

testRule(nodegroupImdsV2Required, {
  compliant: {
    'tokens required by the launch template': withMetadata({
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    }),
    'tokens required by the account, where the launch template is silent': withMetadata(
      {},
      {},
      {
        httpTokens: 'required',
      },
    ),
    'tokens required by Amazon Linux 2023, where both are silent': withMetadata(
      {},
      al2023,
      noDefaults,
    ),
    'tokens required by Amazon Linux 2023, the account having no preference': withMetadata(
      {},
      al2023,
      { httpTokens: 'no-preference' },
    ),
  },
  nonCompliant: {
    'tokens optional in the launch template': {
      given: withMetadata({ httpTokens: 'optional', httpPutResponseHopLimit: 1 }),
      reports: [optional],
    },
    'tokens optional in the launch template, whatever account and AMI ask for': {
      given: withMetadata({ httpTokens: 'optional' }, al2023, { httpTokens: 'required' }),
      reports: [optional],
    },
    'tokens optional in the account, which counts for more than the AMI': {
      given: withMetadata({}, al2023, { httpTokens: 'optional' }),
      reports: [optional],
    },
    'tokens optional in a launch template that EKS made': {
      given: {
        ...withMetadata({ httpTokens: 'optional', httpPutResponseHopLimit: 2 }),
        subject: withoutTemplate(),
      },
      reports: [
        {
          message: withoutToken,
          evidence: { httpTokens: 'optional', launchTemplate: 'made by EKS' },
        },
      ],
    },
  },
  notApplicable: {
    'nodes whose metadata service is off': {
      given: withMetadata({
        httpEndpoint: 'disabled',
        httpTokens: 'optional',
        httpPutResponseHopLimit: 1,
      }),
      because: 'its nodes have no metadata service',
    },
  },
  insufficientData: {
    'an AMI that nobody knows, where launch template and account are silent': {
      given: withMetadata({}, { amiType: 'CUSTOM' }, noDefaults),
      because: 'neither launch template, account nor AMI says whether tokens are required',
    },
    'Amazon Linux 2, where launch template and account are silent': {
      given: withMetadata({}, {}, noDefaults),
      because: 'neither launch template, account nor AMI says whether tokens are required',
    },
    'a launch template that was not read': {
      given: { subject: nodegroup(), known: {} },
      because: 'metadata-options eu-west-1/payments workers: not read yet',
    },
    'defaults of the account that were not read': {
      given: withMetadata({ httpPutResponseHopLimit: 1 }),
      because: 'instance-metadata-defaults eu-west-1: not read yet',
    },
  },
});

function withoutTemplate() {
  const { cluster, nodegroup: group } = nodegroup();
  const { launchTemplate: _, ...rest } = group;
  return { cluster, nodegroup: rest };
}
