import { foreignAccount } from '../iam/foreign-account.ts';
import { letsInService } from '../iam/service-trust.ts';
import { parseArn, parseIamArn } from '../model/arn.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { nodeTypes } from './node-entry-types.ts';
import { groupOfFargate, groupOfWindows, isGroupOfNodes } from './node-mapping.ts';

/** The type of entry that a line for nodes becomes and what goes with it, or why there is none. */
type NodeEntry =
  | { readonly type: string; readonly lost: readonly string[] }
  | { readonly why: string };

/**
 * By who may assume the role, and by the groups where that leaves a choice. Such entries are for roles of the account of
 * the cluster, and have the groups that EKS gives them. Ends the check where the trust policy is unread.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function nodeEntry(facts: Facts, principalArn: string, line: AwsAuthMapping): NodeEntry {
  const { groups, username } = line.mapping;
  const arn = parseArn(principalArn);
  if (arn !== undefined && foreignAccount(arn, facts.account) !== undefined) {
    return { why: 'entries for nodes are for roles of the account of the cluster' };
  }
  if (parseIamArn(principalArn)?.kind !== 'role') return { why: 'entries for nodes are for roles' };
  const type = nodeType(facts, principalArn, groups);
  if (type === undefined) {
    return {
      why: 'it enters as a node, and no service that runs nodes may assume it; give it groups of its own',
    };
  }
  const lost = groups.filter((group) => !isGivenTo(type, group));
  const asNode = username === '' || username.startsWith('system:node:{{');
  return {
    type,
    lost: [
      ...lost.map(
        (group) =>
          `group ${group} is not carried: entries of type ${type} have no groups of one’s own`,
      ),
      ...(asNode ? [] : [`username ${username} is not carried: EKS names nodes`]),
    ],
  };
}

/** Where a role serves several kinds of nodes, its groups tell which, and if they do not it is the first. */
function nodeType(facts: Facts, roleArn: string, groups: readonly string[]): string | undefined {
  const trust = facts.get(factKeys.trustPolicy(roleArn)) ?? { statements: [] };
  const types = nodeTypes
    .filter(([, services]) => letsInService(trust, roleArn, services))
    .map(([type]) => type);
  const told = types.find((type) => groups.includes(groupOfType.get(type) ?? ''));
  return told ?? types[0];
}

/** What only nodes of a type are in. */
const groupOfType: ReadonlyMap<string, string> = new Map([
  ['EC2_WINDOWS', groupOfWindows],
  ['FARGATE_LINUX', groupOfFargate],
]);

function isGivenTo(type: string, group: string): boolean {
  return [...groupOfType.values()].includes(group)
    ? groupOfType.get(type) === group
    : group === 'system:authenticated' || isGroupOfNodes(group);
}
