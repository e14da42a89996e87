import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import type { LineOutcome, PlannedEntry } from '../model/aws-auth-migration.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { accessPolicyArn } from './access-policy-arn.ts';
import { carriedGroups, carriedUsername } from './carried-names.ts';
import { usersWithinReach } from './chosen-username.ts';
import { type Facts, unread } from './facts.ts';
import { nodeEntry } from './node-entry.ts';
import { isNodeMapping } from './node-mapping.ts';

/** What becomes of a line for one of the principals that it lets in. */
export interface MigratedPrincipal {
  readonly outcome: LineOutcome;
  readonly reasons: readonly string[];
  readonly entry?: PlannedEntry;
}

/** Equal power or less, of whoever has no entry yet. */
export function migratedPrincipal(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  line: AwsAuthMapping,
): MigratedPrincipal {
  const kind = parseIamArn(principalArn)?.kind;
  if (kind !== 'role' && kind !== 'user') {
    return left('access entries are for IAM roles and users only');
  }
  if (isServiceLinkedRole(principalArn)) {
    return left('EKS takes no service-linked role in an entry that you make');
  }
  return isNodeMapping(line)
    ? migratedNode(facts, principalArn, line)
    : migratedCaller(facts, cluster, principalArn, line);
}

function migratedNode(facts: Facts, principalArn: string, line: AwsAuthMapping): MigratedPrincipal {
  const node = facts.ifRead(() => nodeEntry(facts, principalArn, line));
  if (node === unread) {
    const reasons = [`the trust policy of ${principalArn} was not read, so its type is not known`];
    return { outcome: 'UNDECIDED', reasons };
  }
  if ('why' in node) return left(node.why);
  const entry = { principalArn, type: node.type, kubernetesGroups: [] };
  return { ...carriedOrNarrowed(node.lost), entry };
}

function migratedCaller(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  { mapping }: AwsAuthMapping,
): MigratedPrincipal {
  const { kubernetesGroups, lost, admin } = carriedGroups(mapping.groups);
  const { username, lost: lostName } = carriedUsername(principalArn, mapping.username);
  const reasons = [
    ...lost,
    ...(lostName === undefined ? [] : [lostName, ...boundUsers(facts, cluster, mapping.username)]),
  ];
  const named = username === undefined ? {} : { username };
  const entry = { principalArn, type: 'STANDARD', ...named, kubernetesGroups };
  if (admin) return { ...adminOutcome(facts, entry, reasons) };
  if (lost.length > 0 && kubernetesGroups.length === 0) {
    return { outcome: 'LEFT', reasons: [...reasons, 'an entry would give none of its groups'] };
  }
  return { ...carriedOrNarrowed(reasons), entry };
}

/** No group of an entry is system:masters; a policy comes close, and can be taken away again. */
function adminOutcome(
  facts: Facts,
  entry: PlannedEntry,
  reasons: readonly string[],
): MigratedPrincipal {
  const policyArn = accessPolicyArn(facts.account.partition, 'AmazonEKSClusterAdminPolicy');
  const name = `cluster-admin ${entry.principalArn}`;
  const said = `system:masters is not carried: no entry takes it, and AmazonEKSClusterAdminPolicy stands for it only if you decide so`;
  return {
    outcome: 'DECISION',
    reasons: [said, ...reasons],
    entry: { ...entry, decision: { name, policyArn } },
  };
}

/** Bindings to users that the old name made of a caller. */
function boundUsers(facts: Facts, cluster: ClusterRef, username: string): readonly string[] {
  const users = facts.ifRead(() => usersWithinReach(facts, cluster, username));
  if (users === unread) return ['whether bindings name that user was not read'];
  return users.length === 0 ? [] : [`bindings name user ${users.join(', ')}, and will not mean it`];
}

function carriedOrNarrowed(lost: readonly string[]): MigratedPrincipal {
  return { outcome: lost.length === 0 ? 'CARRIED' : 'NARROWED', reasons: lost };
}

function left(reason: string): MigratedPrincipal {
  return { outcome: 'LEFT', reasons: [reason] };
}

/** What the entry is that counts instead of the line. */
export function shadowed(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  { mapping }: AwsAuthMapping,
): MigratedPrincipal {
  const entry = facts.ifRead(() => facts.get(factKeys.accessEntry(cluster, principalArn)));
  if (entry === unread || entry === undefined) {
    return { outcome: 'SHADOWED', reasons: [`${principalArn} has an entry, which was not read`] };
  }
  const given =
    entry.kubernetesGroups.length === 0 ? 'no groups' : entry.kubernetesGroups.join(', ');
  const lacking = mapping.groups.filter((group) => !entry.kubernetesGroups.includes(group));
  const without =
    lacking.length === 0 || entry.type !== 'STANDARD'
      ? []
      : [`of the line, ${lacking.join(', ')} has been without effect since`];
  return {
    outcome: 'SHADOWED',
    reasons: [`${principalArn} has an entry of type ${entry.type} with ${given}`, ...without],
  };
}
