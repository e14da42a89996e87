import type { MigrationStep, PlannedEntry } from '../model/aws-auth-migration.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';
import { associateAccessPolicy, createAccessEntry } from './access-entry-commands.ts';
import { deleteMapping } from './aws-auth-commands.ts';
import type { MigratedMapping } from './migrated-lines.ts';
import {
  awsAuthCopy,
  copyAwsAuth,
  describeAccessEntry,
  listAccessPolicies,
  restoreAwsAuth,
  showMode,
  updateKubeconfig,
  whenActive,
} from './migration-commands.ts';
import { deleteAccessEntry, updateClusterConfig } from './remedy-commands.ts';

interface MigrationScene {
  readonly cluster: ClusterRef;
  readonly authenticationMode: string;
  readonly hasAwsAuth: boolean;
  readonly lines: readonly MigratedMapping[];
  readonly entries: readonly PlannedEntry[];
}

/**
 * An entry counts from the moment it is there, so that lines are taken out last: until then deleting the entry brings back
 * what was.
 */
export function migrationSteps(scene: MigrationScene): readonly MigrationStep[] {
  const { cluster, authenticationMode, hasAwsAuth, lines, entries } = scene;
  if (authenticationMode === 'API') {
    return hasAwsAuth ? [keepCopy(cluster), deleteDeadAwsAuth()] : [];
  }
  const certain = entries.filter(({ decision }) => decision === undefined);
  const decided = entries.filter(({ decision }) => decision !== undefined);
  return [
    ...(hasAwsAuth ? [keepCopy(cluster)] : []),
    ...(authenticationMode === 'CONFIG_MAP' ? [bothModes(cluster)] : []),
    ...[...certain, ...decided].map((entry) => createEntry(cluster, entry, lines)),
    ...lines.flatMap((line) => removeLine(cluster, line)),
    entriesAlone(scene),
  ];
}

function keepCopy(cluster: ClusterRef): MigrationStep {
  return {
    title: 'Keep a copy of aws-auth',
    notes: [
      'Lines that are taken out come back from it.',
      'Have another way in at hand, such as an entry that holds AmazonEKSClusterAdminPolicy: you may be on one of the lines.',
    ],
    commands: [updateKubeconfig(cluster), copyAwsAuth],
    verify: [shellCommand(['cat', awsAuthCopy])],
    rollback: [],
  };
}

/** https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html */
function bothModes(cluster: ClusterRef): MigrationStep {
  return {
    title: 'Honour access entries beside aws-auth',
    notes: [
      'Nobody loses anything by it: who has no entry is still looked up in aws-auth.',
      'Whoever created the cluster may appear among the entries, as an administrator whom no list has shown so far.',
    ],
    commands: [
      updateClusterConfig(cluster, '--access-config', 'authenticationMode=API_AND_CONFIG_MAP'),
    ],
    verify: [whenActive(cluster), showMode(cluster)],
    rollback: [],
    oneWay: 'EKS never goes back to CONFIG_MAP',
  };
}

function createEntry(
  cluster: ClusterRef,
  entry: PlannedEntry,
  lines: readonly MigratedMapping[],
): MigrationStep {
  const { principalArn, type, username, kubernetesGroups, decision } = entry;
  const reasons = lines.flatMap((line) => (line.entries.includes(entry) ? line.reasons : []));
  const given = {
    ...(type === 'STANDARD' ? {} : { type }),
    ...(kubernetesGroups.length === 0 ? {} : { kubernetesGroups }),
    ...(username === undefined ? {} : { username }),
  };
  const policy = { type: 'cluster', namespaces: [] };
  return {
    title: `Create the entry of ${principalArn}`,
    notes: [
      ...reasons.map((reason) => `Of its line: ${reason}.`),
      'From then on the entry counts and the line does not; it takes some seconds.',
      ...(type === 'STANDARD' ? [] : [madeByEks]),
    ],
    commands: [
      createAccessEntry(cluster, principalArn, given),
      ...(decision === undefined
        ? []
        : [associateAccessPolicy(cluster, principalArn, decision.policyArn, policy)]),
    ],
    verify: [describeAccessEntry(cluster, principalArn), seen(cluster, entry)],
    rollback: [deleteAccessEntry(cluster, principalArn)],
    ...(decision === undefined ? {} : { waitsFor: `the decision “${decision.name}”` }),
  };
}

