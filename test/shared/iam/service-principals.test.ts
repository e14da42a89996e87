import { describe, expect, test } from 'vitest';
import { namedServices, serviceOf } from '../../../shared/iam/service-principals.ts';
import { everyone, services, statement } from '../../support/iam.ts';

test('the services of Allow statements are named once each, sorted', () => {
  const statements = [
    statement({ principals: services('ssm.amazonaws.com', 'ec2.amazonaws.com') }),
    statement({ principals: services('ec2.amazonaws.com') }),
    statement({ effect: 'Deny', principals: services('lambda.amazonaws.com') }),
    statement({ principals: { ...services('glue.amazonaws.com'), negated: true } }),
    statement({ principals: everyone }),
    statement(),
  ];
  expect(namedServices(statements)).toEqual(['ec2.amazonaws.com', 'ssm.amazonaws.com']);
});

describe('serviceOf', () => {
  test.each([
    ['ec2.amazonaws.com', 'ec2'],
    ['ec2.amazonaws.com.cn', 'ec2'],
    ['ec2.amazonaws.eu', 'ec2'],
    ['ec2.c2s.ic.gov', 'ec2'],
    ['ec2.sc2s.sgov.gov', 'ec2'],
    ['ec2.cloud.adc-e.uk', 'ec2'],
    ['ec2.csp.hci.ic.gov', 'ec2'],
    ['pods.eks.amazonaws.com', 'pods.eks'],
    ['ec2.application-autoscaling.amazonaws.com', 'ec2.application-autoscaling'],
    ['ec2.amazonaws.com.example.org', 'ec2.amazonaws.com.example.org'],
    ['ec2xamazonaws.com', 'ec2xamazonaws.com'],
    ['ec2', 'ec2'],
  ])('%s is %s', (principal, service) => {
    expect(serviceOf(principal)).toBe(service);
  });
});
