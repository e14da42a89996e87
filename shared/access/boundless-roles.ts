import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { mayAllow } from '../iam/may-allow.ts';
import type { NarrowGrant } from '../iam/narrowed-policy.ts';
import { witnessOf } from '../iam/witness.ts';
import type { Account } from '../model/account.ts';
import { parseArn } from '../model/arn.ts';
import { iamRegionOf } from '../model/partition.ts';
import { bySeverity } from '../model/severity.ts';
import { type Danger, severityOf, strongestGrant } from './danger.ts';
import type { Holder, KnownKeys } from './holder.ts';
import { decideOnStranger } from './stranger-request.ts';

/** Assuming any role of an account, or one name in whatever account it is found. */
export function assumeRoleDangers(holder: Holder): readonly Danger[] {
  if (!mayAllow(holder.compiled, assumeRole)) return [];
  const anyRole = `role/${holder.stranger()}`;
  const everywhere = assumeDanger(holder, anyAccount, anyRole, 'assume any role of any account');
  const accounts = [...new Set([holder.account.accountId, ...namedAccounts(holder)])].sort();
  const narrower = [
    ...accounts.flatMap((account) =>
      assumeDanger(holder, account, anyRole, `assume any role of account ${account}`),
    ),
    ...rolesOfAnyAccount(holder).flatMap((role) => {
      const named = witnessOf(role, holder.stranger());
      return assumeDanger(holder, anyAccount, named, `assume ${role} of any account`, role);
    }),
  ];
  // Only what is more certain adds to it.
  const added = narrower.filter(({ severity }) =>
    everywhere.every((wide) => bySeverity(severity, wide.severity) < 0),
  );
  return [...everywhere, ...added];
}

const assumeRole = 'sts:AssumeRole';

/** In place of an account: as many characters as one has, which no policy spells. */
const anyAccount = '*';

function assumeDanger(
  holder: Holder,
  account: string,
  resource: string,
  may: string,
  role = 'role/*',
): readonly Danger[] {
  const { accountId, partition } = holder.account;
  const id = account === anyAccount ? holder.stranger().slice(0, 1).repeat(12) : account;
  const arn = `arn:${partition}:iam::${id}:${resource}`;
  const keys = { 'aws:ResourceAccount': id };
  const grant = strongestGrant(
    holder.regions.map((region) => ({
      about: region,
      decision: decideOnStranger(holder, { action: assumeRole, resource: arn, region, keys }),
    })),
  );
  if (grant === undefined) return [];
  const { deciding, conditions, assumes } = grant;
  const roles = `arn:${partition}:iam::${account}:${role}`;
  return [
    {
      key: roles,
      services: ['sts'],
      severity: severityOf(grant, 'HIGH'),
      may,
      reach: { roles },
      deciding,
      conditions,
      assumes,
      instead: {
        actions: [assumeRole],
        resources: [`arn:${partition}:iam::${accountId}:role/ROLE`],
        conditions: [],
      },
    },
  ];
}

/** Whose roles some Allow statement spells, other than by a wildcard. */
function namedAccounts(holder: Holder): readonly string[] {
  return rolePatterns(holder).flatMap(({ accountId }) =>
    /^\d{12}$/.test(accountId) ? [accountId] : [],
  );
}

/** The roles, by name or pattern, that some Allow statement means in more accounts than one. */
function rolesOfAnyAccount(holder: Holder): readonly string[] {
  const roles = rolePatterns(holder).flatMap(({ accountId, resource }) =>
    /[*?]/.test(accountId) && resource.startsWith('role/') ? [resource] : [],
  );
  return [...new Set(roles)].sort();
}

function rolePatterns({ compiled }: Holder) {
  return allowedResourcePatterns(compiled, assumeRole).flatMap(
    ({ pattern }) => parseArn(pattern) ?? [],
  );
}

/** Handing any role of the account to whatever service there is. */
export function passRoleDangers(holder: Holder): readonly Danger[] {
  if (!mayAllow(holder.compiled, 'iam:PassRole')) return [];
  const { accountId, partition } = holder.account;
  const name = holder.stranger();
  const region = iamRegionOf(partition);
  const answers = (region === undefined ? holder.regions : [region]).map((where) => ({
    about: where,
    decision: decideOnStranger(holder, {
      action: 'iam:PassRole',
      resource: `arn:${partition}:iam::${accountId}:role/${name}`,
      region: where,
      keys: toSomeService(name),
    }),
  }));
  const grant = strongestGrant(answers);
  if (grant === undefined) return [];
  const { deciding, conditions, assumes } = grant;
  return [
    {
      services: ['iam'],
      severity: severityOf(grant, 'HIGH'),
      may: `pass any role of account ${accountId} to any service`,
      reach: {},
      deciding,
      conditions,
      assumes,
      instead: narrowPass(holder.account),
    },
  ];
}

function narrowPass({ accountId, partition }: Account): NarrowGrant {
  const service = {
    operator: 'StringEquals',
    key: 'iam:PassedToService',
    values: ['SERVICE.amazonaws.com'],
  };
  return {
    actions: ['iam:PassRole'],
    resources: [`arn:${partition}:iam::${accountId}:role/ROLE`],
    conditions: [service],
  };
}

/**
 * A service that no policy names, so that a statement held to some services leaves it out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
function toSomeService(name: string): KnownKeys {
  return { 'iam:PassedToService': `${name}.amazonaws.com` };
}
