import { expect, it } from 'vitest';
import { snapshotPlace } from '../../../functions/cli/place.ts';
import { sampleFolder } from '../../../functions/cli/sample-command.ts';
import { runSweep } from '../../../functions/cli/sweep-command.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { runbook } from '../../generate/runbook.ts';
import { silentTerminal } from '../../support/terminal.ts';

it('is what docs/respond.md says of every rule', async () => {
  const place = await snapshotPlace(sampleFolder);
  const { report } = await runSweep(silentTerminal(), place, undefined);
  await expect(runbook(catalogue, report.findings)).toMatchFileSnapshot('../../../docs/respond.md');
});
