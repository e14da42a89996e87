import { App } from 'aws-cdk-lib';
import { gatewatch } from './gatewatch.ts';
import { readSettings } from './settings.ts';

const app = new App();
const settings = readSettings(app, process.env);
if ('problems' in settings) {
  process.stderr.write(`${settings.problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  gatewatch(app, settings);
  app.synth();
}
