import type { Facts } from '../access/facts.ts';
import { needAll } from '../access/role-use.ts';
import { watchedClusters } from '../access/watched-clusters.ts';
import { factKeys } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import { defineRule } from './rule.ts';

export const nodeRoleNotShared = defineRule({
  id: 'node-role-not-shared',
  subject: 'nodeRole',
  severity: 'MEDIUM',
  title: 'One role is on the nodes of several clusters',
  requires:
    'Every cluster has a node role of its own, which is neither the role of a cluster nor a Fargate pod execution role.',
  because:
    'Whoever takes over a node of one cluster holds credentials that the other cluster takes for those of its own nodes.',
  remedy: 'Make a node role for each cluster and move its node groups over.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html',
  ],
  controls: { owasp: ['K03'] },

  *check(subject, facts) {
    const { role, clusters } = subject;
    if (clusters.length > 1) {
      const names = clusters.map(({ region, name }) => `${region}/${name}`).toSorted(compareText);
      yield {
        key: 'clusters',
        message: `${role.arn} is on the nodes of ${names.join(' and ')}.`,
        evidence: { roleArn: role.arn, clusters: names },
      };
    }
    needAll(facts, subject);
    const others = otherJobs(role.arn, facts).toSorted(compareText);
    if (others.length > 0) {
      yield {
        key: 'other',
        message: `${role.arn} is on nodes and is also the ${others.join(' and the ')}.`,
        evidence: { roleArn: role.arn, others },
      };
    }
  },
});

function otherJobs(roleArn: string, facts: Facts): readonly string[] {
  return watchedClusters(facts).flatMap((cluster) => {
    const where = `${cluster.region}/${cluster.name}`;
    const isClusterRole = facts.get(factKeys.cluster(cluster))?.roleArn === roleArn;
    const profiles = facts.list(factKeys.fargateProfiles(cluster)).filter((profile) => {
      const found = facts.get(factKeys.fargateProfile(cluster, profile));
      return found?.podExecutionRoleArn === roleArn;
    });
    return [
      ...(isClusterRole ? [`cluster role of ${where}`] : []),
      ...profiles.map((profile) => `pod execution role of ${where}/${profile}`),
    ];
  });
}
