import { exitStatusOf } from '../../shared/doctor/checkup.ts';
import type { Check } from '../../shared/model/check.ts';
import { renderCheckup, renderCheckupJson } from '../../shared/report/checkup.ts';
import { callerAccount } from '../adapters/caller-account.ts';
import { UsageError } from '../adapters/usage-error.ts';
import type { DoctorCommand } from './doctor-arguments.ts';
import { doctorHome, type Home } from './doctor-home.ts';
import { doctorLook } from './doctor-look.ts';
import { doctorTest } from './doctor-test.ts';
import { doctorUninstall } from './doctor-uninstall.ts';
import type { Terminal } from './terminal.ts';

/** Looks at a deployment and says what to do; gives the exit status. */
export async function doctorCommand(terminal: Terminal, command: DoctorCommand): Promise<number> {
  const region = command.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (region === undefined) {
    throw new UsageError('doctor needs the home Region of the deployment: --region, or AWS_REGION');
  }
  const account = await callerAccount(region);
  const checks = await carryOut(terminal, command, doctorHome(region, account));
  const report = { accountId: account.accountId, region, checks };
  terminal.out(
    command.format === 'json' ? renderCheckupJson(report) : renderCheckup(report, terminal),
  );
  return exitStatusOf(checks);
}

function carryOut(
  terminal: Terminal,
  { does, config }: DoctorCommand,
  home: Home,
): Promise<readonly Check[]> {
  if (typeof does === 'object') return doctorTest(home, does.testMessage);
  terminal.progress('Looking at the deployment …');
  return does === 'look' ? doctorLook(home, config) : doctorUninstall(home, config);
}
