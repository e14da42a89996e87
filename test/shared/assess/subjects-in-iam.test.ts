import { describe, expect, it } from 'vitest';
import { present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { roleArn } from '../../support/estate.ts';
import { role, statement } from '../../support/iam.ts';
import { listed, type Readings } from '../../support/subjects.ts';

const everywhere = { region: 'global' };
const ci = roleArn('ci');
const linked = roleArn('aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS');
const namedAlike = roleArn('AWSServiceRoleForAmazonEKS');

describe('roles', () => {
  it('are all but the service-linked, which are known by their path and not by their name', () => {
    const facts: Readings = [
      [factKeys.roles(), present([ci, linked, namedAlike], 1)],
      [factKeys.role(ci), present(role(ci), 1)],
      [factKeys.role(namedAlike), unread('denied', 1)],
    ];
    expect(listed('role', facts)).toEqual({
      candidates: [
        {
          subjectId: namedAlike,
          place: everywhere,
          resource: { type: 'AWS::IAM::Role', id: namedAlike },
          touched: [`fact role iam ${namedAlike}`],
          subject: `UnreadFact: role iam ${namedAlike}: denied`,
        },
        {
          subjectId: ci,
          place: everywhere,
          resource: { type: 'AWS::IAM::Role', id: ci },
          touched: [`fact role iam ${ci}`],
          subject: role(ci),
        },
      ],
      gaps: [],
      touched: ['members roles iam'],
    });
  });

  it('of an unread list leave a gap', () => {
    expect(listed('role', [[factKeys.roles(), unread('denied', 1)]]).gaps).toEqual([
      { kind: 'role', region: 'global', key: 'roles iam', reason: 'denied' },
    ]);
  });
});

describe('trust statements', () => {
  it('of a document that names none are none, and of a role that is gone neither', () => {
    const facts: Readings = [
      [factKeys.roles(), present([ci], 1)],
      [factKeys.role(ci), present(role(ci), 1)],
    ];
    const empty: Readings = [...facts, [factKeys.trustPolicy(ci), present({ statements: [] }, 1)]];
    expect(listed('trustStatement', empty)).toMatchObject({ candidates: [], gaps: [] });
  });

  it('of an unread role are subjects of which nothing can be said', () => {
    const facts: Readings = [
      [factKeys.roles(), present([ci], 1)],
      [factKeys.role(ci), unread('denied', 1)],
      [factKeys.trustPolicy(ci), present({ statements: [statement({ sid: 'Web' })] }, 1)],
    ];
    expect(listed('trustStatement', facts).candidates).toMatchObject([
      { subjectId: `${ci}#Web`, subject: `UnreadFact: role iam ${ci}: denied` },
    ]);
  });
});

describe('OIDC providers', () => {
  const arn = 'arn:aws:iam::012345678901:oidc-provider/example.com';
  const key = factKeys.oidcProvider(arn);

  it('are those of the account, by their ARN', () => {
    const provider = { arn, issuer: 'example.com', clientIds: [] };
    const facts: Readings = [
      [factKeys.oidcProviders(), present([arn], 1)],
      [key, present(provider, 1)],
    ];
    expect(listed('oidcProvider', facts)).toEqual({
      candidates: [
        {
          subjectId: arn,
          place: everywhere,
          resource: { type: 'AWS::IAM::OIDCProvider', id: arn },
          touched: [`fact ${key}`],
          subject: provider,
        },
      ],
      gaps: [],
      touched: ['members oidc-providers iam'],
    });
  });

  it('of an unread list leave a gap', () => {
    expect(listed('oidcProvider', []).gaps).toEqual([
      { kind: 'oidcProvider', region: 'global', key: 'oidc-providers iam', reason: 'not read yet' },
    ]);
  });
});

describe('grantors', () => {
  const ana = 'arn:aws:iam::012345678901:user/ana';
  const account = {
    subjectId: '012345678901',
    place: everywhere,
    resource: { type: 'AWS::::Account', id: '012345678901' },
    touched: [],
    subject: { kind: 'account' },
  };

  it('are the account, and its roles and users but for the service-linked', () => {
    const facts: Readings = [
      [factKeys.roles(), present([ci, linked], 1)],
      [factKeys.users(), present([ana], 1)],
    ];
    expect(listed('grantor', facts)).toEqual({
      candidates: [
        account,
        {
          subjectId: ci,
          place: everywhere,
          resource: { type: 'AWS::IAM::Role', id: ci },
          touched: [],
          subject: { kind: 'role', arn: ci },
        },
        {
          subjectId: ana,
          place: everywhere,
          resource: { type: 'AWS::IAM::User', id: ana },
          touched: [],
          subject: { kind: 'user', arn: ana },
        },
      ],
      gaps: [],
      touched: ['members roles iam', 'members users iam'],
    });
  });

  it('are the account at least, and a gap for each list that is unread', () => {
    const { candidates, gaps } = listed('grantor', [[factKeys.users(), unread('denied', 1)]]);
    expect(candidates).toEqual([account]);
    expect(gaps).toEqual([
      { kind: 'grantor', region: 'global', key: 'roles iam', reason: 'not read yet' },
      { kind: 'grantor', region: 'global', key: 'users iam', reason: 'denied' },
    ]);
  });
});
