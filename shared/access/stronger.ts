import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { witnessOf } from '../iam/witness.ts';
import { factKeys } from '../model/fact-key.ts';
import { ask } from './ability.ts';
import type { Actor } from './actor.ts';
import { isAdministrator } from './administrator.ts';
import type { Facts } from './facts.ts';
import { isNodePolicy } from './node-policies.ts';
import { surplusPolicies } from './node-surplus.ts';

/**
 * Whether becoming the other one would gain something worth an attack: what is told of are secrets, data, code that runs,
 * permissions and other roles. What both can do, if only under conditions, is no gain.
 */
export function isStronger(facts: Facts, other: Actor, than: Actor): boolean {
  if (isAdministrator(other)) return !isAdministrator(than);
  if (other.kind === 'role' && isPlainNodeRole(facts, other.arn)) return false;
  return tellingActions.some((action) => allowsMore(other, than, action));
}

/** A role with nothing but what nodes are documented to need is a node's, and no prize for who may hand it to one. */
function isPlainNodeRole(facts: Facts, roleArn: string): boolean {
  const policies = facts.get(factKeys.rolePolicies(roleArn));
  if (policies === undefined || !policies.attached.some(isNodePolicy)) return false;
  return surplusPolicies(facts, policies).length === 0;
}

function allowsMore(other: Actor, than: Actor, action: string): boolean {
  if (!mayAllow(other.compiled, action)) return false;
  return allowedResourcePatterns(other.compiled, action).some(({ pattern }) => {
    const resource = witnessOf(pattern, `${other.stranger()}${than.stranger()}`);
    return ask(other, action, resource) !== undefined && ask(than, action, resource) === undefined;
  });
}

const tellingActions: readonly string[] = [
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'kms:Decrypt',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:PutBucketPolicy',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PutItem',
  'rds-db:connect',
  'ecr:PutImage',
  'lambda:UpdateFunctionCode',
  'lambda:InvokeFunction',
  'ec2:RunInstances',
  'ssm:SendCommand',
  'ssm:StartSession',
  'cloudformation:CreateStack',
  'cloudformation:UpdateStack',
  'codebuild:StartBuild',
  'ecs:RunTask',
  'ecs:ExecuteCommand',
  'sts:AssumeRole',
  'iam:PassRole',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateAssumeRolePolicy',
  'eks:CreateAccessEntry',
  'eks:UpdateAccessEntry',
  'eks:AssociateAccessPolicy',
  'eks:CreatePodIdentityAssociation',
  'eks:UpdatePodIdentityAssociation',
  'eks:AssociateIdentityProviderConfig',
  'eks:UpdateClusterConfig',
  'eks:AccessKubernetesApi',
  'organizations:AttachPolicy',
  'organizations:DetachPolicy',
];
