import type { Facts } from '../access/facts.ts';
import { needAll } from '../access/role-use.ts';
import { watchedClusters } from '../access/watched-clusters.ts';
import type { ClusterRef } from '../model/cluster.ts';
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
    const others = facts.shared(jobsByRole).get(role.arn) ?? [];
    if (others.length > 0) {
      yield {
        key: 'other',
        message: `${role.arn} is on nodes and is also the ${others.join(' and the ')}.`,
        evidence: { roleArn: role.arn, others },
      };
    }
  },
});

/** What else the roles of watched clusters and of their pods on Fargate are there for, by role. */
function jobsByRole(facts: Facts): ReadonlyMap<string, readonly string[]> {
  const jobs = watchedClusters(facts).flatMap((cluster) => jobsIn(facts, cluster));
  const byRole = Map.groupBy(jobs, ({ roleArn }) => roleArn);
  return new Map(
    [...byRole].map(([roleArn, ofRole]) => [
      roleArn,
      ofRole.map(({ job }) => job).toSorted(compareText),
    ]),
  );
}

interface Job {
  readonly roleArn: string;
  readonly job: string;
}

function jobsIn(facts: Facts, cluster: ClusterRef): readonly Job[] {
  const where = `${cluster.region}/${cluster.name}`;
  const clusterRole = facts.get(factKeys.cluster(cluster))?.roleArn;
  const ofPods = facts.list(factKeys.fargateProfiles(cluster)).flatMap((profile) => {
    const found = facts.get(factKeys.fargateProfile(cluster, profile));
    if (found === undefined) return [];
    const { podExecutionRoleArn: roleArn } = found;
    return [{ roleArn, job: `pod execution role of ${where}/${profile}` }];
  });
  const ofCluster = { job: `cluster role of ${where}` };
  return clusterRole === undefined ? ofPods : [{ roleArn: clusterRole, ...ofCluster }, ...ofPods];
}
