import { describe, expect, it } from 'vitest';
import { absent, present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { awsAuth, roleLine, userLine } from '../../support/aws-auth.ts';
import { ci, cluster } from '../../support/eks.ts';
import { prodRef } from '../../support/estate.ts';
import { listed, type Readings } from '../../support/subjects.ts';

const place = { region: 'eu-west-1', clusterName: 'prod' };
const resource = { type: 'Kubernetes::ConfigMap', id: 'kube-system/aws-auth' };
const touched = [`fact cluster eu-west-1 prod`, `optional k8s-aws-auth eu-west-1/prod`];
const CI = 'arn:aws:iam::012345678901:role/CI';
const alice = 'arn:aws:iam::012345678901:user/alice';
const first = roleLine(ci);
const last = roleLine(CI, { groups: ['dev'] }, 1);
const sameUser = roleLine(alice, {}, 2);
const { awsAuth: some } = awsAuth({ roles: [first, last, sameUser], users: [userLine(alice)] });

describe('aws-auth', () => {
  it('is judged in a cluster that honours it', () => {
    expect(listed('awsAuth', estate('CONFIG_MAP'))).toEqual({
      candidates: [
        {
          subjectId: 'ConfigMap kube-system/aws-auth',
          place,
          resource,
          touched,
          subject: { cluster: prodRef, awsAuth: some },
        },
      ],
      gaps: [],
      touched: ['members clusters eu-west-1', ...touched],
    });
  });

  it('is no subject where the mode is API', () => {
    expect(listed('awsAuth', estate('API')).candidates).toEqual([]);
    expect(listed('awsAuthMapping', estate('API')).candidates).toEqual([]);
  });

  it('is no subject where there is none, or nobody looked', () => {
    const without = estate('API_AND_CONFIG_MAP').slice(0, 2);
    const gone: Readings = [...without, [factKeys.awsAuth(prodRef), absent(1)]];
    for (const facts of [without, gone]) {
      const { candidates, gaps } = listed('awsAuth', facts);
      expect({ candidates, gaps }).toEqual({ candidates: [], gaps: [] });
    }
  });

  it('leaves a gap where it could not be read', () => {
    const key = factKeys.awsAuth(prodRef);
    const facts: Readings = [...estate('CONFIG_MAP').slice(0, 2), [key, unread('forbidden', 1)]];
    expect(listed('awsAuthMapping', facts).gaps).toEqual([
      { kind: 'awsAuthMapping', ...place, key, reason: 'forbidden' },
    ]);
  });

  it('is a subject of which nothing can be said where the mode is not known', () => {
    const [clusters, , read] = estate('API');
    const unknown: Readings = [clusters, read].filter((fact) => fact !== undefined);
    const subjects = listed('awsAuthMapping', unknown).candidates.map(({ subject }) => subject);
    const why = 'UnreadFact: cluster eu-west-1 prod: not read yet';
    expect(subjects).toEqual([why, why]);
  });
});

describe('mappings of aws-auth', () => {
  it('are those that count, by their ARNs as they are written', () => {
    expect(listed('awsAuthMapping', estate('API_AND_CONFIG_MAP')).candidates).toEqual([
      {
        subjectId: alice,
        place,
        resource,
        touched,
        subject: { cluster: prodRef, kind: 'role', mapping: sameUser },
      },
      {
        subjectId: CI,
        place,
        resource,
        touched,
        subject: { cluster: prodRef, kind: 'role', mapping: last },
      },
    ]);
  });
});

function estate(authenticationMode: string): Readings {
  return [
    [factKeys.clusters('eu-west-1'), present(['prod'], 1)],
    [factKeys.cluster(prodRef), present(cluster({ ...prodRef, authenticationMode }), 1)],
    [factKeys.awsAuth(prodRef), present(some, 1)],
  ];
}
