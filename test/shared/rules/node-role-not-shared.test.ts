import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { nodeRoleNotShared } from '../../../shared/rules/node-role-not-shared.ts';
import { cluster } from '../../support/eks.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { role } from '../../support/iam.ts';
import { nodeRoleArn, nodeRoleGiven } from '../../support/node-roles.ts';
import { hidden, hiddenReason } from '../../support/subjects.ts';
import { testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const web = { region: 'eu-west-1', name: 'web' };
const other = 'arn:aws:iam::012345678901:role/other';
const list = known(factKeys.clusters('eu-west-1'), ['payments', 'web']);

testRule(nodeRoleNotShared, {
  compliant: {
    'a role on the nodes of one cluster': nodeRoleGiven([
      list,
      ...clusterFacts(payments, other, other),
      ...clusterFacts(web, other, other),
    ]),
  },
  nonCompliant: {
    'a role on the nodes of two clusters': {
      given: nodeRoleGiven(
        [list, ...clusterFacts(payments, other, other), ...clusterFacts(web, other, other)],
        [web, payments],
      ),
      reports: [
        {
          key: 'clusters',
          message: `${nodeRoleArn} is on the nodes of eu-west-1/payments and eu-west-1/web.`,
          evidence: { roleArn: nodeRoleArn, clusters: ['eu-west-1/payments', 'eu-west-1/web'] },
        },
      ],
    },
    'a role that is also that of a cluster, and of pods on Fargate': {
      given: nodeRoleGiven([
        list,
        ...clusterFacts(payments, other, nodeRoleArn),
        ...clusterFacts(web, nodeRoleArn, other),
      ]),
      reports: [
        {
          key: 'other',
          message: `${nodeRoleArn} is on nodes and is also the cluster role of eu-west-1/web and the pod execution role of eu-west-1/payments/batch.`,
          evidence: {
            roleArn: nodeRoleArn,
            others: [
              'cluster role of eu-west-1/web',
              'pod execution role of eu-west-1/payments/batch',
            ],
          },
        },
      ],
    },
  },
  insufficientData: {
    'a role that may be on the nodes of a cluster that could not be looked through': {
      given: {
        subject: { role: role(nodeRoleArn), clusters: [payments], hidden },
        known: {
          facts: [
            list,
            ...clusterFacts(payments, other, other),
            ...clusterFacts(web, other, other),
          ],
        },
      },
      because: hiddenReason,
    },
    'a role on the nodes of two clusters, the list of clusters unread': {
      given: nodeRoleGiven([], [payments, web]),
      because: 'clusters eu-west-1: not read yet',
      reports: [
        {
          key: 'clusters',
          message: `${nodeRoleArn} is on the nodes of eu-west-1/payments and eu-west-1/web.`,
          evidence: { roleArn: nodeRoleArn, clusters: ['eu-west-1/payments', 'eu-west-1/web'] },
        },
      ],
    },
  },
});

function clusterFacts(
  ref: ClusterRef,
  roleArn: string,
  podExecutionRoleArn: string,
): readonly KnownFact[] {
  const arn = `arn:aws:eks:eu-west-1:012345678901:fargateprofile/${ref.name}/batch/1`;
  return [
    known(factKeys.cluster(ref), cluster({ ...ref, roleArn })),
    known(factKeys.fargateProfiles(ref), ['batch']),
    known(factKeys.fargateProfile(ref, 'batch'), { name: 'batch', arn, podExecutionRoleArn }),
  ];
}
