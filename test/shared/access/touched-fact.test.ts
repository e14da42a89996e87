import { expect, test } from 'vitest';
import { touchedFact } from '../../../shared/access/touched-fact.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { absent, present } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';

const account = { accountId: '012345678901', partition: 'aws' };
const ci = factKeys.user('arn:aws:iam::012345678901:user/ci');
const other = factKeys.user('arn:aws:iam::012345678901:user/other');
const value = { arn: 'arn:aws:iam::012345678901:user/ci', tags: {} };

test('a fact is told on both sides, with the paths that differ of it alone, sorted and once', () => {
  const touched = touchedFact(
    {
      previous: createEstate(account, new Map([[ci, absent(1)]])),
      estate: createEstate(account, new Map([[ci, present(value, 2)]])),
      changes: [
        { key: ci, path: 'tags b', value: '1' },
        { key: other, path: 'tags c', value: '1' },
        { key: ci, path: 'tags a', value: '1' },
        { key: ci, path: 'tags b' },
      ],
    },
    ci,
  );
  expect(touched).toEqual({
    key: ci,
    account,
    was: absent(1),
    is: present(value, 2),
    paths: ['tags a', 'tags b'],
  });
});
