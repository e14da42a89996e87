import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../../../shared/access/permissions.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { OrganizationPolicy } from '../../../shared/model/iam-facts.ts';
import type { PolicyDocument } from '../../../shared/model/policy-document.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../../../shared/model/principal.ts';
import { denied, factsFrom, gone, type KnownFact, known } from '../../support/facts.ts';
import { actions, statement } from '../../support/iam.ts';

const account = 'arn:aws:iam::012345678901';
const ci = `${account}:role/ci`;
const ana = `${account}:user/ana`;
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const devs = `${account}:group/team/devs`;

function document(action: string): PolicyDocument {
  return { statements: [statement({ actions: actions(action), resources: actions('*') })] };
}

function policies(over: Partial<PrincipalPolicies> = {}): PrincipalPolicies {
  return { inline: [], attached: [], groups: [], ...over };
}

function managed(arn: string, action: string): KnownFact {
  const policy: ManagedPolicy = {
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    document: document(action),
  };
  return known(factKeys.managedPolicy(arn), policy);
}

/** What is known of a principal, and what of it was missing. */
function found(principalArn: string, ...facts: readonly KnownFact[]) {
  const recording = factsFrom({ facts });
  return {
    permissions: permissionsOf(recording.facts, principalArn),
    missing: recording.incomplete(),
  };
}

describe('the permissions of a role', () => {
  it('are its inline and attached policies, by name', () => {
    const inline = [{ name: 'app', document: document('s3:GetObject') }];
    const own = known(factKeys.rolePolicies(ci), policies({ inline, attached: [readOnly] }));
    expect(found(ci, own, managed(readOnly, 's3:List*'))).toEqual({
      permissions: {
        principalArn: ci,
        identity: [
          { name: 'inline app', document: document('s3:GetObject') },
          { arn: readOnly, name: 'ReadOnlyAccess', document: document('s3:List*') },
        ],
      },
      missing: undefined,
    });
  });

  it('are none of a role without policies, and undefined of a role that does not exist', () => {
    const none = known(factKeys.rolePolicies(ci), policies());
    expect(found(ci, none).permissions).toEqual({ principalArn: ci, identity: [] });
    expect(found(ci, gone(factKeys.rolePolicies(ci)))).toEqual({
      permissions: undefined,
      missing: undefined,
    });
  });

  it('end the check where the list of policies is unread', () => {
    expect(() => found(ci, denied(factKeys.rolePolicies(ci)))).toThrow('AccessDenied');
  });

  it('leave out an inline document that was not understood, and say so', () => {
    const inline = [
      { name: 'odd', fault: 'not valid JSON' },
      { name: 'app', document: document('s3:*') },
    ];
    const { permissions, missing } = found(
      ci,
      known(factKeys.rolePolicies(ci), policies({ inline })),
    );
    expect(permissions?.identity.map(({ name }) => name)).toEqual(['inline app']);
    expect(missing).toBe(`inline-policy iam ${ci} odd: not valid JSON`);
  });

  it.each([
    ['could not be read', [denied(factKeys.managedPolicy(readOnly))], 'AccessDenied'],
    ['was never read', [], 'not read yet'],
    ['did not come', [gone(factKeys.managedPolicy(readOnly))], 'its document was not read'],
  ] as const)('go on without an attached policy that %s, and say so', (_, facts, reason) => {
    const inline = [{ name: 'app', document: document('s3:*') }];
    const own = known(factKeys.rolePolicies(ci), policies({ inline, attached: [readOnly] }));
    const { permissions, missing } = found(ci, own, ...facts);
    expect(permissions?.identity.map(({ name }) => name)).toEqual(['inline app']);
    expect(missing).toBe(`managed-policy iam ${readOnly}: ${reason}`);
  });
});

describe('a permissions boundary', () => {
  const bounded = known(factKeys.rolePolicies(ci), policies({ boundary: readOnly }));

  it('bounds, and gives nothing', () => {
    expect(found(ci, bounded, managed(readOnly, 's3:*')).permissions).toEqual({
      principalArn: ci,
      identity: [],
      boundary: { arn: readOnly, name: 'ReadOnlyAccess', document: document('s3:*') },
    });
  });

  it('that could not be read bounds nothing, and leaves the verdict incomplete', () => {
    expect(found(ci, bounded, denied(factKeys.managedPolicy(readOnly)))).toEqual({
      permissions: { principalArn: ci, identity: [] },
      missing: `managed-policy iam ${readOnly}: AccessDenied`,
    });
  });
});

