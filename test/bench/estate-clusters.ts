import type { AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { type Fact, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import { cluster, namespaces, policy, wholeCluster } from '../support/eks.ts';
import type { World } from './documents.ts';
import type { Random } from './random.ts';

type KeyedFact = readonly [FactKey<unknown>, Fact<unknown>];

interface Contents {
  readonly roleArns: readonly string[];
  readonly entries: number;
}

/** The OIDC issuer of a cluster, without its scheme. */
export function issuerOf(name: string): string {
  const id = Buffer.from(name).toString('hex').padStart(32, '0').slice(-32).toUpperCase();
  return `oidc.eks.eu-west-1.amazonaws.com/id/${id}`;
}

/** One cluster, its entries and associations, two node groups, and nothing of what few clusters have. */
export function* clusterFacts(
  world: World,
  ref: ClusterRef,
  contents: Contents,
): Iterable<KeyedFact> {
  const arn = `arn:aws:eks:${ref.region}:${world.accountId}:cluster/${ref.name}`;
  const endpointPublicAccess = world.random.chance(0.2);
  const oidcIssuer = `https://${issuerOf(ref.name)}`;
  const value = cluster({ ...ref, arn, endpointPublicAccess, oidcIssuer });
  yield [factKeys.cluster(ref), present(value, 1)];
  yield* entryFacts(world, ref, contents);
  yield* associationFacts(world, ref, contents);
  yield* nodegroupFacts(world, ref, contents);
  for (const list of emptyLists) yield [list(ref), present([], 1)];
}

const emptyLists = [
  factKeys.fargateProfiles,
  factKeys.addons,
  factKeys.identityProviderConfigs,
  factKeys.capabilities,
  factKeys.certificateAuthorities,
];

function* entryFacts(
  { random }: World,
  ref: ClusterRef,
  { roleArns, entries }: Contents,
): Iterable<KeyedFact> {
  const arns = new Set<string>();
  for (let tries = 0; arns.size < entries && tries < 10 * entries; tries += 1) {
    arns.add(principal(random, roleArns));
  }
  yield [factKeys.accessEntries(ref), present([...arns], 1)];
  for (const principalArn of arns) {
    const type = random.chance(0.01) ? 'EC2_LINUX' : 'STANDARD';
    const kubernetesGroups = random.chance(0.3) ? [`team-${random.below(40)}`] : [];
    const entry = { principalArn, type, kubernetesGroups, createdAt: Date.UTC(2026, 10, 1) };
    yield [factKeys.accessEntry(ref, principalArn), present(entry, 1)];
    yield [factKeys.accessPolicies(ref, principalArn), present(accessPolicies(random), 1)];
  }
}

/** One in fifty is of another account. */
function principal(random: Random, roleArns: readonly string[]): string {
  const other = `arn:aws:iam::444455556666:role/app-${random.below(5_000)}`;
  return random.chance(0.02) ? other : (roleArns[random.below(roleArns.length)] ?? other);
}

/** One in twenty-five is cluster admin; most hold one policy in a namespace or two. */
function accessPolicies(random: Random): readonly AssociatedAccessPolicy[] {
  const dice = random.next();
  if (dice < 0.04) return [policy('AmazonEKSClusterAdminPolicy', wholeCluster)];
  if (dice < 0.3) return [policy('AmazonEKSViewPolicy', wholeCluster)];
  if (dice < 0.4) return [];
  const scope = namespaces(`team-${random.below(40)}`, `team-${random.below(40)}-dev`);
  return [policy('AmazonEKSEditPolicy', scope)];
}

function* associationFacts(
  { random }: World,
  ref: ClusterRef,
  { roleArns }: Contents,
): Iterable<KeyedFact> {
  const names = Array.from({ length: 20 }, (_, n) => `team-${n}/app-${n}`);
  yield [factKeys.podIdentityAssociations(ref), present(names, 1)];
  for (const name of names) {
    const [namespace = '', serviceAccount = ''] = name.split('/');
    const association = {
      associationId: `a-${ref.name}-${namespace}`,
      associationArn: `arn:aws:eks:${ref.region}:111122223333:podidentityassociation/${ref.name}/${namespace}`,
      namespace,
      serviceAccount,
      roleArn: roleArns[random.below(roleArns.length)] ?? '',
      disableSessionTags: random.chance(0.1),
    };
    yield [factKeys.podIdentityAssociation(ref, name), present(association, 1)];
  }
}

function* nodegroupFacts(
  { random }: World,
  ref: ClusterRef,
  { roleArns }: Contents,
): Iterable<KeyedFact> {
  const names = ['system', 'workers'];
  yield [factKeys.nodegroups(ref), present(names, 1)];
  for (const name of names) {
    const nodegroup = {
      name,
      arn: `arn:aws:eks:${ref.region}:111122223333:nodegroup/${ref.name}/${name}`,
      status: 'ACTIVE',
      nodeRole: roleArns[random.below(roleArns.length)] ?? '',
      amiType: 'AL2023_x86_64_STANDARD',
      autoScalingGroups: [`eks-${name}-${ref.name}`],
    };
    const options = { httpTokens: random.chance(0.9) ? 'required' : 'optional' };
    yield [factKeys.nodegroup(ref, name), present(nodegroup, 1)];
    yield [factKeys.metadataOptions(ref, name), present(options, 1)];
  }
}
