import type { AwsAuthMappings, AwsAuthRole, AwsAuthUser } from '../../shared/model/aws-auth.ts';
import type { Cluster } from '../../shared/model/cluster.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import type { Subjects } from '../../shared/rules/rule.ts';
import { cluster } from './eks.ts';
import { type Known, type KnownFact, known } from './facts.ts';
import { kubernetesCluster } from './rbac.ts';
import type { Given } from './test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };

type To = Partial<Pick<AwsAuthRole, 'username' | 'groups'>>;

/** The aws-auth of the cluster payments. */
export function awsAuth(mappings: Partial<AwsAuthMappings>): Subjects['awsAuth'] {
  const none = { roles: [], users: [], accounts: [], faults: [] };
  return { cluster: payments, awsAuth: { data: {}, mappings: { ...none, ...mappings } } };
}

export function roleLine(roleArn: string, to: To = {}, place = 0): AwsAuthRole {
  return { roleArn, place, username: '', groups: [], ...to };
}

export function userLine(userArn: string, to: To = {}, place = 0): AwsAuthUser {
  return { userArn, place, username: '', groups: [], ...to };
}

/** A line for a permission set of the watched account. */
export function ssoLine(permissionSetName: string, to: To = {}): AwsAuthRole {
  const sso = { permissionSetName, accountId: '012345678901', partition: '' };
  return { sso, place: 0, username: '', groups: [], ...to };
}

/** A mapping of the cluster payments, by what stands in its line. */
function mapping(line: AwsAuthRole | AwsAuthUser): Subjects['awsAuthMapping'] {
  return 'userArn' in line
    ? { cluster: payments, kind: 'user', mapping: line }
    : { cluster: payments, kind: 'role', mapping: line };
}

export function mapped(
  line: AwsAuthRole | AwsAuthUser,
  given: Known = {},
): Given<'awsAuthMapping'> {
  return { subject: mapping(line), known: given };
}

/** The roles and users that IAM has, by their ARNs. */
export function principals(...arns: readonly string[]): readonly KnownFact[] {
  const users = arns.filter((arn) => arn.includes(':user/'));
  const roles = arns.filter((arn) => !users.includes(arn));
  return [known(factKeys.roles(), roles), known(factKeys.users(), users)];
}

/** All of the RBAC of the cluster payments, which honours aws-auth unless said otherwise. */
export function rbacFacts(
  objects: Partial<KubernetesCluster>,
  differences: Partial<Cluster> = {},
): readonly KnownFact[] {
  const all = kubernetesCluster(objects);
  const mode = { authenticationMode: 'API_AND_CONFIG_MAP', ...differences };
  return [
    known(factKeys.cluster(payments), cluster(mode)),
    known(factKeys.awsAuth(payments), awsAuth({}).awsAuth),
    known(factKeys.rbacRoles(payments), all.roles),
    known(factKeys.rbacClusterRoles(payments), all.clusterRoles),
    known(factKeys.roleBindings(payments), all.roleBindings),
    known(factKeys.clusterRoleBindings(payments), all.clusterRoleBindings),
    known(factKeys.namespaces(payments), all.namespaces),
    known(factKeys.serviceAccounts(payments), all.serviceAccounts),
  ];
}
