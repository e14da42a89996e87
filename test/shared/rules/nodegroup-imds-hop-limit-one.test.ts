import { nodegroupImdsHopLimitOne } from '../../../shared/rules/nodegroup-imds-hop-limit-one.ts';
import { nodegroup, withMetadata } from '../../support/nodegroups.ts';
import { testRule } from '../../support/test-rule.ts';

const al2023 = { amiType: 'AL2023_x86_64_STANDARD' };

testRule(nodegroupImdsHopLimitOne, {
  compliant: {
    'one hop in the launch template': withMetadata({
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    }),
    'one hop in the account, where the launch template is silent': withMetadata(
      { httpTokens: 'required' },
      al2023,
      { httpPutResponseHopLimit: 1 },
    ),
  },
  nonCompliant: {
    'two hops in the launch template': {
      given: withMetadata({ httpTokens: 'required', httpPutResponseHopLimit: 2 }),
      reports: [twoHops(2)],
    },
    'three hops in the account, where the launch template is silent': {
      given: withMetadata({}, {}, { httpPutResponseHopLimit: 3 }),
      reports: [twoHops(3)],
    },
    'two hops by Amazon Linux 2023, where the account has no preference': {
      given: withMetadata({}, al2023, { httpPutResponseHopLimit: -1 }),
      reports: [twoHops(2)],
    },
    'two hops by Amazon Linux 2023, where both are silent': {
      given: withMetadata({}, al2023, {}),
      reports: [twoHops(2)],
    },
  },
  notApplicable: {
    'nodes whose metadata service is off': {
      given: withMetadata({
        httpEndpoint: 'disabled',
        httpTokens: 'required',
        httpPutResponseHopLimit: 2,
      }),
      because: 'its nodes have no metadata service',
    },
  },
  insufficientData: {
    'an AMI that nobody knows, where launch template and account are silent': {
      given: withMetadata({}, {}, {}),
      because: 'neither launch template, account nor AMI says how many hops are allowed',
    },
    'a launch template that was not read': {
      given: { subject: nodegroup(), known: {} },
      because: 'metadata-options eu-west-1/payments workers: not read yet',
    },
  },
});

function twoHops(httpPutResponseHopLimit: number) {
  return {
    message: `Pods on nodes of workers in payments, eu-west-1, reach the metadata of their node: the hop limit is ${httpPutResponseHopLimit}.`,
    evidence: { httpPutResponseHopLimit, launchTemplate: 'lt-1' },
    command:
      'aws ec2 create-launch-template-version --launch-template-id lt-1 --source-version 3 --launch-template-data \'{"MetadataOptions":{"HttpPutResponseHopLimit":1}}\' --region eu-west-1',
  };
}
