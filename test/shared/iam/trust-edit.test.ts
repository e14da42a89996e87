import { describe, expect, test } from 'vitest';
import { editedTrust, otherPrincipals, trustWithout } from '../../../shared/iam/trust-edit.ts';
import { condition, everyone } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const ci = 'arn:aws:iam::012345678901:role/ci';
const people = 'arn:aws:iam::012345678901:role/people';
const root = 'arn:aws:iam::012345678901:root';

describe('editedTrust', () => {
  test('changes the statements in question and leaves the others where they are', () => {
    const [first, second] = [trusting({ AWS: [ci] }), trusting({ AWS: [people] })];
    const edited = editedTrust(document(first, second), [first], (statement) => [
      { ...statement, sid: 'A' },
      { ...statement, sid: 'B' },
    ]);
    expect(edited).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Principal: { AWS: ci }, Action: 'sts:AssumeRole' },
        { Sid: 'B', Effect: 'Allow', Principal: { AWS: ci }, Action: 'sts:AssumeRole' },
        { Effect: 'Allow', Principal: { AWS: people }, Action: 'sts:AssumeRole' },
      ],
    });
  });

  test('keeps the version, and gives one to a document without', () => {
    const keep = { version: '2008-10-17', statements: [] };
    expect(editedTrust(keep, [], () => [])).toEqual({ Version: '2008-10-17', Statement: [] });
    expect(editedTrust({ statements: [] }, [], () => [])).toEqual({
      Version: '2012-10-17',
      Statement: [],
    });
  });
});

describe('otherPrincipals', () => {
  test('leaves out values of one type', () => {
    const { principals } = trusting({ AWS: [ci, people], Service: [ci] });
    expect(otherPrincipals(principals, 'AWS', [ci])).toEqual({
      negated: false,
      everyone: false,
      byType: { AWS: [people], Service: [ci] },
    });
  });

  test('leaves out a type of which nothing is left', () => {
    const { principals } = trusting({ AWS: [ci], Service: ['ec2.amazonaws.com'] });
    expect(otherPrincipals(principals, 'AWS', [ci])?.byType).toEqual({
      Service: ['ec2.amazonaws.com'],
    });
  });

  test('is undefined where nobody is left', () => {
    expect(otherPrincipals(trusting({ AWS: [ci] }).principals, 'AWS', [ci])).toBeUndefined();
  });

  test('is undefined for everybody, for all but some, and for nobody', () => {
    const negated = { ...everyone, everyone: false, negated: true, byType: { AWS: [people] } };
    expect(otherPrincipals({ ...everyone, byType: { AWS: [people] } }, 'AWS', [])).toBeUndefined();
    expect(otherPrincipals(negated, 'AWS', [])).toBeUndefined();
    expect(otherPrincipals(undefined, 'AWS', [])).toBeUndefined();
  });
});

describe('trustWithout', () => {
  test('takes a principal from its statement', () => {
    const statement = trusting({ AWS: [ci, people] });
    expect(trustWithout(document(statement), [statement], ci)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: people }, Action: 'sts:AssumeRole' }],
    });
  });

  test('puts a placeholder where nobody is left', () => {
    const statement = trusting({ AWS: [ci] });
    expect(trustWithout(document(statement), [statement], ci)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' },
      ],
    });
  });

  test('takes it from conditions on aws:PrincipalArn and leaves other conditions alone', () => {
    const statement = trusting(
      { AWS: [root] },
      ['sts:AssumeRole'],
      condition('ArnEquals', 'aws:principalarn', ci, people),
      condition('ArnLike', 'aws:PrincipalArn', ci),
      condition('StringEquals', 'sts:ExternalId', ci),
    );
    expect(trustWithout(document(statement), [statement], ci)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: root },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnEquals: { 'aws:principalarn': people },
            ArnLike: { 'aws:PrincipalArn': 'PRINCIPAL_ARN' },
            StringEquals: { 'sts:ExternalId': ci },
          },
        },
      ],
    });
  });
});
