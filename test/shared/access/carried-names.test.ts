import { expect, it } from 'vitest';
import { carriedUsername } from '../../../shared/access/carried-names.ts';

it('the account of what is no principal of IAM stays a template, which is not carried', () => {
  expect(carriedUsername('odd', '{{AccountID}}')).toEqual({
    lost: 'username {{AccountID}} is not carried, EKS calls it odd: entries have no template {{AccountID}}',
  });
});
