import { describe, expect, test } from 'vitest';
import { absent, present, unread } from '../../../../shared/model/fact.ts';
import { factKeys } from '../../../../shared/model/fact-key.ts';
import type { Json } from '../../../../shared/model/json.ts';
import type { KubernetesType } from '../../../../shared/model/kubernetes-types.ts';
import type { Answer, Outcome } from '../../../../shared/model/reading.ts';
import { factsOf } from '../../../../shared/wire/facts-of.ts';
import { factsOfAws } from '../../../../shared/wire/facts-of-aws.ts';
import { filesOfAnswers } from '../../../../shared/wire/files-of-answers.ts';
import { snapshotPaths } from '../../../../shared/wire/snapshot-path.ts';
import { account, prod } from '../../../support/raw-answers.ts';
import { rawList, rawObjects } from '../../../support/raw-objects.ts';

const awsAuth = factKeys.awsAuth(prod);
const namespaces = factKeys.namespaces(prod);
const gone: Outcome = { kind: 'absent' };
const forbidden: Outcome = { kind: 'unread', reason: 'forbidden' };

function answer(type: KubernetesType, outcome: Outcome): Answer {
  return { path: snapshotPaths[type](prod), readAt: 7, outcome };
}

function document(json: Json): Outcome {
  return { kind: 'document', json };
}

describe('of what is inside a cluster', () => {
  test.each([
    [
      'a list is all objects of a type',
      answer('namespaces', document(rawList(rawObjects.namespaces))),
      [namespaces, present([{ name: 'shop', labels: { team: 'shop' } }], 7)],
    ],
    ['no such type is no objects', answer('namespaces', gone), [namespaces, present([], 7)]],
    ['no list is unread', answer('namespaces', forbidden), [namespaces, unread('forbidden', 7)]],
    [
      'items are no list of objects',
      answer('namespaces', { kind: 'items', items: ['shop'] }),
      [namespaces, unread('expected a document', 7)],
    ],
    [
      'no ConfigMap is no aws-auth',
      answer('configmaps', document(rawList())),
      [awsAuth, absent(7)],
    ],
    ['a ConfigMap that is not found is none', answer('configmaps', gone), [awsAuth, absent(7)]],
    [
      'another source is a fact of its own',
      answer('buckets', document(rawList())),
      [factKeys.fluxSources(prod, 'buckets'), present([], 7)],
    ],
  ])('%s', (_, given, fact) => {
    expect(factsOf(given, account)).toEqual([fact]);
  });

  test('AWS tells nothing', () => {
    expect(factsOfAws(answer('namespaces', document(rawList())), account)).toEqual([]);
  });

  test('a snapshot keeps Lists as they are, and notes what was not there or not read', () => {
    const list = rawList(rawObjects.configmaps, { metadata: { namespace: 'x', name: 'other' } });
    const answers = [
      answer('configmaps', document(list)),
      answer('pods', forbidden),
      answer('nodeclasses', gone),
    ];
    expect(filesOfAnswers(answers, account)).toEqual([
      { path: 'eu-west-1/eks/prod/kubernetes/configmaps.json', json: list },
      {
        path: 'unread.json',
        json: [
          {
            path: 'eu-west-1/eks/prod/kubernetes/nodeclasses.eks.amazonaws.com.json',
            absent: true,
          },
          { path: 'eu-west-1/eks/prod/kubernetes/pods.json', reason: 'forbidden' },
        ],
      },
    ]);
  });
});
