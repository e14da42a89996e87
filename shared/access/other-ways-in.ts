import { coversAction } from '../iam/action.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import type { Caller, Decision } from '../iam/decision.ts';
import { namedServices, serviceOf } from '../iam/service-principals.ts';
import { statementJson } from '../iam/statement-json.ts';
import { withoutPrincipals } from '../iam/without-principals.ts';
import { parseArn, parseIamArn } from '../model/arn.ts';
import { compareText, type Json } from '../model/json.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { almightyCaller, nobodysName } from './almighty-caller.ts';

/** Somebody other than a workload whom the trust policy of a role lets in, or may let in. */
export interface OtherWayIn {
  /** `ec2.amazonaws.com`, the root of an account, the ARN of a user, or `*`. */
  readonly principal: string;
  readonly decision: Decision;
}

/** EC2, everybody, whole accounts and users; roles and other services may have their reasons. Sorted by principal; everybody speaks for all. */
export function otherWaysIn(roleArn: string, trust: PolicyDocument): readonly OtherWayIn[] {
  const allowing = trust.statements.filter(isAboutAssumeRole);
  const callers = new Map<string, Caller>([
    ...[ec2, ...namedServices(allowing)].flatMap(ec2Caller),
    ...allowing.flatMap((statement) => callersIn(roleArn, statement)),
  ]);
  const ways = [...callers]
    .map(([principal, caller]) => ({ principal, decision: ask(roleArn, trust, caller) }))
    .filter(({ decision }) => decision.outcome !== 'denied')
    .toSorted((a, b) => compareText(a.principal, b.principal));
  const everybody = ways.filter(({ principal }) => principal === '*');
  return everybody.length > 0 ? everybody : ways;
}

const ec2 = 'ec2.amazonaws.com';
const assumeRole = 'sts:AssumeRole';

/** Its name differs by partition. */
function ec2Caller(service: string): readonly (readonly [string, Caller])[] {
  return serviceOf(service) === 'ec2' ? [[service, { type: 'Service', service }]] : [];
}

function isAboutAssumeRole({ effect, actions }: Statement): boolean {
  return effect === 'Allow' && coversAction(actions, assumeRole);
}

function ask(roleArn: string, document: PolicyDocument, caller: Caller): Decision {
  return decideAssumeRole({
    ...{ trust: { name: 'trust policy', document }, roleArn, caller, action: assumeRole },
    context: { value: () => 'unknown' },
  });
}

/** Whom the AWS principals of a statement mean, by how evidence names them. */
function callersIn(
  roleArn: string,
  { principals }: Statement,
): readonly (readonly [string, Caller])[] {
  const named = principals?.byType['AWS'] ?? [];
  const names = principals?.everyone || principals?.negated ? ['*'] : named;
  return names.flatMap((value) => {
    const name = nameOf(roleArn, value);
    const caller = callerOf(roleArn, name);
    return caller === undefined ? [] : [[name, caller]];
  });
}

/** An account may be written by its number alone. */
function nameOf(roleArn: string, value: string): string {
  return /^\d{12}$/.test(value) ? `arn:${partitionOf(roleArn)}:iam::${value}:root` : value;
}

function callerOf(roleArn: string, name: string): Caller | undefined {
  if (name === '*') return almightyCaller(memberOf(partitionOf(roleArn), noAccount));
  if (parseIamArn(name)?.kind === 'user') return almightyCaller(name);
  const arn = parseArn(name);
  if (arn?.service !== 'iam' || arn.resource !== 'root') return undefined;
  return almightyCaller(memberOf(arn.partition, arn.accountId));
}

const noAccount = '000000000000';

function partitionOf(arn: string): string {
  return parseArn(arn)?.partition ?? '';
}

function memberOf(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:role/${nobodysName}`;
}

/** The trust policy without that way in; undefined where nothing of it is left. */
export function trustWithout(
  roleArn: string,
  { version = '2012-10-17', statements }: PolicyDocument,
  { principal, decision }: OtherWayIn,
): Json | undefined {
  const open = decision.deciding.map(({ source }) => source);
  const isLeftOut = (_: string, value: string) => nameOf(roleArn, value) === principal;
  const left = statements.flatMap((statement) => {
    if (!open.includes(statement)) return [statement];
    const principals = withoutPrincipals(statement.principals, isLeftOut);
    return principals === undefined ? [] : [{ ...statement, principals }];
  });
  return left.length === 0
    ? undefined
    : { Version: version, Statement: left.map((statement) => statementJson(statement)) };
}
