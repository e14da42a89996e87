import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { type Facts, unread } from './facts.ts';

/** A policy of a role, by what a command calls it. */
export type RoleDocument =
  | { readonly inline: string; readonly document: PolicyDocument }
  | { readonly arn: string; readonly document: PolicyDocument };

/** The documents of a role that were read, managed ones first; `permissionsOf` sees to it that the others are missed. */
export function roleDocuments(facts: Facts, roleArn: string): readonly RoleDocument[] {
  const { inline = [], attached = [] } = facts.get(factKeys.rolePolicies(roleArn)) ?? {};
  return [
    ...attached.flatMap((arn) => {
      const policy = facts.ifRead(() => facts.get(factKeys.managedPolicy(arn)));
      return policy === unread || policy === undefined ? [] : [{ arn, document: policy.document }];
    }),
    ...inline.flatMap((policy) =>
      'document' in policy ? [{ inline: policy.name, document: policy.document }] : [],
    ),
  ];
}
