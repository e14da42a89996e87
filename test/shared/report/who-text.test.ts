import { describe, expect, it, test } from 'vitest';
import type { Telling } from '../../../shared/model/alert.ts';
import { transitionTypes } from '../../../shared/model/finding.ts';
import { stillOpen } from '../../../shared/report/telling.ts';
import { actorTexts, whoText, whoTexts } from '../../../shared/report/who-text.ts';
import { finding, takenAt, terraform, zoe } from './sample.ts';

const unknown = 'actor not yet known; a further message follows when it is known';

describe('actorTexts', () => {
  it('tells all that CloudTrail says', () => {
    expect(actorTexts(zoe)).toEqual([
      'role/AWSReservedSSO_Admin_0123456789abcdef (session zoe@example.com), IAM Identity Center user zoe@example.com',
      'arn:aws:sts::011122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/zoe@example.com',
      'DisassociateAccessPolicy at 2026-11-22 09:04:11 UTC',
      'via CloudFormation, called by cloudformation.amazonaws.com on behalf of it, with MFA',
      'from cloudformation.amazonaws.com with cloudformation.amazonaws.com',
      'event 1a2b3c4d-1111-2222-3333-444455556666 in eu-west-1',
    ]);
  });

  it('tells in which audit log an event is', () => {
    expect(actorTexts({ ...terraform, clusterName: 'payments-prod' }).at(-1)).toMatch(
      /^event \S+ in the audit log of payments-prod in eu-west-1$/,
    );
  });

  test.each([
    [{ via: 'console' }, ['via console']],
    [{ mfa: false }, ['without MFA']],
    [{ invokedBy: 'x' }, ['called by x on behalf of it']],
    [{}, []],
  ])('leaves out what CloudTrail does not say: %j', (more, expected) => {
    expect(actorTexts({ ...terraform, ...more }).slice(3, -2)).toEqual(expected);
  });
});

test('whoText is one line', () => {
  expect(whoText({ ...terraform, identityCenterUser: 'zoe' })).toBe(
    'role/terraform (session deploy-42), IAM Identity Center user zoe, AssociateAccessPolicy from 203.0.113.7, 2026-11-22 08:59:59 UTC',
  );
});

describe('whoTexts', () => {
  const told = (changes: Partial<Telling>): Telling => ({
    ...stillOpen(finding()),
    cause: 'change',
    at: takenAt,
    ...changes,
  });

  it('tells the actor', () => {
    expect(whoTexts(told({ actor: terraform }))).toEqual(actorTexts(terraform));
  });

  it('seeks whoever moved the estate, and nobody else', () => {
    const sought = transitionTypes.filter((type) => whoTexts(told({ type })).length > 0);
    expect(sought).toEqual(['OPENED', 'CHANGED', 'REOPENED', 'RESOLVED']);
    expect(whoTexts(told({ type: 'OPENED' }))).toEqual([unknown]);
    expect(whoTexts(told({ type: 'OPENED', cause: 'config' }))).toEqual([]);
  });

  it('tells who did part of it', () => {
    const awaiting = { claims: [], since: 0, until: takenAt };
    const of = finding({ awaiting: { ...awaiting, actor: terraform } });
    const opened = told({ type: 'OPENED', finding: of });
    expect(whoTexts(opened)).toEqual([
      unknown,
      'part of it was done by role/terraform (session deploy-42), AssociateAccessPolicy from 203.0.113.7, 2026-11-22 08:59:59 UTC',
    ]);
    expect(whoTexts({ ...opened, at: takenAt - 1 })).toEqual([unknown]);
    expect(whoTexts({ ...opened, finding: finding({ awaiting }) })).toEqual([unknown]);
  });
});
