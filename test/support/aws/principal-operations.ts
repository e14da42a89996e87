import type { GroupDetail, PolicyDetail, RoleDetail, UserDetail } from '@aws-sdk/client-iam';
import type { AwsState } from './account-state.ts';
import { type IamPaging, iamPageOf, notFound, onTheWire } from './iam-wire.ts';
import { type Operation, operation } from './operations.ts';

/** Roles, users and groups, one at a time, with their policies. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export const principalOperations: Readonly<Record<string, Operation>> = {
  ...operationsOn('Role', ({ roles }) => roles),
  ...operationsOn('User', ({ users }) => users),
  ...operationsOn('Group', ({ groups }) => groups),

  ListGroupsForUser: operation<{ UserName: string } & IamPaging>(
    ({ UserName, ...paging }, { state }) => {
      const user = state.users.find((one) => one.UserName === UserName);
      if (user === undefined) throw notFound(`The user with name ${UserName}`);
      const { page, ...end } = iamPageOf(user.GroupList ?? [], paging);
      return { Groups: page.map((GroupName) => ({ GroupName })), ...end };
    },
  ),
};

type Detail = RoleDetail & UserDetail & GroupDetail;
type Kind = 'Role' | 'User' | 'Group';

/** What only account authorization details tell of a principal itself. */
const ofDetails: ReadonlySet<string> = new Set([
  'RolePolicyList',
  'UserPolicyList',
  'GroupPolicyList',
  'AttachedManagedPolicies',
  'InstanceProfileList',
  'GroupList',
]);

function operationsOn(
  kind: Kind,
  all: (state: AwsState) => readonly (RoleDetail | UserDetail | GroupDetail)[],
): Readonly<Record<string, Operation>> {
  type Named = Readonly<Record<`${Kind}Name`, string>>;
  const find = (state: AwsState, input: Named): Detail => {
    const name = input[`${kind}Name`];
    const found = all(state).find((one) => (one as Detail)[`${kind}Name`] === name);
    if (found === undefined) throw notFound(`The ${kind.toLowerCase()} with name ${name}`);
    return found;
  };
  const inline = (detail: Detail): readonly PolicyDetail[] => detail[`${kind}PolicyList`] ?? [];
  return {
    [`Get${kind}`]: operation<Named>((input, { state }) => {
      const own = Object.entries(find(state, input)).filter(([name]) => !ofDetails.has(name));
      const more = kind === 'Role' ? { MaxSessionDuration: 3_600 } : {};
      const users = kind === 'Group' ? { Users: [], IsTruncated: false } : {};
      return { [kind]: onTheWire({ ...Object.fromEntries(own), ...more }), ...users };
    }),

    [`List${kind}Policies`]: operation<Named & IamPaging>((input, { state }) => {
      const names = inline(find(state, input)).map(({ PolicyName }) => PolicyName);
      const { page, ...end } = iamPageOf(names, input);
      return { PolicyNames: page, ...end };
    }),

    [`Get${kind}Policy`]: operation<Named & { PolicyName: string }>((input, { state }) => {
      const policy = inline(find(state, input)).find((one) => one.PolicyName === input.PolicyName);
      if (policy === undefined) throw notFound(`The policy with name ${input.PolicyName}`);
      return { [`${kind}Name`]: input[`${kind}Name`], ...onTheWire(policy) };
    }),

    [`ListAttached${kind}Policies`]: operation<Named & IamPaging>((input, { state }) => {
      const attached = find(state, input).AttachedManagedPolicies ?? [];
      const { page, ...end } = iamPageOf(attached, input);
      return { AttachedPolicies: page, ...end };
    }),
  };
}