describe('the permissions of a user', () => {
  const own = known(factKeys.userPolicies(ana), policies({ groups: ['devs'] }));
  const inline = [{ name: 'app', document: document('ec2:*') }];
  const groups = known(factKeys.groups(), [`${account}:group/ops`, devs]);
  const ofGroup = known(factKeys.groupPolicies(devs), policies({ inline, attached: [readOnly] }));

  it('are those of the groups too, which are found by name under any path', () => {
    expect(found(ana, own, groups, ofGroup, managed(readOnly, 's3:*'))).toEqual({
      permissions: {
        principalArn: ana,
        identity: [
          { name: 'inline app of group devs', document: document('ec2:*') },
          { arn: readOnly, name: 'ReadOnlyAccess of group devs', document: document('s3:*') },
        ],
      },
      missing: undefined,
    });
  });

  it.each([
    ['is not in the list', [known(factKeys.groups(), [])], 'the group of a user was not found'],
    [
      'is listed and gone',
      [groups, gone(factKeys.groupPolicies(devs))],
      'the group of a user was not found',
    ],
  ] as const)('are incomplete where a group %s', (_, facts, reason) => {
    expect(found(ana, own, ...facts)).toEqual({
      permissions: { principalArn: ana, identity: [] },
      missing: `group iam devs: ${reason}`,
    });
  });

  it('are incomplete where the policies of a group are unread', () => {
    const { permissions, missing } = found(ana, own, groups, denied(factKeys.groupPolicies(devs)));
    expect(permissions?.identity).toEqual([]);
    expect(missing).toBe(`group-policies iam ${devs}: AccessDenied`);
  });

  it('end the check where the list of groups is unread', () => {
    expect(() => found(ana, own, denied(factKeys.groups()))).toThrow('groups iam: AccessDenied');
  });
});

describe("the organization's policies", () => {
  const own = known(factKeys.rolePolicies(ci), policies());
  const scp = (targetPath: string, name: string, over = {}): OrganizationPolicy => ({
    type: 'SERVICE_CONTROL_POLICY',
    targetPath,
    name,
    policy: { document: document(name) },
    ...over,
  });
  const named = (name: string) => ({ name, document: document(name) });
  const withPolicies = (...given: readonly OrganizationPolicy[]) =>
    known(factKeys.organizationPolicies(), given);

  it('are left out where nobody brought them, which is no gap', () => {
    expect(found(ci, own, denied(factKeys.organizationPolicies()))).toEqual({
      permissions: { principalArn: ci, identity: [] },
      missing: undefined,
    });
  });

  it('are given by kind, and level for level', () => {
    const rcp = scp('r-1', 'rcp', { type: 'RESOURCE_CONTROL_POLICY' });
    const given = withPolicies(scp('r-1', 'a'), scp('r-1/ou-1', 'b'), rcp, scp('r-1', 'c'));
    expect(found(ci, own, given).permissions).toEqual({
      principalArn: ci,
      identity: [],
      serviceControl: [[named('a'), named('c')], [named('b')]],
      resourceControl: [[named('rcp')]],
    });
  });

  it('leave out a level of which a part is unread, which would seem to allow too little', () => {
    const odd = scp('r-1', 'odd', { policy: { fault: 'not valid JSON' } });
    const { permissions, missing } = found(
      ci,
      own,
      withPolicies(scp('r-1', 'a'), odd, scp('r-1/ou-1', 'b')),
    );
    expect(permissions?.serviceControl).toEqual([[named('b')]]);
    expect(missing).toBe('organization-policy organizations odd: not valid JSON');
  });

  it('do not bind service-linked roles, as far as they are SCPs', () => {
    const linked = `${account}:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`;
    const rcp = scp('r-1', 'rcp', { type: 'RESOURCE_CONTROL_POLICY' });
    const { permissions } = found(
      linked,
      known(factKeys.rolePolicies(linked), policies()),
      withPolicies(scp('r-1', 'a'), rcp),
    );
    expect(permissions).toEqual({
      principalArn: linked,
      identity: [],
      resourceControl: [[named('rcp')]],
    });
  });
});
