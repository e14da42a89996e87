import { createHash } from 'node:crypto';
import { type Asked, askedCheck, notDeployed } from '../../shared/doctor/asked-check.ts';
import { checkup } from '../../shared/doctor/checkup.ts';
import { configurationCheck } from '../../shared/doctor/configuration-check.ts';
import type { Check } from '../../shared/model/check.ts';
import type { Config } from '../../shared/model/config.ts';
import { askFunction } from '../adapters/ask-function.ts';
import { type DeployedFunction, deployedFunction } from '../adapters/deployed-function.ts';
import { findConfig } from './config-lookup.ts';
import type { Home } from './doctor-home.ts';
import { lookFromHere } from './doctor-own-look.ts';

/**
 * All that can be said of a deployment: what its functions say of themselves, and what the caller's credentials show
 * without them, for when they cannot answer.
 */
export async function doctorLook(home: Home, named: string | undefined): Promise<readonly Check[]> {
  const { account, region, sweepName, alertName, lambda } = home;
  const { config, file } = findConfig(named, ['.']);
  const deployed = await deployedFunction(lambda, sweepName);
  const sweep = { functionName: sweepName, region };
  if (deployed.kind === 'gone') return [notDeployed(sweep, account.accountId)];
  const configuration = configurationOf(home, { config, file }, deployed);
  const hasChannels = Object.keys(config.alerts.channels).length > 0;
  const [own, told, alerts, channels] = await Promise.all([
    lookFromHere(home, deployed),
    askFunction(lambda, sweepName, { doctor: true }),
    askFunction(lambda, alertName, { doctor: true }),
    hasChannels || configuration.status !== 'ok' ? ofChannels(home, hasChannels) : [],
  ]);
  return checkup(
    [configuration],
    own.read ? own.value : unlooked(told, own.reason),
    checksIn(told),
    checksIn(alerts),
    [askedCheck(sweep, told), askedCheck({ functionName: alertName, region }, alerts)],
    channels,
  );
}

/** Of the configured channels; of none where there is no function for them and none is missed. */
async function ofChannels(
  { lambda, deliverName, region }: Home,
  isMissed: boolean,
): Promise<readonly Check[]> {
  const told = await askFunction(lambda, deliverName, { doctor: true });
  if (told.kind === 'gone' && !isMissed) return [];
  return [...checksIn(told), askedCheck({ functionName: deliverName, region }, told)];
}

function checksIn(asked: Asked): readonly Check[] {
  return asked.kind === 'answered' ? asked.checks : [];
}

/** Where the function has told it all, nobody misses what the caller could not read. */
function unlooked(told: Asked, reason: string): readonly Check[] {
  if (told.kind === 'answered') return [];
  const says = `What was deployed could not be read from here either: ${reason}.`;
  return [{ id: 'parts', area: 'deployment', status: 'unread', says }];
}

function configurationOf(
  { region }: Home,
  { config, file }: { readonly config: Config; readonly file?: string | undefined },
  deployed: DeployedFunction,
): Check {
  const hash = deployed.kind === 'found' ? deployed.environment['CONFIG_HASH'] : undefined;
  if (hash === undefined) {
    const reason = deployed.kind === 'unread' ? deployed.reason : 'the function does not say';
    const says = `With what configuration the stack was deployed is not known: ${reason}.`;
    return { id: 'configuration', area: 'configuration', status: 'unread', says };
  }
  return configurationCheck({ file, hash: hashOf(config, region), deployed: hash });
}

/** As synth has it: see infra/constructs/configuration.ts. */
export function hashOf(config: Config, homeRegion: string): string {
  const regions = config.regions.length > 0 ? config.regions : [homeRegion];
  return createHash('sha256')
    .update(JSON.stringify({ ...config, regions }))
    .digest('hex');
}
