import type * as eks from '@aws-sdk/client-eks';
import { type AccessEntryState, addAccessEntry, type ClusterState } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { clusterNamed } from './eks-operations.ts';
import { type Context, type Operation, operation, pageOf } from './operations.ts';

/** The access entries of Amazon EKS. https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export const accessEntryOperations: Readonly<Record<string, Operation>> = {
  ListAccessEntries: operation<eks.ListAccessEntriesRequest>((input, context) => {
    const arns = [...entriesOf(context, input.clusterName).accessEntries.keys()];
    const { maxResults, nextToken } = input;
    const { page, next } = pageOf(arns, { size: maxResults, token: nextToken, limit: 100 });
    return { accessEntries: page, nextToken: next };
  }),

  DescribeAccessEntry: operation<eks.DescribeAccessEntryRequest>((input, context) => ({
    accessEntry: entryNamed(context, input).accessEntry,
  })),

  ListAssociatedAccessPolicies: operation<eks.ListAssociatedAccessPoliciesRequest>(
    (input, context) => {
      const { associatedAccessPolicies } = entryNamed(context, input);
      const { clusterName, principalArn, maxResults, nextToken } = input;
      const { page, next } = pageOf(associatedAccessPolicies, {
        size: maxResults,
        token: nextToken,
        limit: 100,
      });
      return { clusterName, principalArn, associatedAccessPolicies: page, nextToken: next };
    },
  ),

  CreateAccessEntry: operation<eks.CreateAccessEntryRequest>((input, context) => {
    const cluster = entriesOf(context, input.clusterName);
    const principalArn = input.principalArn ?? '';
    if (cluster.accessEntries.has(principalArn)) {
      throw new AwsError('ResourceInUseException', 'The access entry already exists.', 409);
    }
    addAccessEntry(cluster, principalArn);
    return updateEntry(context, input);
  }),

  UpdateAccessEntry: operation<eks.UpdateAccessEntryRequest>((input, context) =>
    updateEntry(context, input),
  ),

  DeleteAccessEntry: operation<eks.DeleteAccessEntryRequest>((input, context) => {
    const { accessEntry } = entryNamed(context, input);
    entriesOf(context, input.clusterName).accessEntries.delete(accessEntry.principalArn ?? '');
    return {};
  }),

  AssociateAccessPolicy: operation<eks.AssociateAccessPolicyRequest>((input, context) => {
    const entry = entryNamed(context, input);
    removePolicy(entry, input.policyArn);
    const associatedAccessPolicy = {
      policyArn: input.policyArn,
      accessScope: { namespaces: [], ...input.accessScope },
      associatedAt: new Date(),
      modifiedAt: new Date(),
    };
    entry.associatedAccessPolicies.push(associatedAccessPolicy);
    const { clusterName, principalArn } = input;
    return { clusterName, principalArn, associatedAccessPolicy };
  }),

  DisassociateAccessPolicy: operation<eks.DisassociateAccessPolicyRequest>((input, context) => {
    removePolicy(entryNamed(context, input), input.policyArn);
    return {};
  }),
};

interface EntryName {
  readonly clusterName: string | undefined;
  readonly principalArn: string | undefined;
}

function entriesOf(context: Context, clusterName: string | undefined): ClusterState {
  const cluster = clusterNamed(context, clusterName);
  if (cluster.cluster.accessConfig?.authenticationMode === 'CONFIG_MAP') {
    throw new AwsError(
      'InvalidRequestException',
      "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
    );
  }
  return cluster;
}

function entryNamed(context: Context, name: EntryName): AccessEntryState {
  const entry = entriesOf(context, name.clusterName).accessEntries.get(name.principalArn ?? '');
  if (entry === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      `The specified principalArn could not be found: ${name.principalArn}`,
      404,
    );
  }
  return entry;
}

function updateEntry(
  context: Context,
  input: EntryName & Pick<eks.UpdateAccessEntryRequest, 'kubernetesGroups' | 'username'>,
): unknown {
  const entry = entryNamed(context, input);
  const { kubernetesGroups = entry.accessEntry.kubernetesGroups } = input;
  const { username = entry.accessEntry.username } = input;
  entry.accessEntry = { ...entry.accessEntry, kubernetesGroups, username, modifiedAt: new Date() };
  return { accessEntry: entry.accessEntry };
}

function removePolicy(entry: AccessEntryState, policyArn: string | undefined): void {
  const policies = entry.associatedAccessPolicies;
  const index = policies.findIndex((policy) => policy.policyArn === policyArn);
  if (index >= 0) policies.splice(index, 1);
}
