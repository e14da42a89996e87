import { describe, expect, test } from 'vitest';
import { keyDangers, secretDangers } from '../../../shared/access/boundless-reads.ts';
import { assumeRoleDangers, passRoleDangers } from '../../../shared/access/boundless-roles.ts';
import type { Danger } from '../../../shared/access/danger.ts';
import { dangerRemedy } from '../../../shared/access/danger-remedy.ts';
import { type Holder, holderOf } from '../../../shared/access/holder.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';
import { factsFrom } from '../../support/facts.ts';
import { role } from '../../support/iam.ts';
import { allow, type RoleSketch, roleFacts } from '../../support/policies.ts';

const arn = 'arn:aws:iam::012345678901:role/api';
const report = `aws iam generate-service-last-accessed-details --arn ${arn} --granularity ACTION_LEVEL`;

describe('dangerRemedy', () => {
  test.each<[string, (holder: Holder) => readonly Danger[], Statement]>([
    ['secrets', secretDangers, allow(['secretsmanager:Get*'])],
    ['parameters', secretDangers, allow(['ssm:GetParameter*', 'sqs:SendMessage'])],
    ['keys', keyDangers, allow(['kms:*'])],
    ['any role', assumeRoleDangers, allow(['sts:Assume*'])],
    [
      'a role of any account',
      assumeRoleDangers,
      allow(['sts:AssumeRole'], ['arn:aws:iam::*:role/a']),
    ],
    ['passing', passRoleDangers, allow(['iam:*Role'])],
  ])('leaves nothing of the danger: %s', (_, find, statement) => {
    const inline = { Work: [statement] };
    const [danger, ...others] = dangersIn(find, { inline });
    expect(others).toEqual([]);
    const written = documentIn(danger === undefined ? '' : remedy({ inline }, danger));
    expect(written).not.toEqual([statement]);
    expect(dangersIn(find, { inline: { Work: written } })).toEqual([]);
  });

  test('begins with a report where one of two policies cannot be narrowed', () => {
    const inline = { Work: [allow(['secretsmanager:GetSecretValue'])], Rest: [allow(['*'])] };
    const [danger] = dangersIn(secretDangers, { inline });
    expect(danger && remedy({ inline }, danger)).toBe(report);
  });

  test('leaves alone the policies that have no part in it', () => {
    const inline = {
      Work: [allow(['secretsmanager:GetSecretValue'])],
      Other: [allow(['sqs:*'])],
    };
    const attached = { 'arn:aws:iam::aws:policy/Other': [allow(['sqs:*'])] };
    const [danger] = dangersIn(secretDangers, { inline, attached });
    expect(danger && remedy({ inline, attached }, danger)).toMatch(
      /^aws iam put-role-policy --role-name api --policy-name Work [^&]*$/,
    );
  });
});

function dangersIn(find: (holder: Holder) => readonly Danger[], sketch: RoleSketch) {
  const holder = holderOf(factsFrom({ facts: roleFacts(arn, sketch) }).facts, arn);
  return holder === undefined ? [] : find(holder);
}

/** On the very statements of the sketch, which a danger refers to. */
function remedy(sketch: RoleSketch, danger: Danger): string {
  return dangerRemedy(factsFrom({ facts: roleFacts(arn, sketch) }).facts, role(arn), danger);
}

function documentIn(command: string): readonly Statement[] {
  const document = parsePolicyDocument(/'(.*)'$/.exec(command)?.[1], 'identity');
  return 'ok' in document ? document.ok.statements : [];
}
