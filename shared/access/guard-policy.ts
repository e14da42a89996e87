import { statementJson } from '../iam/statement-json.ts';
import { isIdentityCenterRole, parseIamArn } from '../model/arn.ts';
import { compareText, type Json } from '../model/json.ts';
import type { Condition, Statement } from '../model/policy-document.ts';
import { accessPolicyArn } from './access-policy-arn.ts';
import type { Actor } from './actor.ts';
import { putRolePolicy, putUserPolicy } from './role-policy-commands.ts';
import type { Way } from './way.ts';

/**
 * The command that shuts these ways by a policy of denials, or the policy alone for roles of IAM Identity Center, which
 * IAM lets nobody change: it belongs into the permission set. ROLE_ARN stands for the roles that the principal has to pass,
 * which only its owner knows.
 */
export function guardCommand({ arn, kind }: Actor, ways: readonly Way[]): string {
  const { name = '', partition = '' } = parseIamArn(arn) ?? {};
  const policy = guardPolicy(ways, partition);
  if (isIdentityCenterRole(arn)) return JSON.stringify(policy);
  const put = kind === 'user' ? putUserPolicy : putRolePolicy;
  return put(name, 'GatewatchGuard', policy);
}

function guardPolicy(ways: readonly Way[], partition: string): Json {
  const actions = [...new Set(ways.flatMap(guardedActions))].sort(compareText);
  const others = actions.filter((action) => action !== associate && action !== pass);
  return {
    Version: '2012-10-17',
    Statement: [
      ...(actions.includes(associate) ? [onlyView(partition)] : []),
      ...(actions.includes(pass) ? [onlyNeededRoles] : []),
      ...(others.length > 0 ? [denial(others)] : []),
    ].map(statementJson),
  };
}

const associate = 'eks:AssociateAccessPolicy';
const pass = 'iam:PassRole';

/** One action of a way is enough to shut it: the one that can be narrowed rather than taken away. */
function guardedActions({ ability: { actions } }: Way): readonly string[] {
  const narrowed = [associate, pass].find((action) => actions.includes(action));
  return narrowed === undefined ? actions : [narrowed];
}

function onlyView(partition: string): Statement {
  return denial([associate], {
    operator: 'StringNotEquals',
    key: 'eks:policyArn',
    values: [accessPolicyArn(partition, 'AmazonEKSViewPolicy')],
  });
}

const onlyNeededRoles: Statement = {
  ...denial([pass]),
  resources: { negated: true, values: ['ROLE_ARN'] },
};

function denial(actions: readonly string[], ...conditions: readonly Condition[]): Statement {
  return {
    effect: 'Deny',
    actions: { negated: false, values: actions },
    resources: { negated: false, values: ['*'] },
    conditions,
  };
}
