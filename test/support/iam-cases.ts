import * as z from 'zod/mini';
import { decideAssumeRole } from '../../shared/iam/assume-role.ts';
import { contextOf } from '../../shared/iam/context.ts';
import { compilePermissions, decide } from '../../shared/iam/decide.ts';
import type { Caller, Decision, NamedPolicy, Permissions } from '../../shared/iam/decision.ts';
import type { Condition } from '../../shared/model/policy-document.ts';
import { parsePolicyDocument } from '../../shared/wire/policy-document.ts';
import type { PolicyKind } from '../../shared/wire/policy-schema.ts';

const json = z.record(z.string(), z.unknown());
const outcome = z.enum(['allowed', 'denied', 'conditional']);

/** One row of a table in `test/shared/iam/cases`; its README says what the members mean. */
const iamCase = z.strictObject({
  name: z.string(),
  condition: z.optional(json),
  statements: z.optional(z.array(json)),
  version: z.optional(z.nullable(z.string())),
  identity: z.optional(z.record(z.string(), json)),
  boundary: z.optional(json),
  session: z.optional(z.array(json)),
  serviceControl: z.optional(z.array(z.array(json))),
  resourceControl: z.optional(z.array(z.array(json))),
  trust: z.optional(z.array(json)),
  caller: z.optional(
    z.union([
      z.strictObject({ aws: z.string(), policies: z.enum(['read', 'unread']) }),
      z.strictObject({ service: z.string() }),
      z.strictObject({ federated: z.string() }),
    ]),
  ),
  role: z.optional(z.string()),
  principal: z.optional(z.string()),
  action: z.optional(z.string()),
  resource: z.optional(z.string()),
  context: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
  otherKeys: z.optional(z.literal('absent')),
  outcome,
  deciding: z.optional(z.array(z.string())),
  conditions: z.optional(json),
  assumes: z.optional(z.array(z.string())),
});
export type IamCase = z.infer<typeof iamCase>;

const table = z.strictObject({ about: z.string(), source: z.url(), cases: z.array(iamCase) });

export function readTable(text: string): z.infer<typeof table> {
  return table.parse(JSON.parse(text));
}

/** What a row expects, in the form of `answerOf`. */
export function expectedOf(row: IamCase) {
  const quoted = row.outcome === 'conditional' ? (row.condition ?? {}) : {};
  return {
    outcome: row.outcome,
    deciding: row.deciding ?? (row.condition && row.outcome !== 'denied' ? ['Allow'] : []),
    conditions: conditionsOf(row.conditions ?? quoted),
    assumes: row.assumes ?? [],
  };
}

/** The decision with its statements as `Sid`, or `policy: Sid` where the row names its policies. */
export function answerOf(row: IamCase) {
  const { deciding, assumes = [], ...decision } = decisionOf(row);
  return {
    ...decision,
    assumes,
    deciding: deciding.map(({ policy, statement }) =>
      unnamed.includes(policy) ? statement : `${policy}: ${statement}`,
    ),
  };
}

const unnamed = ['identity', 'trust policy'];

function decisionOf(row: IamCase): Decision {
  const context = contextOf(row.context ?? {}, row.otherKeys);
  if (row.trust !== undefined && row.caller !== undefined) {
    return decideAssumeRole({
      trust: named('trust policy', { Version: '2012-10-17', Statement: row.trust }, 'trust'),
      roleArn: row.role ?? 'arn:aws:iam::111122223333:role/target',
      caller: callerOf(row, row.caller),
      action: row.action ?? usualAction(row),
      context,
    });
  }
  return decide(compilePermissions(permissionsOf(row)), {
    action: row.action ?? 's3:GetObject',
    resource: row.resource ?? 'arn:aws:s3:::books/a',
    context,
  });
}

function usualAction({ caller }: IamCase): string {
  return caller && 'federated' in caller ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole';
}

function callerOf(row: IamCase, caller: NonNullable<IamCase['caller']>): Caller {
  if ('service' in caller) return { type: 'Service', service: caller.service };
  if ('federated' in caller) return { type: 'Federated', provider: caller.federated };
  const permissions = permissionsOf({ ...row, principal: row.principal ?? caller.aws });
  return { type: 'AWS', arn: caller.aws, ...(caller.policies === 'read' && { permissions }) };
}

function permissionsOf(row: IamCase): Permissions {
  const levels = (layers: IamCase['serviceControl']) =>
    (layers ?? []).map((layer) =>
      layer.map((document, at) => named(`policy ${at + 1}`, document, 'organization')),
    );
  return {
    principalArn: row.principal ?? 'arn:aws:iam::111122223333:role/worker',
    identity: Object.entries(identityOf(row)).map(([name, document]) => named(name, document)),
    ...(row.boundary && { boundary: named('boundary', row.boundary) }),
    ...(row.session && { session: row.session.map((document) => named('session', document)) }),
    serviceControl: levels(row.serviceControl),
    resourceControl: levels(row.resourceControl),
  };
}

function identityOf(row: IamCase): Readonly<Record<string, unknown>> {
  if (row.identity) return row.identity;
  const guarded = { Sid: 'Allow', Effect: 'Allow', Action: '*', Resource: '*' };
  const statements =
    row.statements ?? (row.condition ? [{ ...guarded, Condition: row.condition }] : []);
  if (statements.length === 0) return {};
  const { version = '2012-10-17' } = row;
  return { identity: { ...(version !== null && { Version: version }), Statement: statements } };
}

function named(name: string, json: unknown, kind: PolicyKind = 'identity'): NamedPolicy {
  const parsed = parsePolicyDocument(json, kind);
  if ('error' in parsed) throw new Error(`${name}: ${parsed.error}`);
  return { name, document: parsed.ok };
}

function conditionsOf(block: unknown): readonly Condition[] {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: block };
  return named('expected', { Statement: statement }).document.statements.flatMap(
    ({ conditions }) => conditions,
  );
}
