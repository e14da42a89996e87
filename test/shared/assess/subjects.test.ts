import { describe, expect, it } from 'vitest';
import { waiverSubject } from '../../../shared/assess/waivers.ts';
import type { Waiver } from '../../../shared/model/config.ts';
import { present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { PolicyDocument, Statement } from '../../../shared/model/policy-document.ts';
import { apiCluster, prodRef, roleArn, sketchFacts } from '../../support/estate.ts';
import { listed, type Readings } from '../../support/subjects.ts';

const ci = roleArn('ci');
const role = { arn: ci, name: 'ci', roleId: 'AROA1', path: '/', createDate: 0 };
const statement: Statement = {
  effect: 'Allow',
  principals: { negated: false, everyone: false, byType: { Service: ['ec2.amazonaws.com'] } },
  actions: { negated: false, values: ['sts:AssumeRole'] },
  conditions: [],
};

function trusting(...statements: readonly Statement[]): Readings {
  const document: PolicyDocument = { statements };
  return [
    [factKeys.roles(), present([ci], 1)],
    [factKeys.role(ci), present(role, 1)],
    [factKeys.trustPolicy(ci), present(document, 1)],
  ];
}

describe('watched Regions', () => {
  it('are judged for the account, the IAM Region among them', () => {
    const { candidates } = listed('watchedRegion', []);
    expect(candidates).toEqual([
      {
        subjectId: 'eu-west-1',
        place: { region: 'eu-west-1' },
        resource: { type: 'AWS::::Account', id: '012345678901' },
        touched: [],
        subject: { region: 'eu-west-1', watched: true, iamRegion: false },
      },
      {
        subjectId: 'us-east-1',
        place: { region: 'us-east-1' },
        resource: { type: 'AWS::::Account', id: '012345678901' },
        touched: [],
        subject: { region: 'us-east-1', watched: false, iamRegion: true },
      },
    ]);
  });
});

describe('clusters', () => {
  const arn = 'arn:aws:eks:eu-west-1:012345678901:cluster/prod';

  it('are those of the watched Regions, by their ARN', () => {
    expect(listed('cluster', [...sketchFacts({ prod: {} })])).toEqual({
      candidates: [
        {
          subjectId: arn,
          place: { region: 'eu-west-1', clusterName: 'prod' },
          resource: { type: 'AWS::EKS::Cluster', id: arn },
          touched: ['fact cluster eu-west-1 prod'],
          subject: apiCluster(prodRef),
        },
      ],
      gaps: [],
      touched: ['members clusters eu-west-1'],
    });
  });

  it('that could not be described are subjects of which nothing can be said', () => {
    const facts: Readings = [
      [factKeys.clusters('eu-west-1'), present(['prod'], 1)],
      [factKeys.cluster(prodRef), unread('denied', 1)],
    ];
    expect(listed('cluster', facts).candidates).toMatchObject([
      { subjectId: arn, subject: 'UnreadFact: cluster eu-west-1 prod: denied' },
    ]);
  });
});

describe('access entries', () => {
  it('are asked of a cluster whose mode could not be read', () => {
    const facts = new Map(sketchFacts({ prod: { ci: {} } }));
    facts.set(factKeys.cluster(prodRef), unread('denied', 1));
    const { candidates, touched } = listed('accessEntry', [...facts]);
    expect(candidates).toEqual([
      {
        subjectId: ci,
        place: { region: 'eu-west-1', clusterName: 'prod' },
        resource: { type: 'AWS::EKS::AccessEntry', id: ci },
        touched: [`fact access-entry eu-west-1/prod ${ci}`],
        subject: {
          cluster: prodRef,
          entry: { principalArn: ci, type: 'STANDARD', kubernetesGroups: [] },
        },
      },
    ]);
    expect(touched).toEqual([
      'members clusters eu-west-1',
      'fact cluster eu-west-1 prod',
      'members access-entries eu-west-1/prod',
    ]);
  });
});

describe('trust statements', () => {
  const place = { region: 'global' };
  const resource = { type: 'AWS::IAM::Role', id: ci };
  const touched = [`fact role iam ${ci}`, `fact trust-policy iam ${ci}`];

  it('are named by their Sid, or by a hash of what they say', () => {
    const named = { ...statement, sid: 'Nodes' };
    const { candidates } = listed('trustStatement', trusting(named, statement));
    expect(candidates).toEqual([
      { subjectId: `${ci}#Nodes`, place, resource, touched, subject: { role, statement: named } },
      {
        subjectId: `${ci}#6bb7ad2079b6`,
        place,
        resource,
        touched,
        subject: { role, statement },
      },
    ]);
  });

  it('keep their names when the document is put in another order', () => {
    const other: Statement = {
      ...statement,
      actions: { negated: false, values: ['sts:TagSession'] },
    };
    const ids = (...statements: readonly Statement[]) =>
      listed('trustStatement', trusting(...statements))
        .candidates.map(({ subjectId }) => subjectId)
        .sort();
    expect(ids(statement, other)).toEqual(ids(other, statement));
    expect(new Set(ids(statement, other)).size).toBe(2);
  });

  it('whose Sid holds more than letters and digits are named by its hash', () => {
    const [candidate] = listed('trustStatement', trusting({ ...statement, sid: 'a b' })).candidates;
    expect(candidate?.subjectId).toMatch(/#[0-9a-f]{12}$/);
  });

  it('of a policy that is unread are a gap inside the role', () => {
    const facts: Readings = [
      [factKeys.roles(), present([ci], 1)],
      [factKeys.role(ci), present(role, 1)],
      [factKeys.trustPolicy(ci), unread('malformed', 1)],
    ];
    expect(listed('trustStatement', facts)).toEqual({
      candidates: [],
      gaps: [
        {
          kind: 'trustStatement',
          region: 'global',
          resourceId: ci,
          key: factKeys.trustPolicy(ci),
          reason: 'malformed',
        },
      ],
      touched: ['members roles iam', `fact trust-policy iam ${ci}`],
    });
  });

  it('of a list of roles that is unread are those known, and a gap', () => {
    const facts: Readings = [
      ...trusting(statement).slice(1),
      [factKeys.roles(), unread('denied', 2)],
    ];
    const { candidates, gaps } = listed('trustStatement', facts);
    expect(candidates).toHaveLength(1);
    expect(gaps).toEqual([
      { kind: 'trustStatement', region: 'global', key: factKeys.roles(), reason: 'denied' },
    ]);
  });
});

describe('waivers', () => {
  const waiver: Waiver = {
    rule: 'trail-logging',
    subject: 'eu-west-1',
    cluster: 'prod',
    region: 'eu-west-1',
    reason: 'r',
    owner: 'o',
    expires: '2026-12-31',
  };

  it('are told apart by all that they match', () => {
    expect(waiverSubject(waiver)).toBe('trail-logging eu-west-1 prod eu-west-1');
    expect(listed('waiver', [], { waivers: [waiver] }).candidates).toEqual([
      {
        subjectId: 'trail-logging eu-west-1 prod eu-west-1',
        place: { region: 'global' },
        resource: { type: 'Gatewatch::Waiver', id: 'trail-logging eu-west-1 prod eu-west-1' },
        touched: [],
        subject: waiver,
      },
    ]);
  });
});
