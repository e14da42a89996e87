import { App } from 'aws-cdk-lib';
import { addGatewatch } from 'gatewatch/cdk';

const app = new App({ outdir: 'cdk.out' });
addGatewatch(app, {
  homeRegion: 'eu-west-1',
  account: '111122223333',
  configFile: 'gatewatch.yaml',
});
app.synth();
