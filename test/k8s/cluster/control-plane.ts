import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../e2e/wait.ts';
import { freePort } from '../../support/free-port.ts';
import type { Certificates } from '../../support/kubernetes/certificates.ts';
import type { ControlPlanePrograms } from '../programs.ts';
import { callApi } from './call-api.ts';
import { kubeconfig } from './kubeconfig.ts';

export interface ControlPlane {
  /** `https://localhost:<port>`. */
  readonly endpoint: string;
  /** Of etcd, over HTTP. */
  readonly store: string;
  stop(): Promise<void>;
}

export interface ControlPlaneOptions {
  readonly programs: ControlPlanePrograms;
  readonly certificates: Certificates;
  /** Of a member of system:masters. */
  readonly adminToken: string;
  /** Who reviews all other tokens. */
  readonly reviewer: string;
  /** For its files and logs. */
  readonly folder: string;
}

/** etcd, an API server with RBAC, and the controller that gathers aggregated roles. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { programs, folder, certificates, adminToken } = options;
  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
  const store = `http://127.0.0.1:${client}`;
  const endpoint = `https://localhost:${secure}`;
  const started: Started[] = [];
  const stop = async () => {
    for (const each of started.toReversed()) await end(each.child);
  };
  try {
    started.push(start('etcd', programs.etcd, etcdFlags(folder, store, peer), folder));
    const flags = apiServerFlags(options, store, secure);
    started.push(start('kube-apiserver', programs.apiServer, flags, folder));
    await until('the API server is ready', () => isReady(started, options, endpoint), 120_000);
    const config = join(folder, 'controller-manager.kubeconfig');
    writeFileSync(config, kubeconfig(endpoint, certificates.authority, adminToken));
    const managerFlags = [
      ...[`--kubeconfig=${config}`, '--leader-elect=false', '--secure-port=0'],
      '--controllers=clusterrole-aggregation-controller',
    ];
    started.push(start('manager', programs.controllerManager, managerFlags, folder));
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, store, stop };
}

function etcdFlags(folder: string, store: string, peer: number): readonly string[] {
  const peers = `http://127.0.0.1:${peer}`;
  return [
    ...['--name=etcd', `--data-dir=${join(folder, 'etcd')}`, '--unsafe-no-fsync'],
    ...[`--listen-client-urls=${store}`, `--advertise-client-urls=${store}`],
    ...[`--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`],
    `--initial-cluster=etcd=${peers}`,
  ];
}

function apiServerFlags(
  { certificates, adminToken, reviewer, folder }: ControlPlaneOptions,
  store: string,
  port: number,
): readonly string[] {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const key = write('key.pem', certificates.key);
  const certificate = write('cert.pem', certificates.certificate);
  const tokens = write('tokens.csv', `${adminToken},admin,admin,"system:masters"\n`);
  const review = write('review.kubeconfig', kubeconfig(reviewer, certificates.authority));
  return [
    ...[`--etcd-servers=${store}`, '--bind-address=127.0.0.1', `--secure-port=${port}`],
    ...[`--tls-cert-file=${certificate}`, `--tls-private-key-file=${key}`],
    ...['--service-account-issuer=https://localhost', `--service-account-key-file=${certificate}`],
    ...[`--service-account-signing-key-file=${key}`, '--service-cluster-ip-range=10.0.0.0/24'],
    ...['--authorization-mode=RBAC', `--token-auth-file=${tokens}`],
    ...[`--authentication-token-webhook-config-file=${review}`],
    '--authentication-token-webhook-version=v1',
    // No controller makes service accounts here, and no node runs what is created.
    '--disable-admission-plugins=ServiceAccount',
    ...['--endpoint-reconciler-type=none', `--cert-dir=${folder}`],
    // Pages come of etcd, so that they expire when it is compacted.
    '--feature-gates=ListFromCacheSnapshot=false',
  ];
}

interface Started {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: string;
}

function start(name: string, program: string, args: readonly string[], folder: string): Started {
  const log = join(folder, `${name}.log`);
  const out = openSync(log, 'w');
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', out, out] });
  process.on('exit', () => child.kill('SIGKILL'));
  return { name, child, log };
}

async function isReady(
  started: readonly Started[],
  { adminToken, certificates }: ControlPlaneOptions,
  endpoint: string,
): Promise<true | undefined> {
  for (const { name, child, log } of started) {
    if (child.exitCode === null && child.signalCode === null) continue;
    throw new Error(`${name} ended at once:\n${readFileSync(log, 'utf8').slice(-3000)}`);
  }
  const { authority } = certificates;
  try {
    const server = { endpoint, authority, token: adminToken };
    return (await callApi(server, 'GET', '/readyz')).status === 200 ? true : undefined;
  } catch {
    // Nobody listens yet; a server that ends is noticed above.
    return undefined;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
