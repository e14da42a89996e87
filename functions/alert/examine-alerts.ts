import { owedCheck } from '../../shared/doctor/owed-check.ts';
import type { Check, Examination } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { AlertRequest } from '../events/alert-request.ts';
import { testChannels } from '../test-channels.ts';

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
  const checks =
    'doctor' in request
      ? await look(ports)
      : await testChannels(ports.channels, request.testMessage);
  return { status: 'examined', checks };
}

async function look(ports: ExamineAlertsPorts): Promise<readonly Check[]> {
  const { findings, channels, clock } = ports;
  const owed = (await findings.owed()).flatMap((item) => item.owed);
  const checked = await Promise.all(channels.map((channel) => channel.check()));
  return [owedCheck(owed, clock(), ports), ...checked];
}
