import { describe, expect, test } from 'vitest';
import { holderOf } from '../../../shared/access/holder.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { factsFrom, gone, known } from '../../support/facts.ts';
import { role } from '../../support/iam.ts';
import { allow, roleFacts } from '../../support/policies.ts';

const arn = 'arn:aws:iam::012345678901:role/api';
const policies = roleFacts(arn, { inline: { Work: [allow(['s3:Get*'], ['一'])] } });
const ownRequest = {
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ViaAWSService': 'false',
  'aws:CalledVia': [],
  'aws:CalledViaFirst': [],
  'aws:CalledViaLast': [],
  'aws:SecureTransport': 'true',
};

describe('holderOf', () => {
  test('knows how a role asks, in the watched Regions', () => {
    const holder = holderOf(factsFrom({ facts: policies }).facts, arn);
    expect(holder?.keys).toEqual(ownRequest);
    expect(holder?.regions).toEqual(['eu-west-1']);
    expect(holder?.account).toEqual({ accountId: '012345678901', partition: 'aws' });
  });

  test('knows its tags, but for those that EKS sets on each session', () => {
    const tags = { Team: 'payments', 'Kubernetes-Namespace': 'payments' };
    const tagged = known(factKeys.role(arn), { ...role(arn), tags });
    const holder = holderOf(factsFrom({ facts: [...policies, tagged] }).facts, arn);
    expect(holder?.keys).toEqual({ ...ownRequest, 'aws:PrincipalTag/Team': 'payments' });
  });

  test('knows no tags where the role itself was not read', () => {
    const facts = policies.filter(([key]) => key !== factKeys.role(arn));
    expect(holderOf(factsFrom({ facts }).facts, arn)?.keys).toEqual(ownRequest);
  });

  test('knows no tags of a role that is gone while its policies are not', () => {
    const facts = [...policies, gone(factKeys.role(arn))];
    expect(holderOf(factsFrom({ facts }).facts, arn)?.keys).toEqual(ownRequest);
  });

  test('has a text that its policies do not spell', () => {
    expect(holderOf(factsFrom({ facts: policies }).facts, arn)?.stranger()).toBe('丁'.repeat(8));
  });

  test('is nobody where the role does not exist', () => {
    const { facts } = factsFrom({ facts: [gone(factKeys.rolePolicies(arn))] });
    expect(holderOf(facts, arn)).toBeUndefined();
  });
});
