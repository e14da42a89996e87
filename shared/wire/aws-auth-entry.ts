import type { AwsAuthRole, AwsAuthUser, PermissionSetMatch } from '../model/aws-auth.ts';

/** An entry as it counts, where it does, and what is wrong with it. */
export interface ReadEntry<T> {
  readonly entry?: T;
  readonly faults: readonly string[];
}

/**
 * What is checked of an entry of mapRoles, and what an entry that fails loses.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/config/mapper.go
 */
export function readRoleEntry(json: unknown, place: number): ReadEntry<AwsAuthRole> {
  const fields = fieldsOf(json);
  const roleArn = fields.text('rolearn');
  const sso = fields.part('sso');
  const match = sso && {
    permissionSetName: sso.text('permissionsetname'),
    accountId: sso.text('accountid'),
    partition: sso.text('partition'),
  };
  const to = mappedTo(fields, place);
  const faults = [...fields.faults, ...(sso?.faults ?? [])];
  if (match === undefined) {
    return roleArn === ''
      ? dropped(faults, 'neither rolearn nor sso')
      : { entry: { roleArn, ...to }, faults };
  }
  if (roleArn !== '') return dropped(faults, 'both rolearn and sso');
  const fault = faultOf(match);
  return fault === undefined ? { entry: { sso: match, ...to }, faults } : dropped(faults, fault);
}

export function readUserEntry(json: unknown, place: number): ReadEntry<AwsAuthUser> {
  const fields = fieldsOf(json);
  const userArn = fields.text('userarn');
  const entry = { userArn, ...mappedTo(fields, place) };
  return userArn === '' ? dropped(fields.faults, 'no userarn') : { entry, faults: fields.faults };
}

function dropped(faults: readonly string[], why: string): { readonly faults: readonly string[] } {
  return { faults: [...faults, `it is dropped: ${why}`] };
}

function mappedTo(fields: Fields, place: number) {
  return { place, username: fields.text('username'), groups: fields.texts('groups') };
}

function faultOf({ permissionSetName, accountId }: PermissionSetMatch): string | undefined {
  if (!/^[0-9]{12}$/.test(accountId)) return `accountID ${JSON.stringify(accountId)} is no account`;
  if (/^[\w+=,.@-]{1,32}$/.test(permissionSetName)) return undefined;
  return `permissionSetName ${JSON.stringify(permissionSetName)} is none`;
}

/** Fields of an object of JSON as Go reads them. */
interface Fields {
  text(name: string): string;
  texts(name: string): readonly string[];
  part(name: string): Fields | undefined;
  /** Grows as fields are asked for. */
  readonly faults: string[];
}

/**
 * Names count in any case, and of several spellings the last in the order of characters. A value of another type is
 * left out, and the rest is kept. https://pkg.go.dev/encoding/json#Unmarshal
 */
function fieldsOf(json: unknown): Fields {
  const faults: string[] = [];
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const entries = isObject ? Object.entries(json) : [];
  const inOrder = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const values = new Map<string, unknown>(
    inOrder.map(([key, value]) => [key.toLowerCase(), value]),
  );
  const text = (value: unknown, name: string): string => {
    if (typeof value === 'string') return value;
    if (value != null) faults.push(`${name} is left out: ${JSON.stringify(value)} is not text`);
    return '';
  };
  return {
    faults,
    text: (name) => text(values.get(name), name),
    texts(name) {
      const value = values.get(name) ?? [];
      if (Array.isArray(value)) return value.map((each) => text(each, name)).filter(Boolean);
      faults.push(`${name} is left out: it is not a list`);
      return [];
    },
    part(name) {
      const value = values.get(name);
      return value == null ? undefined : fieldsOf(value);
    },
  };
}
