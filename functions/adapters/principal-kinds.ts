import {
  type AttachedPolicy,
  GetGroupCommand,
  GetGroupPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type Group,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  type Role,
  type User,
} from '@aws-sdk/client-iam';
import type { Page } from './every-page.ts';
import { iamPage } from './iam-page.ts';

/** How IAM is asked for principals of one kind, and how account authorization details give them. */
export interface PrincipalKind {
  readonly word: 'role' | 'user' | 'group';
  /** The list of the file that they belong to. */
  readonly list: string;
  /** The facts of one beside its policies, as an answer names them. */
  readonly parts: readonly string[];
  /** The member that holds its inline policies. */
  readonly inlineMember: string;
  get(iam: IAMClient, name: string): Promise<Partial<Role & User & Group> | undefined>;
  listInline(iam: IAMClient, name: string, Marker: string | undefined): Promise<Page<string>>;
  /** The document of one inline policy, as IAM encodes it. */
  getInline(iam: IAMClient, name: string, PolicyName: string): Promise<string | undefined>;
  listAttached(iam: IAMClient, name: string, Marker: string | undefined): Promise<AttachedPage>;
  /** The names of the groups that it is in; a user alone can be in any. */
  listGroups?(iam: IAMClient, name: string, Marker: string | undefined): Promise<Page<string>>;
}

type AttachedPage = Page<AttachedPolicy>;

/** The most that one page may hold. */
const MaxItems = 1_000;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
export const roles: PrincipalKind = {
  word: 'role',
  list: 'RoleDetailList',
  parts: ['role', 'trustPolicy', 'lastUsed'],
  inlineMember: 'RolePolicyList',
  get: async (iam, RoleName) => (await iam.send(new GetRoleCommand({ RoleName }))).Role,
  listInline: async (iam, RoleName, Marker) => {
    const page = await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems, Marker }));
    return iamPage(page.PolicyNames, page);
  },
  getInline: async (iam, RoleName, PolicyName) =>
    (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
  listAttached: async (iam, RoleName, Marker) => {
    const command = new ListAttachedRolePoliciesCommand({ RoleName, MaxItems, Marker });
    const page = await iam.send(command);
    return iamPage(page.AttachedPolicies, page);
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html */
export const users: PrincipalKind = {
  word: 'user',
  list: 'UserDetailList',
  parts: ['user'],
  inlineMember: 'UserPolicyList',
  get: async (iam, UserName) => (await iam.send(new GetUserCommand({ UserName }))).User,
  listInline: async (iam, UserName, Marker) => {
    const page = await iam.send(new ListUserPoliciesCommand({ UserName, MaxItems, Marker }));
    return iamPage(page.PolicyNames, page);
  },
  getInline: async (iam, UserName, PolicyName) =>
    (await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
  listAttached: async (iam, UserName, Marker) => {
    const command = new ListAttachedUserPoliciesCommand({ UserName, MaxItems, Marker });
    const page = await iam.send(command);
    return iamPage(page.AttachedPolicies, page);
  },
  listGroups: async (iam, UserName, Marker) => {
    const page = await iam.send(new ListGroupsForUserCommand({ UserName, MaxItems, Marker }));
    const names = page.Groups?.map(({ GroupName }) => GroupName);
    return iamPage(names?.every((name) => name !== undefined) ? names : undefined, page);
  },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html */
export const groups: PrincipalKind = {
  word: 'group',
  list: 'GroupDetailList',
  parts: ['group'],
  inlineMember: 'GroupPolicyList',
  // Who is in it comes along, a page at a time, and is told by each user.
  get: async (iam, GroupName) =>
    (await iam.send(new GetGroupCommand({ GroupName, MaxItems: 1 }))).Group,
  listInline: async (iam, GroupName, Marker) => {
    const page = await iam.send(new ListGroupPoliciesCommand({ GroupName, MaxItems, Marker }));
    return iamPage(page.PolicyNames, page);
  },
  getInline: async (iam, GroupName, PolicyName) =>
    (await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument,
  listAttached: async (iam, GroupName, Marker) => {
    const command = new ListAttachedGroupPoliciesCommand({ GroupName, MaxItems, Marker });
    const page = await iam.send(command);
    return iamPage(page.AttachedPolicies, page);
  },
};
