import type { ManagedPolicyDetail, RoleDetail } from '@aws-sdk/client-iam';
import { type AwsState, addRole, addUser } from './account-state.ts';
import { type IamPaging, iamPageOf, notFound, onTheWire } from './iam-wire.ts';
import { type Operation, operation } from './operations.ts';
import { principalOperations } from './principal-operations.ts';

/** All of the account, and what changes it. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const iamOperations: Readonly<Record<string, Operation>> = {
  ...principalOperations,

  GetAccountAuthorizationDetails: operation<{
    Filter?: readonly string[];
    MaxItems?: string;
    Marker?: string;
  }>(({ Filter = allTypes, ...paging }, { state }) => {
    const all = [
      ...(Filter.includes('User') ? state.users : []),
      ...(Filter.includes('Group') ? state.groups : []),
      ...(Filter.includes('Role') ? state.roles : []),
      ...state.policies.filter(
        (policy) => Filter.includes(typeOfPolicy(policy)) && !state.leftOut.has(policy.Arn ?? ''),
      ),
    ];
    const { page, ...end } = iamPageOf(all.map(onTheWire), paging);
    return {
      ...end,
      UserDetailList: page.filter((detail) => 'UserName' in detail),
      GroupDetailList: page.filter((detail) => 'GroupName' in detail),
      RoleDetailList: page.filter((detail) => 'RoleName' in detail),
      Policies: page.filter((detail) => 'PolicyName' in detail),
    };
  }),

  ListRoles: operation<IamPaging>((paging, { state }) => {
    const { page, ...end } = iamPageOf(state.roles, paging);
    const Roles = page.map(({ Path, RoleName, RoleId, Arn, CreateDate }) => {
      return { Path, RoleName, RoleId, Arn, CreateDate, MaxSessionDuration: 3_600 };
    });
    return { Roles, ...end };
  }),

  GetPolicy: operation<{ PolicyArn: string }>(({ PolicyArn }, { state }) => {
    const { PolicyVersionList, ...Policy } = policyNamed(state, PolicyArn);
    return { Policy };
  }),

  GetPolicyVersion: operation<{ PolicyArn: string; VersionId: string }>((input, { state }) => {
    const { PolicyVersionList = [] } = policyNamed(state, input.PolicyArn);
    const version = PolicyVersionList.find(({ VersionId }) => VersionId === input.VersionId);
    if (version === undefined) throw notFound(`Policy version ${input.VersionId}`);
    return { PolicyVersion: onTheWire(version) };
  }),

  GetAccountSummary: operation<unknown>((_input, { state }) => ({
    SummaryMap: new Map([
      ['Roles', state.roles.length],
      ['AssumeRolePolicySizeQuota', 2_048],
    ]),
  })),

  ListOpenIDConnectProviders: operation<unknown>((_input, { state }) => ({
    OpenIDConnectProviderList: [...state.oidcProviders.keys()].map((Arn) => ({ Arn })),
  })),

  GetOpenIDConnectProvider: operation<{ OpenIDConnectProviderArn: string }>(
    ({ OpenIDConnectProviderArn }, { state }) => {
      const provider = state.oidcProviders.get(OpenIDConnectProviderArn);
      if (provider === undefined) throw notFound(OpenIDConnectProviderArn);
      return provider;
    },
  ),

  CreateRole: operation<RoleInput & { Path?: string; AssumeRolePolicyDocument: string }>(
    ({ RoleName, Path, AssumeRolePolicyDocument }, { state }) => {
      addRole(state, RoleName, Path);
      const role = roleNamed(state, RoleName);
      Object.assign(role, { AssumeRolePolicyDocument, CreateDate: new Date() });
      return { Role: onTheWire({ ...role }) };
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

const allTypes = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy'];

function typeOfPolicy({ Arn = '' }: ManagedPolicyDetail): string {
  return Arn.includes(':iam::aws:policy/') ? 'AWSManagedPolicy' : 'LocalManagedPolicy';
}

interface RoleInput {
  readonly RoleName: string;
}

function roleNamed(state: AwsState, name: string): RoleDetail {
  const role = state.roles.find(({ RoleName }) => RoleName === name);
  if (role === undefined) throw notFound(`The role with name ${name}`);
  return role;
}

function policyNamed(state: AwsState, arn: string): ManagedPolicyDetail {
  const policy = state.policies.find(({ Arn }) => Arn === arn);
  if (policy === undefined) throw notFound(`Policy ${arn}`);
  return policy;
}
