import type { Alert, Telling } from '../../shared/model/alert.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { FindingHub } from '../../shared/ports/finding-hub.ts';
import { securityFinding } from '../../shared/report/asff.ts';

/** Keeps the findings of Security Hub as ours are. What only events show is no finding, and nothing could resolve it there. */
export function securityHubSink(hub: FindingHub, region: string): AlertSink {
  return {
    publish: async (alert) => {
      if (alert.kind === 'observation') return;
      const place = { ...alert.account, region };
      await hub.put(
        alert.told.map((telling) =>
          securityFinding({ finding: telling.finding, at: seenAt(telling, alert) }, place),
        ),
      );
    },
  };
}

/**
 * An open finding that is shown again was seen by the sweep: Security Hub forgets one that is not updated for 90 days.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html
 */
function seenAt({ type, at }: Telling, alert: Exclude<Alert, { kind: 'observation' }>): number {
  if (type !== 'OPEN' || alert.kind === 'change') return at;
  return alert.run.finishedAt ?? alert.run.startedAt;
}
