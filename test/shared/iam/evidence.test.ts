import { describe, expect, it } from 'vitest';
import type { DecidingStatement } from '../../../shared/iam/decision.ts';
import { conditionText, statementEvidence } from '../../../shared/iam/evidence.ts';
import { actions, condition, statement } from '../../support/iam.ts';

const read: DecidingStatement = {
  policy: 'inline Read',
  statement: 'statement 2',
  source: statement({ actions: actions('s3:GetObject', 's3:ListBucket') }),
};
const write: DecidingStatement = {
  policy: 'Admin',
  statement: 'Write',
  source: statement({ sid: 'Write', actions: actions('s3:PutObject') }),
};

describe('deciding statements as evidence', () => {
  it('are told by policy and content, each once, in an order of their own', () => {
    const again = {
      ...read,
      statement: 'statement 7',
      source: statement({ actions: actions('s3:ListBucket', 's3:GetObject') }),
    };
    const expected = [
      { policy: 'Admin', statement: { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject' } },
      {
        policy: 'inline Read',
        statement: { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'] },
      },
    ];
    expect(statementEvidence([read, write, again])).toEqual(expected);
    expect(statementEvidence([again, write])).toEqual(expected);
  });
});

describe('a condition in words', () => {
  it('names operator, key and values', () => {
    expect(conditionText(condition('StringLike', 'aws:PrincipalTag/team', 'a*', 'b'))).toBe(
      'StringLike aws:PrincipalTag/team a*, b',
    );
  });
});
