import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Json, memberOf } from '../../shared/model/json.ts';
import { type ApiServer, startApiServer } from '../support/kubernetes/api-server.ts';
import { asEksGives, makeCertificates } from '../support/kubernetes/certificates.ts';
import { servedCore } from '../support/kubernetes/served.ts';
import { account, region, root } from './place.ts';

/** The API server of a cluster whose aws-auth somebody edits. */
export interface Kubernetes {
  /** As EKS describes it. */
  readonly described: {
    readonly endpoint: string;
    readonly certificateAuthority: { readonly data: string };
  };
  /** Every request so far. */
  readonly requests: ApiServer['requests'];
  /** Writes aws-auth, and returns it as the API answers. */
  writeAwsAuth(mapRoles: readonly Mapping[]): Json;
}

/** A line of mapRoles. */
interface Mapping {
  /** An ARN of IAM without a path, as the authenticator compares it. */
  readonly rolearn: string;
  readonly username: string;
  readonly groups: readonly string[];
}

/** The function that reads `legacy`, and its role. */
export const reader = `gatewatch-${region}-kubernetes-reader-1`;

/** Whom aws-auth lets into `legacy` from the beginning: its nodes, and our reader. */
export const mappings: readonly Mapping[] = [
  {
    rolearn: `arn:aws:iam::${account}:role/legacy-nodes`,
    username: 'system:node:{{EC2PrivateDNSName}}',
    groups: ['system:bootstrappers', 'system:nodes'],
  },
  {
    rolearn: `arn:aws:iam::${account}:role/${reader}`,
    username: 'gatewatch',
    groups: ['gatewatch:readers'],
  },
];

export async function startKubernetes(): Promise<Kubernetes> {
  const certificates = makeCertificates();
  const configmaps = [configMap(mappings)];
  const namespaces = ['default', 'kube-system'].map((name) => ({ metadata: { name } }));
  const objects = { ...readersRights(), namespaces, configmaps };
  const server = await startApiServer(certificates, servedCore(objects));
  return {
    described: {
      endpoint: server.endpoint,
      certificateAuthority: { data: asEksGives(certificates.authority) },
    },
    requests: server.requests,
    writeAwsAuth: (mapRoles) => {
      const written = configMap(mapRoles);
      configmaps.splice(0, 1, written);
      return { kind: 'ConfigMap', apiVersion: 'v1', ...written };
    },
  };
}

/** What we have people apply, by the type of the objects. */
function readersRights(): Readonly<Record<string, readonly Json[]>> {
  const text = readFileSync(join(root, 'examples/kubernetes/gatewatch-readers.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document): Json => document.toJS());
  const ofType = (kind: string) => objects.filter((object) => memberOf(object, 'kind') === kind);
  return {
    roles: ofType('Role'),
    clusterroles: ofType('ClusterRole'),
    rolebindings: ofType('RoleBinding'),
    clusterrolebindings: ofType('ClusterRoleBinding'),
  };
}

/** JSON is YAML too. */
function configMap(mapRoles: readonly Mapping[]) {
  return {
    metadata: { namespace: 'kube-system', name: 'aws-auth' },
    data: { mapRoles: JSON.stringify(mapRoles) },
  };
}
