import type { AwsAuthMappings } from '../model/aws-auth.ts';
import { type Estate, factOf } from '../model/estate.ts';
import { type Fact, isPresent, present, unread } from '../model/fact.ts';
import { type FactKey, readKey } from '../model/fact-key.ts';
import type { AwsAuth } from '../model/kubernetes.ts';
import type { Values } from '../model/value-change.ts';

/**
 * aws-auth as it would be with these texts, each of which one of the estates has. Reading a text anew would take a parser
 * of YAML; the authenticator reads every key for itself, so what it takes from a text is known where the text is.
 */
export function supposedAwsAuth(
  key: FactKey<unknown>,
  values: Values,
  estates: readonly Estate[],
  readAt: number,
): Fact<AwsAuth> {
  const its: FactKey<AwsAuth> = `k8s-aws-auth ${readKey(key).place}`;
  const known = estates.map((estate) => factOf(estate, its)).filter((fact) => isPresent(fact));
  const texts = [...values].flatMap(([path, text]) =>
    path.startsWith('data ') && typeof text === 'string' ? [[path.slice(5), text] as const] : [],
  );
  const parts = texts.map(([name, text]) => {
    const source = known.find(({ value }) => value.data[name] === text);
    return source && partOf(source.value.mappings, name);
  });
  const all = parts.filter((part) => part !== undefined);
  if (all.length < parts.length) return unread('mappings: not known', readAt);
  const mappings: AwsAuthMappings = {
    roles: all.flatMap(({ roles }) => roles),
    users: all.flatMap(({ users }) => users),
    accounts: all.flatMap(({ accounts }) => accounts),
    faults: all.flatMap(({ faults }) => faults),
  };
  return present({ data: Object.fromEntries(texts), mappings }, readAt);
}

/** What comes from one key of the ConfigMap. */
function partOf({ roles, users, accounts, faults }: AwsAuthMappings, name: string) {
  return {
    roles: name === 'mapRoles' ? roles : [],
    users: name === 'mapUsers' ? users : [],
    accounts: name === 'mapAccounts' ? accounts : [],
    faults: faults.filter(({ key }) => key === name),
  };
}
