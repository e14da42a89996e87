import type { RoleDetail } from '@aws-sdk/client-iam';
import { type AwsState, addRole, addUser } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { type Operation, operation, pageOf } from './operations.ts';

/** Roles and users. In the query protocol every input is text. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iamOperations: Readonly<Record<string, Operation>> = {
  GetAccountAuthorizationDetails: operation<{
    Filter?: readonly string[];
    MaxItems?: string;
    Marker?: string;
  }>(({ Filter = ['User', 'Role'], MaxItems, Marker }, { state }) => {
    const users = Filter.includes('User') ? state.users : [];
    const roles = Filter.includes('Role') ? state.roles : [];
    const size = MaxItems === undefined ? undefined : Number(MaxItems);
    const all = [...users, ...roles];
    const { page, next } = pageOf(all, { size, token: Marker, limit: 1_000 });
    return {
      IsTruncated: next !== undefined,
      Marker: next,
      UserDetailList: page.filter((detail) => 'UserName' in detail),
      GroupDetailList: [],
      RoleDetailList: page.filter((detail) => 'RoleName' in detail).map(onTheWire),
      Policies: [],
    };
  }),

  GetRole: operation<RoleInput>(({ RoleName }, { state }) => ({
    Role: onTheWire(roleNamed(state, RoleName)),
  })),

  CreateRole: operation<RoleInput & { Path?: string; AssumeRolePolicyDocument: string }>(
    ({ RoleName, Path, AssumeRolePolicyDocument }, { state }) => {
      addRole(state, RoleName, Path);
      const role = roleNamed(state, RoleName);
      Object.assign(role, { AssumeRolePolicyDocument, CreateDate: new Date() });
      return { Role: onTheWire(role) };
    },
  ),

  UpdateAssumeRolePolicy: operation<RoleInput & { PolicyDocument: string }>(
    ({ RoleName, PolicyDocument }, { state }) => {
      roleNamed(state, RoleName).AssumeRolePolicyDocument = PolicyDocument;
    },
  ),

  DeleteRole: operation<RoleInput>(({ RoleName }, { state }) => {
    state.roles.splice(state.roles.indexOf(roleNamed(state, RoleName)), 1);
  }),

  CreateUser: operation<{ UserName: string }>(({ UserName }, { state }) => {
    addUser(state, UserName);
    return { User: state.users.at(-1) };
  }),
};

export const stsOperations: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: operation<unknown>((_input, { state: { accountId, partition } }) => ({
    Arn: `arn:${partition}:sts::${accountId}:assumed-role/reader/session`,
    UserId: 'AROA00000000000000000:session',
    Account: accountId,
  })),
};

interface RoleInput {
  readonly RoleName: string;
}

function roleNamed(state: AwsState, name: string): RoleDetail {
  const role = state.roles.find(({ RoleName }) => RoleName === name);
  if (role === undefined) {
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  }
  return role;
}

/** IAM gives documents percent-encoded as in RFC 3986. */
function onTheWire(role: RoleDetail): RoleDetail {
  return {
    ...role,
    AssumeRolePolicyDocument: encodeURIComponent(role.AssumeRolePolicyDocument ?? ''),
  };
}
