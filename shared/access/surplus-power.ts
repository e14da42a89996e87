import { actionFacts, actionsOf } from '../iam/action-facts.ts';
import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { contextOf } from '../iam/context.ts';
import { type CompiledPermissions, decide } from '../iam/decide.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { strangerText } from '../iam/stranger-text.ts';
import { witnessOf } from '../iam/witness.ts';

/** What makes it worse that nodes hold a permission: every pod that reaches their credentials has it too. */
export type SurplusPower = 'read secrets' | 'write data' | 'assume roles' | 'change IAM or EKS';

/** Which of these the policies allow on any resource at all. */
export function surplusPowers(compiled: CompiledPermissions): readonly SurplusPower[] {
  return probes.flatMap(([power, actions]) =>
    actions().some((action) => isAllowedSomewhere(compiled, action)) ? [power] : [],
  );
}

const probes: readonly (readonly [SurplusPower, () => readonly string[]])[] = [
  [
    'read secrets',
    () => [
      'secretsmanager:GetSecretValue',
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
      'ssm:GetParameterHistory',
    ],
  ],
  [
    'write data',
    () => [
      's3:PutObject',
      's3:DeleteObject',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'secretsmanager:PutSecretValue',
      'ssm:PutParameter',
      'lambda:UpdateFunctionCode',
    ],
  ],
  ['assume roles', () => ['sts:AssumeRole']],
  ['change IAM or EKS', () => [...changesOf('iam'), ...changesOf('eks')]],
];

function changesOf(service: string): readonly string[] {
  return (actionsOf(service) ?? []).filter((action) =>
    ['Write', 'Permissions management'].includes(`${actionFacts(action)?.accessLevel}`),
  );
}

/** A condition that nobody can decide counts as met: the question is what the role might do. */
function isAllowedSomewhere(compiled: CompiledPermissions, action: string): boolean {
  if (!mayAllow(compiled, action)) return false;
  const filler = strangerText(compiled);
  return allowedResourcePatterns(compiled, action).some(({ pattern }) => {
    const resource = witnessOf(pattern, filler);
    return decide(compiled, { action, resource, context: contextOf({}) }).outcome !== 'denied';
  });
}
