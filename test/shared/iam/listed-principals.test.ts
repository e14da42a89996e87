import { expect, test } from 'vitest';
import { listedPrincipals } from '../../../shared/iam/listed-principals.ts';
import { everyone, services } from '../../support/iam.ts';

test.each([
  ['one of its type', services('ec2.amazonaws.com'), ['ec2.amazonaws.com']],
  ['NotPrincipal', { ...services('ec2.amazonaws.com'), negated: true }, ['ec2.amazonaws.com']],
  ['others only', { negated: false, everyone: false, byType: { AWS: ['*'] } }, []],
  ['everybody', everyone, []],
  ['no element', undefined, []],
])('%s', (_, principals, expected) => {
  expect(listedPrincipals(principals, 'Service')).toEqual(expected);
});
