import { describe, expect, it } from 'vitest';
import { supposedAwsAuth } from '../../../shared/commit/supposed-aws-auth.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { AwsAuth } from '../../../shared/model/kubernetes.ts';
import { readAwsAuthMappings } from '../../../shared/wire/aws-auth.ts';
import { prodRef, sampleAccount } from '../../support/estate.ts';

const key = factKeys.awsAuth(prodRef);

const ci = '- {rolearn: arn:aws:iam::012345678901:role/ci, groups: [ci]}';
const ada = '- {userarn: arn:aws:iam::012345678901:user/ada, groups: [devs]}';
const bob = '- {userarn: arn:aws:iam::012345678901:user/bob, groups: 7}';

type Data = AwsAuth['data'];

function estate(data: Data) {
  const fact = present({ data, mappings: readAwsAuthMappings(data) }, 1);
  return createEstate(sampleAccount, new Map([[key, fact]]));
}

function supposed(data: Data, ...known: readonly Data[]) {
  const texts = Object.entries(data).map(([name, text]): [string, Json] => [`data ${name}`, text]);
  return supposedAwsAuth(key, new Map([['', true], ...texts]), known.map(estate), 2);
}

describe('aws-auth with texts of two readings', () => {
  it.each<readonly [string, Data]>([
    ['each key from another', { mapRoles: ci, mapUsers: bob, mapAccounts: '["111122223333"]' }],
    ['a key that only one has', { mapRoles: ci }],
    ['a key that nobody reads', { maproles: ci }],
    ['none at all', {}],
  ])('is what it would be read as: %s', (_, data) => {
    const before = { mapRoles: ci, mapUsers: ada, maproles: ci };
    const after = { mapRoles: '[]', mapUsers: bob, mapAccounts: '["111122223333"]' };
    const mappings = readAwsAuthMappings(data);
    expect(supposed(data, before, after)).toEqual(present({ data, mappings }, 2));
  });

  it('is not known with a text that neither has', () => {
    expect(supposed({ mapRoles: ci, mapUsers: ada }, { mapRoles: ci }, { mapUsers: bob })).toEqual(
      unread('mappings: not known', 2),
    );
  });
});
