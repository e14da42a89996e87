import { powersOf } from '../../shared/kubernetes/powers.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import { benchCluster } from './kubernetes-cluster.ts';
import { cpu, median, print } from './measure.ts';
import { seededRandom } from './random.ts';

/**
 * The powers of all subjects of a cluster, in milliseconds of processor time. The second size is twice the first:
 * a factor of about two says that the work grows with the cluster and not faster.
 */
const sizes = [
  { scale: 1, bound: 0 },
  { scale: 2, bound: 0 },
  // Every service account holds something in so many namespaces.
  { scale: 1, bound: 500 },
  { scale: 1, bound: 1_000 },
];

for (const { scale, bound } of sizes) {
  const cluster = benchCluster(scale, seededRandom(20_261_126), { boundToAll: bound });
  const times = Array.from({ length: 5 }, () => time(cluster));
  const what = `powers at scale ${scale}, all accounts bound in ${bound} namespaces, median of 5`;
  print(what, `${Math.round(median(times))} ms`);
}

function time(cluster: KubernetesCluster): number {
  const from = cpu();
  const powers = powersOf(cluster, { awsAuth: 'present' });
  let count = 0;
  for (const subject of powers.index.subjects) count += powers.powerOf(subject).length;
  for (const { namespace, name } of cluster.serviceAccounts) {
    count += powers.powerOf({ kind: 'ServiceAccount', namespace, name }).length;
  }
  const spent = cpu() - from;
  print('powers told', `${count}, admin namespaces ${powers.adminNamespaces.size}`);
  return spent;
}
