import type { RoleUse } from '../../../shared/access/role-use.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { workloadRoleTrustsWorkloadsOnly } from '../../../shared/rules/workload-role-trusts-workloads-only.ts';
import { gone, known } from '../../support/facts.ts';
import { actions, condition, everyone, statement } from '../../support/iam.ts';
import { forSts, irsa, irsaJson, reader, sub, updateTrust, writer } from '../../support/irsa.ts';
import { document, trusting } from '../../support/policies.ts';
import { hidden, hiddenReason } from '../../support/subjects.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const workload = irsa(forSts, condition('StringEquals', sub, reader));
const workloadJson = irsaJson({
  StringEquals: { [forSts.key]: 'sts.amazonaws.com', [sub]: reader },
});
const pods = trusting({ Service: ['pods.eks.amazonaws.com'] }, [
  'sts:AssumeRole',
  'sts:TagSession',
]);
const root = 'arn:aws:iam::012345678901:root';
const foreignRoot = 'arn:aws:iam::210987654321:root';
const alice = 'arn:aws:iam::012345678901:user/alice';
const assume = (Principal: Json, Condition?: Json): { readonly [key: string]: Json } => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition !== undefined && { Condition }),
});

const target = {
  kind: 'target' as const,
  cluster: { region: 'eu-west-1', name: 'p' },
  namespace: 'a',
  serviceAccount: 'b',
};

