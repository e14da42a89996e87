import { factKeys } from '../../shared/model/fact-key.ts';
import type { Condition, PolicyDocument, Statement } from '../../shared/model/policy-document.ts';
import { gone, type KnownFact, known } from './facts.ts';
import { role } from './iam.ts';

/** A policy document of version 2012-10-17. */
export function document(...statements: readonly Statement[]): PolicyDocument {
  return { version: '2012-10-17', statements };
}

export function allow(
  actions: readonly string[],
  resources: readonly string[] = ['*'],
  ...conditions: readonly Condition[]
): Statement {
  return permission('Allow', actions, resources, conditions);
}

export function deny(
  actions: readonly string[],
  resources: readonly string[] = ['*'],
  ...conditions: readonly Condition[]
): Statement {
  return permission('Deny', actions, resources, conditions);
}

function permission(
  effect: Statement['effect'],
  actions: readonly string[],
  resources: readonly string[],
  conditions: readonly Condition[],
): Statement {
  return {
    effect,
    actions: { negated: false, values: actions },
    resources: { negated: false, values: resources },
    conditions,
  };
}

/** A trust in AWS principals, services or identity providers. */
export function trusting(
  byType: Readonly<Record<string, readonly string[]>>,
  actions: readonly string[] = ['sts:AssumeRole'],
  ...conditions: readonly Condition[]
): Statement {
  return {
    effect: 'Allow',
    principals: { negated: false, everyone: false, byType },
    actions: { negated: false, values: actions },
    conditions,
  };
}

/** What is known of a role: all that is not given is unread, but for its policies, of which there are none then. */
export interface RoleSketch {
  readonly trust?: readonly Statement[];
  /** By policy name. */
  readonly inline?: Readonly<Record<string, readonly Statement[]>>;
  /** By ARN; without statements the document of the policy is unread. */
  readonly attached?: Readonly<Record<string, readonly Statement[] | 'unread'>>;
  /** The permissions boundary: its ARN must be among `boundaries`. */
  readonly boundary?: readonly Statement[];
}

const boundaryArn = 'arn:aws:iam::012345678901:policy/boundary';

export function roleFacts(
  arn: string,
  { trust, inline = {}, attached = {}, boundary }: RoleSketch,
): readonly KnownFact[] {
  const documents: RoleSketch['attached'] = {
    ...attached,
    ...(boundary && { [boundaryArn]: boundary }),
  };
  return [
    known(factKeys.role(arn), role(arn)),
    ...(trust === undefined ? [] : [known(factKeys.trustPolicy(arn), document(...trust))]),
    known(factKeys.rolePolicies(arn), {
      inline: Object.entries(inline).map(([name, statements]) => ({
        name,
        document: document(...statements),
      })),
      attached: Object.keys(attached).toSorted(),
      groups: [],
      ...(boundary && { boundary: boundaryArn }),
    }),
    ...Object.entries(documents).flatMap(([policyArn, statements]) =>
      statements === 'unread' ? [] : [managedPolicy(policyArn, statements)],
    ),
  ];
}

export function managedPolicy(arn: string, statements: readonly Statement[]): KnownFact {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return known(factKeys.managedPolicy(arn), { arn, name, document: document(...statements) });
}

/** A role that was looked for and does not exist. */
export function goneRole(arn: string): readonly KnownFact[] {
  return [factKeys.role(arn), factKeys.trustPolicy(arn), factKeys.rolePolicies(arn)].map(gone);
}
