import { parseArn } from '../model/arn.ts';
import { compilePolicy, statementsAbout } from './compiled-policy.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import { compilePermissions } from './decide.ts';
import type { Caller, Context, Decision, NamedPolicy } from './decision.ts';
import { namedCaller } from './named-caller.ts';
import type { Named, Naming } from './naming.ts';
import { principalKeys, withKeys } from './principal-keys.ts';
import {
  addAllow,
  addDeny,
  appliesTo,
  emptyTally,
  type Question,
  questionOf,
  type Tally,
  tallyOf,
} from './tally.ts';
import { conclude, type Way } from './verdict.ts';

export interface AssumeRoleRequest {
  readonly trust: NamedPolicy;
  readonly roleArn: string;
  readonly caller: Caller;
  /** `sts:AssumeRole`, `sts:AssumeRoleWithWebIdentity`, `sts:TagSession` … */
  readonly action: string;
  readonly context: Context;
}

/**
 * Whether a caller may take a role. Services and federated callers need the trust policy alone. In the account of the
 * role, a trust in the caller itself or in everybody is enough, one in its account leaves it to the caller's own policies;
 * from another account both have to allow. Policies of an AWS caller that were not read are assumed to deny nothing,
 * and where one of them has to allow, the answer is conditional on it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function decideAssumeRole(request: AssumeRoleRequest): Decision {
  const { trust, roleArn, caller, action } = request;
  const question = questionOf(action, roleArn, contextFor(request));
  const trusted = tallyTrust(trust, caller, question);
  if (caller.type !== 'AWS') {
    return conclude([{ grants: [trusted.itself], limits: [] }], [trusted.itself], question);
  }
  const sides = sidesOf(
    caller,
    question,
    `a policy of ${caller.arn} allows ${action} on ${roleArn}`,
  );
  const near = isSameAccount(roleArn, caller.arn);
  const ways = [
    near ? itself(trusted, sides) : delegated(trusted.itself, sides),
    near ? byRole(trusted, sides) : delegated(trusted.role, sides),
    delegated(trusted.account, sides),
  ];
  return conclude(ways, [...Object.values(trusted), ...sides.all], question);
}

/** The caller's own policies; `identity` is missing where they were not read. */
interface Sides {
  readonly identity: Tally | undefined;
  /** Boundary and session policies. */
  readonly bounds: readonly Tally[];
  readonly levels: readonly Tally[];
  readonly all: readonly Tally[];
  readonly assumes: string;
}

/**
 * A grant to a session or user itself, or to everybody, is limited neither by the boundary nor by session policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
function itself(trusted: Trusted, { levels }: Sides): Way {
  return { grants: [trusted.itself], limits: levels };
}

function byRole(trusted: Trusted, { bounds, levels }: Sides): Way {
  return { grants: [trusted.role], limits: [...bounds, ...levels] };
}

function delegated(trust: Tally, { identity, bounds, levels, assumes }: Sides): Way {
  if (identity === undefined) return { grants: [trust], limits: [], assumes };
  return { grants: [trust, identity], limits: [...bounds, ...levels] };
}

function sidesOf(
  caller: Extract<Caller, { type: 'AWS' }>,
  question: Question,
  assumes: string,
): Sides {
  if (caller.permissions === undefined) {
    return { identity: undefined, bounds: [], levels: [], all: [], assumes };
  }
  const compiled = compilePermissions(caller.permissions);
  const identity = tallyOf(compiled.identity, question);
  const bounds = compiled.bounds.map((layer) => tallyOf(layer, question));
  const levels = compiled.levels.map((layer) => tallyOf(layer, question));
  return { identity, bounds, levels, all: [identity, ...bounds, ...levels], assumes };
}

function contextFor({ caller, context }: AssumeRoleRequest): Context {
  if (caller.type !== 'AWS') return context;
  return withKeys(context, principalKeys(caller.permissions?.principalArn ?? caller.arn));
}

/** The same number in another partition is another account. */
function isSameAccount(roleArn: string, callerArn: string): boolean {
  const [role, caller] = [parseArn(roleArn), parseArn(callerArn)];
  if (role === undefined || caller === undefined) return false;
  return role.accountId === caller.accountId && role.partition === caller.partition;
}

/** What the trust policy says of the caller, by how it names it. */
type Trusted = Readonly<Record<Naming, Tally>>;

function tallyTrust(trust: NamedPolicy, caller: Caller, question: Question): Trusted {
  const trusted = { itself: emptyTally(), role: emptyTally(), account: emptyTally() };
  const { allows, denies } = statementsAbout(compilePolicy(trust), question.service);
  const partition = parseArn(question.resource)?.partition;
  for (const statement of [...denies, ...allows]) {
    for (const named of namedCaller(statement.deciding.source, caller, partition)) {
      record(trusted[named.by], statement, named, question);
    }
  }
  return trusted;
}

function record(
  into: Tally,
  statement: CompiledStatement,
  { truth, assumes }: Named,
  question: Question,
): void {
  const add = statement.deciding.source.effect === 'Deny' ? addDeny : addAllow;
  const applies = appliesTo(statement, question);
  add(into, { ...statement, assumes }, applies === true ? truth : applies);
}