testRule(workloadRoleTrustsWorkloadsOnly, {
  compliant: {
    'IRSA alone': given([workload]),
    'IRSA and Pod Identity': given([workload, pods]),
    'another role, which hands it on': given([
      workload,
      trusting({ AWS: ['arn:aws:iam::012345678901:role/pipeline'] }),
    ]),
    'another service': given([workload, trusting({ Service: ['lambda.amazonaws.com'] })]),
    'its account, for one role by name': given([
      workload,
      trusting(
        { AWS: [root] },
        ['sts:AssumeRole'],
        condition('ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::012345678901:role/pipeline'),
      ),
    ]),
    'EC2, which a Deny refuses': given([
      workload,
      trusting({ Service: ['ec2.amazonaws.com'] }),
      statement({
        effect: 'Deny',
        principals: { negated: false, everyone: false, byType: { Service: ['ec2.amazonaws.com'] } },
        actions: actions('sts:AssumeRole'),
      }),
    ]),
    'everybody, by token alone': given([workload, { ...irsa(), principals: everyone }]),
  },
  nonCompliant: {
    EC2: {
      given: given([workload, trusting({ Service: ['ec2.amazonaws.com'] })]),
      reports: [
        {
          ...isOpenTo('ec2.amazonaws.com', assume({ Service: 'ec2.amazonaws.com' })),
          command: updateTrust(workloadJson),
        },
      ],
    },
    'EC2 by its name in China': {
      given: given([workload, trusting({ Service: ['ec2.amazonaws.com.cn'] })]),
      reports: [
        {
          ...isOpenTo('ec2.amazonaws.com.cn', assume({ Service: 'ec2.amazonaws.com.cn' })),
          command: updateTrust(workloadJson),
        },
      ],
    },
    'EC2 in one statement with Pod Identity': {
      given: given(
        [trusting({ Service: ['pods.eks.amazonaws.com', 'ec2.amazonaws.com'] })],
        [{ kind: 'pod-identity' }],
      ),
      reports: [
        {
          ...isOpenTo(
            'ec2.amazonaws.com',
            assume({ Service: ['ec2.amazonaws.com', 'pods.eks.amazonaws.com'] }),
          ),
          command: updateTrust(assume({ Service: 'pods.eks.amazonaws.com' })),
        },
      ],
    },
    'its own account and another, by number, each for itself': {
      given: given([
        workload,
        trusting({ AWS: ['210987654321', root, 'arn:aws:iam::012345678901:role/pipeline'] }),
      ]),
      reports: [
        {
          ...isOpenTo(
            root,
            assume({ AWS: ['210987654321', 'arn:aws:iam::012345678901:role/pipeline', root] }),
            `whomever ${root} lets`,
          ),
          command: updateTrust(
            workloadJson,
            assume({ AWS: ['210987654321', 'arn:aws:iam::012345678901:role/pipeline'] }),
          ),
        },
        {
          ...isOpenTo(
            foreignRoot,
            assume({ AWS: ['210987654321', 'arn:aws:iam::012345678901:role/pipeline', root] }),
            `whomever ${foreignRoot} lets`,
          ),
          command: updateTrust(
            workloadJson,
            assume({ AWS: [root, 'arn:aws:iam::012345678901:role/pipeline'] }),
          ),
        },
      ],
    },
    'a user': {
      given: given([workload, trusting({ AWS: [alice] })]),
      reports: [{ ...isOpenTo(alice, assume({ AWS: alice })), command: updateTrust(workloadJson) }],
    },
    'everybody, who speaks for EC2 and users too': {
      given: given([workload, trusting({ AWS: ['*', alice], Service: ['ec2.amazonaws.com'] })]),
      reports: [
        {
          ...isOpenTo(
            '*',
            assume({ AWS: ['*', alice], Service: 'ec2.amazonaws.com' }),
            'everybody',
          ),
          command: updateTrust(workloadJson, assume({ AWS: alice, Service: 'ec2.amazonaws.com' })),
        },
      ],
    },
    'everybody, and nothing else that would be left': {
      given: given(
        [{ ...trusting({}), principals: everyone }],
        [
          {
            kind: 'association',
            cluster: { region: 'eu-west-1', name: 'payments' },
            namespace: 'payments',
            serviceAccount: 'reader',
          },
        ],
      ),
      reports: [isOpenTo('*', assume('*'), 'everybody')],
    },
    'everybody but one': {
      given: given([
        workload,
        {
          ...trusting({}),
          principals: { negated: true, everyone: false, byType: { AWS: [alice] } },
        },
      ]),
      reports: [
        {
          ...isOpenTo(
            '*',
            { Effect: 'Allow', NotPrincipal: { AWS: alice }, Action: 'sts:AssumeRole' },
            'everybody',
          ),
          command: updateTrust(workloadJson),
        },
      ],
    },
    'its account under a condition that nobody can decide': {
      given: given([
        workload,
        trusting(
          { AWS: [root] },
          ['sts:AssumeRole'],
          condition('StringEquals', 'sts:ExternalId', 'pipeline'),
        ),
      ]),
      reports: [
        {
          ...isOpenTo(
            root,
            assume({ AWS: root }, { StringEquals: { 'sts:ExternalId': 'pipeline' } }),
          ),
          message: `Not only workloads may assume ${writer.arn} but whomever ${root} lets as well, if StringEquals sts:ExternalId pipeline allows it.`,
          severity: 'LOW',
          evidence: {
            roleArn: writer.arn,
            principal: root,
            statements: [
              {
                policy: 'trust policy',
                statement: assume(
                  { AWS: root },
                  { StringEquals: { 'sts:ExternalId': 'pipeline' } },
                ),
              },
            ],
            dependsOn: ['StringEquals sts:ExternalId pipeline'],
          },
          command: updateTrust(workloadJson),
        },
      ],
    },
  },
  notApplicable: {
    'a role of a capability, or a target role': {
      given: given(
        [trusting({ AWS: [root] })],
        [
          { kind: 'capability', cluster: { region: 'eu-west-1', name: 'p' }, capability: 'argo' },
          target,
        ],
      ),
      because: 'no workload assumes it by itself',
    },
    'a role that is gone since it was listed': {
      given: {
        subject: { role: writer, uses: [{ kind: 'irsa' }] },
        known: { facts: [gone(factKeys.trustPolicy(writer.arn))] },
      },
      because: 'the role does not exist any more',
    },
  },
  insufficientData: {
    'a target role that a cluster that could not be looked through may hand out itself': {
      given: {
        subject: { role: writer, uses: [target], hidden },
        known: {
          facts: [known(factKeys.trustPolicy(writer.arn), document(trusting({ AWS: [root] })))],
        },
      },
      because: hiddenReason,
    },
    'a target role whose trust policy, which may let workloads in, was not read': {
      given: { subject: { role: writer, uses: [target] }, known: {} },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
    'a trust policy that was not read': {
      given: { subject: { role: writer, uses: [{ kind: 'irsa' }] }, known: {} },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});

function given(
  trust: readonly Statement[],
  uses: readonly RoleUse[] = [{ kind: 'irsa' }],
): Given<'workloadRole'> {
  return {
    subject: { role: writer, uses },
    known: { facts: [known(factKeys.trustPolicy(writer.arn), document(...trust))] },
  };
}

function isOpenTo(principal: string, judged: Json, words = principal) {
  return {
    key: principal,
    message: `Not only workloads may assume ${writer.arn} but ${words} as well.`,
    evidence: {
      roleArn: writer.arn,
      principal,
      statements: [{ policy: 'trust policy', statement: judged }],
    },
  };
}
