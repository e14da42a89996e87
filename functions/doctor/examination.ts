import { checkup } from '../../shared/doctor/checkup.ts';
import { permissionCheck } from '../../shared/doctor/permission-check.ts';
import type { Examination } from '../../shared/model/check.ts';
import { type ExaminePorts, examine } from './examine.ts';
import { type ExamineClustersPorts, examineClusters } from './examine-clusters.ts';

/** All that a function of ours can tell of the deployment, what it was not let read included. */
export async function examination(
  ports: ExaminePorts & ExamineClustersPorts & { readonly functionName: string },
): Promise<Examination> {
  const [deployment, clusters] = await Promise.all([examine(ports), examineClusters(ports)]);
  const checks = [...deployment, ...clusters];
  return {
    status: 'examined',
    checks: checkup([...checks, permissionCheck(ports.functionName, checks)]),
  };
}
