import { expect, test } from 'vitest';
import { readerName, readerOf } from '../../../shared/model/kubernetes-reader-of.ts';

const network = { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] };
const settings = {
  read: true,
  readers: [
    { ...network, clusters: ['eu-west-1/payments', 'eu-west-1/ledger'] },
    { ...network, clusters: ['eu-north-1/payments', 'eu-west-1/ledger'] },
  ],
  accessEntries: [],
};

test.each([
  ['the first that names it', 'eu-west-1', 'ledger', 0],
  ['the one of its Region', 'eu-north-1', 'payments', 1],
  ['the public one if none names it', 'eu-north-1', 'ledger', 'public'],
] as const)('a cluster is read by %s', (_, region, name, reader) => {
  expect(readerOf(settings, { region, name })).toBe(reader);
});

test('readers of private endpoints are numbered from one', () => {
  expect(readerName('kubernetes-reader', 'public')).toBe('kubernetes-reader');
  expect(readerName('kubernetes-reader', 0)).toBe('kubernetes-reader-1');
});
