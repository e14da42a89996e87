import { owedCheck } from '../../shared/doctor/owed-check.ts';
import type { Check, Examination } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { AlertRequest } from '../events/alert-request.ts';

export interface ExamineAlertsPorts {
  readonly findings: Pick<FindingStore, 'owed'>;
  readonly channels: readonly ChannelCheck[];
  readonly functionName: string;
  readonly region: string;
  readonly clock: Clock;
}

/** Whether people would be told, or one test message for each channel that was named. */
export async function examineAlerts(
  ports: ExamineAlertsPorts,
  request: AlertRequest,
): Promise<Examination> {
  const checks = 'doctor' in request ? await look(ports) : await test(ports, request.testMessage);
  return { status: 'examined', checks };
}

async function look(ports: ExamineAlertsPorts): Promise<readonly Check[]> {
  const { findings, channels, clock } = ports;
  const owed = (await findings.owed()).flatMap((item) => item.owed);
  const checked = await Promise.all(channels.map((channel) => channel.check()));
  return [owedCheck(owed, clock(), ports), ...checked];
}

async function test({ channels }: ExamineAlertsPorts, name: string): Promise<readonly Check[]> {
  const meant = channels.filter((channel) => name === 'all' || channel.name === name);
  if (meant.length === 0) {
    const known = channels.map((channel) => channel.name).join(', ');
    throw new Error(`There is no channel "${name}"; channels are ${known}`);
  }
  return Promise.all(meant.map((channel) => channel.test()));
}
