import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/model/json.ts';
import { findingLines } from '../../../shared/wire/finding-lines.ts';
import type { LocatedFinding } from '../../../shared/wire/finding-place.ts';

const entries = 'eu-west-1/eks/prod/access-entries.json';
const details = 'iam/account-authorization-details.json';

function lineOf(
  path: string,
  json: Json,
  item: string | undefined,
  over: Partial<LocatedFinding>,
  indent = 1,
): string | undefined {
  const text = JSON.stringify(json, null, indent);
  const finding = {
    ...{ id: 'f', region: 'eu-west-1', subject: '', evidence: {} },
    resource: { type: 'AWS::EKS::AccessEntry', id: item ?? 'prod' },
    ...over,
  };
  const place = item === undefined ? { path } : { path, item };
  const line = findingLines(path, text, [{ finding, place }]).get('f');
  return line === undefined ? undefined : text.split('\n')[line - 1]?.trim();
}

const ci = 'arn:aws:iam::111122223333:role/ci';
const accessEntries = [
  { accessEntry: { clusterName: 'prod', principalArn: 'arn:aws:iam::111122223333:role/other' } },
  {
    accessEntry: { clusterName: 'prod', principalArn: ci, username: 'ci:{{SessionName}}' },
    associatedAccessPolicies: [{ policyArn: 'arn:aws:eks::aws:cluster-access-policy/View' }],
  },
];

describe('the line of a finding', () => {
  it('is where the element names its subject', () => {
    const line = lineOf(entries, accessEntries, ci, { evidence: { principalArn: ci } });
    expect(line).toBe(`"principalArn": "${ci}",`);
  });

  it('is where a member of the evidence stands, if one does', () => {
    const evidence = { principalArn: ci, username: 'ci:{{SessionName}}' };
    const line = lineOf(entries, accessEntries, ci, { evidence });
    expect(line).toBe('"username": "ci:{{SessionName}}"');
  });

  it('is the first of a file that does not have the element, and of one without line breaks', () => {
    expect(lineOf(entries, accessEntries, `${ci}2`, {})).toBe('[');
    expect(lineOf(entries, [], ci, {})).toBe('[]');
    expect(lineOf(entries, accessEntries, ci, {}, 0)).toBe(JSON.stringify(accessEntries));
  });

  const role = {
    RoleName: 'ci',
    Arn: ci,
    AssumeRolePolicyDocument: { Statement: [{ Sid: 'Pods', Effect: 'Allow' }] },
    RolePolicyList: [{ PolicyName: 'deploy', PolicyDocument: {} }],
    AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  };
  const iam = {
    UserDetailList: [{ Arn: 'arn:aws:iam::111122223333:user/x' }],
    RoleDetailList: [role],
  };
  const ofRole = { resource: { type: 'AWS::IAM::Role', id: ci }, subject: ci };
  function ofPolicy(policy: string) {
    return { ...ofRole, evidence: { statements: [{ policy, statement: { Effect: 'Allow' } }] } };
  }

  it('is the statement of a trust policy that its subject names by Sid', () => {
    const line = lineOf(details, iam, ci, { ...ofRole, subject: `${ci}#Pods` });
    expect(line).toBe('"Sid": "Pods",');
  });

  it('is the statement that its evidence names by Sid', () => {
    const evidence = { statements: [{ policy: 'trust policy', statement: { Sid: 'Pods' } }] };
    expect(lineOf(details, iam, ci, { ...ofRole, evidence })).toBe('"Sid": "Pods",');
  });

  it.each([
    ['trust policy', '"AssumeRolePolicyDocument": {'],
    ['inline deploy', '"PolicyName": "deploy",'],
    [
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
      '"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"',
    ],
    ['inline gone', '"RoleName": "ci",'],
  ])('is of a statement of %s the line %s', (policy, line) => {
    expect(lineOf(details, iam, ci, ofPolicy(policy))).toBe(line);
  });

  it('is the name of a Kubernetes object, not its kind or namespace', () => {
    const path = 'eu-west-1/eks/prod/kubernetes/gitrepositories.source.toolkit.fluxcd.io.json';
    const object = (namespace: string) => ({
      kind: 'GitRepository',
      metadata: { namespace, name: 'site', labels: {} },
      spec: { insecure: true },
    });
    const list = { kind: 'List', items: [{}, object('a'), object('web')] };
    const resource = { type: 'Kubernetes::GitRepository', id: 'web/site' };
    const named = { kind: 'GitRepository', name: 'site', namespace: 'web' };
    expect(lineOf(path, list, 'web/site', { resource, evidence: named })).toBe('"name": "site",');
    const evidence = { ...named, insecure: true };
    expect(lineOf(path, list, 'web/site', { resource, evidence })).toBe('"insecure": true');
  });

  it('is not a label or a namespace that has the same text as the name', () => {
    const path = 'eu-west-1/eks/prod/kubernetes/deployments.apps.json';
    const labels = { 'app.kubernetes.io/component': 'web' };
    const list = { items: [{ metadata: { labels, namespace: 'web', name: 'web' } }] };
    const resource = { type: 'Kubernetes::Deployment', id: 'web/web' };
    expect(lineOf(path, list, 'web/web', { resource })).toBe('"name": "web"');
  });

  it('finds an object that is in no namespace', () => {
    const path = 'eu-west-1/eks/prod/kubernetes/clusterroles.rbac.authorization.k8s.io.json';
    const list = { items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] };
    expect(lineOf(path, list, 'b', {})).toBe('"name": "b"');
  });

  it('is where an element begins that says nothing of its name in its own text', () => {
    const path = 'eu-west-1/eks/prod/kubernetes/clusterroles.rbac.authorization.k8s.io.json';
    const text = '{\n"items": [\n{"metadata": {"name": "\\u0062"}}]}';
    const finding = {
      ...{ id: 'f', region: 'eu-west-1', subject: '', evidence: {} },
      resource: { type: 'Kubernetes::ClusterRole', id: 'b' },
    };
    expect(findingLines(path, text, [{ finding, place: { path, item: 'b' } }])).toEqual(
      new Map([['f', 3]]),
    );
  });

  it('is its own for each of several findings of a file, whatever their order', () => {
    const text = JSON.stringify(accessEntries, null, 1);
    const about = (id: string, item: string) => ({
      finding: {
        ...{ id, region: 'eu-west-1', subject: item, evidence: {} },
        resource: { type: 'AWS::EKS::AccessEntry', id: item },
      },
      place: { path: entries, item },
    });
    const other = 'arn:aws:iam::111122223333:role/other';
    const placed = [
      about('second', ci),
      about('first', other),
      about('again', ci),
      about('gone', 'x'),
    ];
    expect(Object.fromEntries(findingLines(entries, text, placed))).toEqual({
      ...{ gone: 1, first: 5, second: 11, again: 11 },
    });
  });

  it('is of a document that is about one thing where the evidence stands', () => {
    const cluster = { cluster: { name: 'prod', version: '1.33' } };
    const line = lineOf('eu-west-1/eks/prod/cluster.json', cluster, undefined, {
      evidence: { version: '1.33' },
    });
    expect(line).toBe('"version": "1.33"');
  });
});