const madeByEks =
  'Where EKS has made it meanwhile, for a node group or a Fargate profile of its own, create-access-entry says so, and that one will do.';

/** Nodes, access policies, or what RBAC gives the groups of an entry: kubectl does not show what access policies give. */
function seen(cluster: ClusterRef, entry: PlannedEntry): string {
  const { principalArn, type, username, kubernetesGroups, decision } = entry;
  if (type !== 'STANDARD') return shellCommand(['kubectl', 'get', 'nodes']);
  if (decision !== undefined) return listAccessPolicies(cluster, principalArn);
  const groups = kubernetesGroups.flatMap((group) => ['--as-group', group]);
  const user = username ?? 'nobody-in-particular';
  return shellCommand(['kubectl', 'auth', 'can-i', '--list', '--as', user, ...groups]);
}

/** Lines that let in somebody who gets no entry stay. */
function removeLine(cluster: ClusterRef, line: MigratedMapping): readonly MigrationStep[] {
  const { key, place, principal, outcome, mapping, entries } = line;
  if (mapping === undefined || outcome === 'LEFT' || outcome === 'UNDECIDED') return [];
  const { command } = deleteMapping(cluster, mapping);
  const waitsFor = whatRemovalWaitsFor(entries);
  const [commands, note] =
    command === undefined
      ? [[editAwsAuth], `Take out ${key}[${place}]: eksctl knows no such line.`]
      : [[command], 'Of lines with the same ARN it takes the first.'];
  return [
    {
      title: `Take ${key}[${place}], ${principal}, out of aws-auth`,
      notes: [note],
      commands,
      verify: [showMappings(cluster)],
      rollback: [restoreAwsAuth],
      ...(waitsFor === undefined ? {} : { waitsFor }),
    },
  ];
}

/** Without the line, an entry that was not made or does not do locks somebody out. */
function whatRemovalWaitsFor(entries: readonly PlannedEntry[]): string | undefined {
  const decision = entries.find((entry) => entry.decision !== undefined)?.decision;
  if (decision !== undefined) return `the decision “${decision.name}”, and a login by its entry`;
  if (entries.length === 0) return undefined;
  const isOfNodes = entries.every(({ type }) => type !== 'STANDARD');
  return isOfNodes ? 'nodes that have become ready by its entry' : 'a login by its entry';
}

const editAwsAuth = 'kubectl edit configmap aws-auth --namespace kube-system';

function showMappings({ name, region }: ClusterRef): string {
  return shellCommand([
    'eksctl',
    'get',
    'iamidentitymapping',
    '--cluster',
    name,
    '--region',
    region,
  ]);
}

/** https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html */
function entriesAlone({ cluster, lines, entries }: MigrationScene): MigrationStep {
  const open = lines.filter(({ outcome }) => outcome === 'LEFT' || outcome === 'UNDECIDED');
  const decisions = entries.filter(({ decision }) => decision !== undefined);
  const waiting = [
    ...open.map(
      ({ key, place, principal = '' }) => `${key}[${place}] ${principal}, which gets no entry`,
    ),
    ...decisions.map(({ decision }) => `the decision “${decision?.name}”`),
  ];
  return {
    title: 'Honour access entries alone',
    notes: [
      'Log in as an administrator by an entry first: from here on nothing else lets in anybody.',
      'Wait until nodes have been replaced or restarted once, and everybody has logged in by their entry.',
    ],
    commands: [updateClusterConfig(cluster, '--access-config', 'authenticationMode=API')],
    verify: [whenActive(cluster), showMode(cluster), shellCommand(['kubectl', 'get', 'nodes'])],
    rollback: [],
    oneWay: 'EKS never honours aws-auth again in this cluster',
    ...(waiting.length === 0 ? {} : { waitsFor: waiting.join('; ') }),
  };
}

function deleteDeadAwsAuth(): MigrationStep {
  return {
    title: 'Delete aws-auth, which nobody reads',
    notes: ['The mode is API, so that it lets in nobody.'],
    commands: ['kubectl delete configmap aws-auth --namespace kube-system'],
    verify: [shellCommand(['kubectl', 'get', 'nodes'])],
    rollback: ['kubectl create configmap aws-auth --namespace kube-system', restoreAwsAuth],
  };
}
