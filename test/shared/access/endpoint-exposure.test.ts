import { expect, test } from 'vitest';
import { exposureOf } from '../../../shared/access/endpoint-exposure.ts';

const wholeIpv6 = { severity: 'HIGH', reach: 'the whole IPv6 internet' };
const halfIpv6 = { severity: 'HIGH', reach: 'at least half of all IPv6 addresses' };
const wideIpv6 = { severity: 'MEDIUM', reach: 'a range of IPv6 addresses wider than a /32' };
const wholeIpv4 = { severity: 'HIGH', reach: 'the whole IPv4 internet' };
const halfIpv4 = { severity: 'HIGH', reach: 'at least half of all IPv4 addresses' };
const wideIpv4 = { severity: 'MEDIUM', reach: 'a range of IPv4 addresses wider than a /16' };

test.each([
  [['2000::/3'], wholeIpv6],
  [['2000::/4', '3000::/4'], wholeIpv6],
  [['::/1'], wholeIpv6],
  [['8000::/1'], halfIpv6],
  [['2000::/4'], wideIpv6],
  [['3000::/4'], wideIpv6],
  [['4000::/3'], wideIpv6],
  [['2001:db8::/32'], undefined],
  [['2001:db8::/32', '2001:db9::/32'], wideIpv6],
  [['0.0.0.0/0', '::/0'], wholeIpv4],
  [['10.0.0.0/8', '8000::/1'], halfIpv6],
  [['0.0.0.0/2', '128.0.0.0/2'], halfIpv4],
  [['0.0.0.0/2', '128.0.0.0/3'], wideIpv4],
  [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2'], wholeIpv4],
  [['0.0.0.0/1', '128.0.0.0/2'], halfIpv4],
  [['10.0.0.0/17', '10.0.128.0/17'], undefined],
  [['10.0.0.0/17', '10.0.128.0/17', '10.1.0.0/32'], wideIpv4],
  [['10.0.0.0/16', '2001:db8::/31'], wideIpv6],
  [[], wholeIpv4],
])('%j', (cidrs, worst) => {
  expect(exposureOf(cidrs)).toEqual({ ...(worst && { worst }), malformed: [] });
});

test('what is malformed is named, and the rest is judged', () => {
  expect(exposureOf(['x', '10.0.0.0/8', 'y'])).toEqual({ worst: wideIpv4, malformed: ['x', 'y'] });
  expect(exposureOf(['x'])).toEqual({ malformed: ['x'] });
});
