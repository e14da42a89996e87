import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { localSlack } from '../support/slack.ts';
import { clientsOf } from './clients.ts';
import { deploy } from './deployment.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { clusters, createEstate } from './estate.ts';
import { subscribe } from './inbox.ts';
import { type Kubernetes, startKubernetes } from './kubernetes.ts';
import { python } from './python.ts';
import { scenarios } from './scenarios/index.ts';
import { within } from './wait.ts';
import type { World } from './world.ts';

/** Longest time for one scenario, in milliseconds. */
const limit = 240_000;

const began = performance.now();
const tally = { passed: 0, failed: 0 };

// npm passes Ctrl-C on to us; ending in order is what stops the emulator.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1));
}

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-e2e-'));
const slack = await localSlack();
let emulator: Emulator | undefined;
try {
  say('starting ministack');
  const kubernetes = await startKubernetes();
  const servers = { [clusters.legacy]: kubernetes.described };
  emulator = await startEmulator(await python(), {
    ...{ folder, servers },
    variables: { SLACK_ENDPOINT_URL: slack.endpoint },
  });
  const world = await build(emulator, kubernetes);
  for (const { name, run } of scenarios) {
    await attempt(name, () => within(name, run(world), limit));
  }
} catch (error) {
  fail('the deployed system could not be brought up', error);
} finally {
  if (tally.failed > 0) showTroubles();
  await emulator?.stop();
  slack.close();
  if (tally.failed === 0 || emulator === undefined)
    rmSync(folder, { recursive: true, force: true });
}
console.log(`E2E ${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);

async function build({ endpoint }: Emulator, kubernetes: Kubernetes): Promise<World> {
  say('bootstrapping and deploying with the CDK');
  const deployment = await deploy(endpoint, folder);
  const clients = clientsOf(endpoint);
  const inbox = await subscribe(clients, deployment.findingsTopicArn);
  const estate = await createEstate(clients);
  const token = { Name: 'gatewatch/slack', SecretString: '{"token":"xoxb-e2e"}' };
  await clients.secretsManager.send(new CreateSecretCommand(token));
  say('deployed');
  return { endpoint, clients, deployment, inbox, slack, estate, kubernetes };
}

async function attempt(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    tally.passed += 1;
    say(`ok      ${name}`);
  } catch (error) {
    fail(name, error);
  }
}

function fail(name: string, error: unknown): void {
  tally.failed += 1;
  const reason = error instanceof Error ? error.message : String(error);
  say(`FAILED  ${name}\n${reason.replaceAll(/^/gm, '          ')}`);
}

function showTroubles(): void {
  if (emulator === undefined) return;
  const troubles = emulator.troubles();
  say(`what ministack and the functions logged is in ${folder}\n${troubles.slice(-40).join('\n')}`);
}

function say(text: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${text}`);
}
