import { groupKey, subjectKey, userKey } from '../kubernetes/caller.ts';
import { mayBecome } from '../kubernetes/name-template.ts';
import { masters, type ReachedRule, rulesThrough } from '../kubernetes/rbac.ts';
import type { RbacIndex } from '../kubernetes/rbac-index.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import { parseArn } from '../model/arn.ts';
import type { PolicyRule, RbacSubject } from '../model/kubernetes.ts';
import type { Reach } from '../model/power.ts';
import type { Link } from '../model/who-can.ts';
import { accessPolicyRules, everything } from './access-policy-rules.ts';
import { accessPolicyRulesInPart } from './access-policy-rules-in-part.ts';
import type { LetIn } from './let-in.ts';
import { reachOf } from './power.ts';
import { bindingText, roleText } from './rbac-evidence.ts';

/** A rule that somebody holds, over what, and the chain by which they do. */
export interface HeldRule {
  readonly rule: PolicyRule;
  readonly reach: Reach;
  readonly chain: readonly Link[];
}

const wholeCluster: Reach = { kind: 'cluster' };

/** By the access policies of its entry, and by RBAC through its username and groups. */
export function heldBy(letIn: LetIn, index: RbacIndex): readonly HeldRule[] {
  const held = [
    ...letIn.policies.flatMap(rulesOfPolicy),
    ...namesOf(letIn, index).flatMap(({ subject, links }) =>
      rulesUnderName(subjectKey(subject), links, index),
    ),
  ];
  return held.map(({ chain, ...rest }) => ({ ...rest, chain: [letIn.by, ...chain] }));
}

/** By the bindings that name the subject itself. */
export function heldBySubject(key: string, index: RbacIndex): readonly HeldRule[] {
  return rulesUnderName(key, [], index);
}

/** Why nobody can tell all that an access policy gives; undefined where its rules and its scope are known. */
export function whyUnknown({ policyArn, accessScope }: AssociatedAccessPolicy): string | undefined {
  const name = accessPolicyName(policyArn) ?? policyArn;
  if (reachOf(accessScope) === undefined) {
    return `${name} has a scope of type ${accessScope.type}, which is not known`;
  }
  if (accessPolicyRules.has(name)) return undefined;
  const known = accessPolicyRulesInPart.has(name) ? 'known only in part' : 'not known';
  return `the rules of ${name} are ${known}`;
}

function rulesOfPolicy(policy: AssociatedAccessPolicy): readonly HeldRule[] {
  const reach = reachOf(policy.accessScope);
  const name = accessPolicyName(policy.policyArn) ?? policy.policyArn;
  if (reach === undefined) return [];
  const rules = accessPolicyRules.get(name) ?? accessPolicyRulesInPart.get(name) ?? [];
  return rules.map((rule) => ({
    rule,
    reach,
    chain: [{ kind: 'access policy', name }, ruleLink(rule)],
  }));
}

/** What bindings know somebody by, and how that comes. */
export interface KnownAs {
  readonly subject: RbacSubject;
  readonly links: readonly Link[];
}

/** A name of a template is every bound one that it may become. */
export function namesOf(letIn: LetIn, index: RbacIndex): readonly KnownAs[] {
  const { username, groups } = letIn;
  return [
    ...(username === undefined ? [] : fitting(username, 'username', index)),
    ...[...new Set(groups)].flatMap((group) => fitting(group, 'group', index)),
    ...(letIn.usersOfAccount === undefined ? [] : usersOf(letIn.usersOfAccount, index)),
  ];
}

function fitting(name: string, kind: 'username' | 'group', index: RbacIndex): readonly KnownAs[] {
  const keyOf = kind === 'username' ? userKey : groupKey;
  const subjectOf = kind === 'username' ? userNamed : groupNamed;
  if (!name.includes('{{')) return [{ subject: subjectOf(name), links: [{ kind, name }] }];
  // Most usernames begin with an ARN that no binding names, and looking that far is cheap.
  const fixed = name.slice(0, name.indexOf('{{'));
  return boundNames(index, keyOf(''))
    .filter((bound) => bound.startsWith(fixed))
    .filter((bound) => mayBecome(name, bound))
    .map((bound) => ({
      subject: subjectOf(bound),
      links: [{ kind, name: `${bound}, which ${name} may become` }],
    }));
}

function usersOf(accountId: string, index: RbacIndex): readonly KnownAs[] {
  return boundNames(index, userKey(''))
    .filter((name) => parseArn(name)?.accountId === accountId)
    .map((name) => ({ subject: userNamed(name), links: [{ kind: 'username', name }] }));
}

function userNamed(name: string): RbacSubject {
  return { kind: 'User', name };
}

function groupNamed(name: string): RbacSubject {
  return { kind: 'Group', name };
}

function boundNames(index: RbacIndex, prefix: string): readonly string[] {
  const keys = [...index.bound.keys()].filter((key) => key.startsWith(prefix));
  return keys.map((key) => key.slice(prefix.length));
}

function rulesUnderName(
  key: string,
  links: readonly Link[],
  index: RbacIndex,
): readonly HeldRule[] {
  const bound = (index.bound.get(key) ?? []).flatMap((each) => rulesThrough(index, each));
  const held = bound.map((reached) => heldThrough(reached, links));
  if (key !== groupKey(masters)) return held;
  // Its members are asked nothing, whatever is bound to it.
  return [
    { rule: everything, reach: wholeCluster, chain: [...links, ruleLink(everything)] },
    ...held,
  ];
}

function heldThrough(reached: ReachedRule, links: readonly Link[]): HeldRule {
  const { binding, role, gatheredFrom, rule, namespace } = reached;
  const gathered = gatheredFrom && `, gathered from ${roleText(gatheredFrom)}`;
  return {
    rule,
    reach: namespace === undefined ? wholeCluster : { kind: 'namespaces', namespaces: [namespace] },
    chain: [
      ...links,
      { kind: 'binding', name: bindingText(binding) },
      { kind: 'role', name: `${roleText(role)}${gathered ?? ''}` },
      ruleLink(rule),
    ],
  };
}

/** `get,list on secrets`; the API group where it is not the core one. */
function ruleLink(rule: PolicyRule): Link {
  const { apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const groups = apiGroups.filter((group) => group !== '');
  const of = groups.length === 0 ? '' : ` of ${groups.join(',')}`;
  const named = resourceNames.length === 0 ? '' : ` named ${resourceNames.join(',')}`;
  const objects = resources.length === 0 ? [] : [`${resources.join(',')}${of}${named}`];
  const paths = nonResourceURLs.length === 0 ? [] : [`paths ${nonResourceURLs.join(',')}`];
  return {
    kind: 'rule',
    name: `${rule.verbs.join(',')} on ${[...objects, ...paths].join(' and ')}`,
  };
}
