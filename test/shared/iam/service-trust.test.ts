import { describe, expect, test } from 'vitest';
import { letsInService } from '../../../shared/iam/service-trust.ts';
import { condition, everyone, services, statement } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const roleArn = 'arn:aws:iam::012345678901:role/node';
const byEc2 = trusting({ Service: ['ec2.amazonaws.com'] });

describe('letsInService', () => {
  test('by name, in any partition', () => {
    expect(letsInService(document(byEc2), roleArn, ['ec2'])).toBe(true);
    const inChina = trusting({ Service: ['ec2.amazonaws.com.cn'] });
    expect(letsInService(document(inChina), roleArn, ['ec2'])).toBe(true);
  });

  test('one of several is enough', () => {
    const byAnywhere = trusting({ Service: ['rolesanywhere.amazonaws.com'] });
    expect(letsInService(document(byAnywhere), roleArn, ['ssm', 'rolesanywhere'])).toBe(true);
  });

  test('as one of everybody', () => {
    const byAll = { ...byEc2, principals: everyone };
    expect(letsInService(document(byAll), roleArn, ['ec2'])).toBe(true);
  });

  test('by a condition that nobody can decide', () => {
    const once = condition('StringEquals', 'aws:SourceAccount', '012345678901');
    expect(letsInService(document({ ...byEc2, conditions: [once] }), roleArn, ['ec2'])).toBe(true);
  });

  test('not where it trusts another service', () => {
    expect(letsInService(document(byEc2), roleArn, ['ssm'])).toBe(false);
    const scaling = trusting({ Service: ['ec2.application-autoscaling.amazonaws.com'] });
    expect(letsInService(document(scaling), roleArn, ['ec2'])).toBe(false);
  });

  test('not where it trusts everybody but the service', () => {
    const byOthers = { ...byEc2, principals: { ...services('ec2.amazonaws.com'), negated: true } };
    expect(letsInService(document(byOthers), roleArn, ['ec2'])).toBe(false);
    expect(letsInService(document(byOthers), roleArn, ['ssm'])).toBe(true);
  });

  test('not for another action', () => {
    const tagging = trusting({ Service: ['ec2.amazonaws.com'] }, ['sts:TagSession']);
    expect(letsInService(document(tagging), roleArn, ['ec2'])).toBe(false);
  });

  test('not against a Deny', () => {
    const denied = statement({
      effect: 'Deny',
      principals: services('ec2.amazonaws.com'),
      actions: { negated: false, values: ['sts:*'] },
    });
    expect(letsInService(document(byEc2, denied), roleArn, ['ec2'])).toBe(false);
  });
});
