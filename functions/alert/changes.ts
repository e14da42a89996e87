import { grantPower } from '../../shared/access/grant-power.ts';
import { deliveryId } from '../../shared/findings/identity.ts';
import type { OwedFinding, OwedTransition } from '../../shared/model/finding.ts';
import { isHeld } from '../../shared/model/maintenance.ts';
import { tellings } from '../../shared/report/telling.ts';
import type { AlertPorts } from './alert-ports.ts';
import { only, settle, transitionIds } from './owed.ts';

/** More changes than this that wait at a time are a storm, and are told in one message. */
const mostMessages = 10;

/** What people should hear of at once, without what waits for the end of a maintenance window. */
export function urgent(
  { settings, clock }: Pick<AlertPorts, 'settings' | 'clock'>,
  owed: readonly OwedFinding[],
): readonly OwedFinding[] {
  const now = clock();
  const told = owed.filter(({ finding, owed: transitions }) => {
    const { region, clusterName } = finding;
    return transitions.some(
      ({ delivery, severity }) =>
        delivery === 'now' &&
        !isHeld(
          settings.maintenance,
          { severity, region, ...(clusterName !== undefined && { clusterName }) },
          now,
        ),
    );
  });
  return only(told, ({ delivery }) => delivery === 'now');
}

/** A message for each change, or one for a storm of them. */
export async function sendChanges(
  ports: AlertPorts,
  owed: readonly OwedFinding[],
): Promise<number> {
  const waiting = urgent(ports, owed);
  const groups = new Set(waiting.flatMap((item) => item.owed.map(({ group }) => group)));
  if (groups.size > mostMessages) {
    await tell(ports, waiting, groups.size);
    return 1;
  }
  for (const group of groups) {
    await tell(
      ports,
      only(waiting, (transition: OwedTransition) => transition.group === group),
      1,
    );
  }
  return groups.size;
}

async function tell(
  ports: AlertPorts,
  told: readonly OwedFinding[],
  changes: number,
): Promise<void> {
  await ports.sink.publish({
    kind: 'change',
    account: ports.account,
    told: tellings(told),
    ...(changes > 1 && { changes }),
    deliveryId: deliveryId(transitionIds(told)),
  });
  await settle(ports, told);
}

/** A message for each: nothing ties one to another, and none of them is a finding. */
export async function sendObservations({
  account,
  observations,
  sink,
}: AlertPorts): Promise<number> {
  const owed = await observations.owed();
  for (const observation of owed) {
    const { id, grant } = observation;
    const power = grantPower(grant);
    await sink.publish({
      kind: 'observation',
      account,
      observation,
      ...(power !== undefined && { power }),
      deliveryId: deliveryId([id]),
    });
    await observations.settle(id);
  }
  return owed.length;
}
