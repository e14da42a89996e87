import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.ts';
import { account, credentials, iamRegion, region, root } from './place.ts';

/** What the Gatewatch stack says of itself. */
export interface Deployment {
  readonly stackArn: string;
  readonly findingsTopicArn: string;
  readonly operationsTopicArn: string;
  readonly sweepFunctionName: string;
  readonly bucketName: string;
  readonly tableName: string;
}

/** Bootstraps both Regions and deploys the app into them with the real CDK CLI. */
export async function deploy(endpoint: string, folder: string): Promise<Deployment> {
  const cdk = (what: string, args: readonly string[], limit: number) =>
    run({
      what,
      file: process.execPath,
      args: [join(root, 'node_modules/aws-cdk/bin/cdk'), ...args, '--no-notices', '--ci'],
      env: environment(endpoint),
      limit,
    });
  const places = [region, iamRegion].map((name) => `aws://${account}/${name}`);
  await cdk('cdk bootstrap', ['bootstrap', ...places, '--app', ''], 120_000);
  const outputs = join(folder, 'outputs.json');
  const where = ['--output', join(folder, 'cdk.out'), '--outputs-file', outputs];
  const config = ['-c', 'config=test/e2e/gatewatch.yaml'];
  const all = ['--all', '--require-approval', 'never', '--concurrency', '1'];
  const said = await cdk('cdk deploy', ['deploy', ...all, ...config, ...where], 240_000);
  return { stackArn: stackArnIn(said), ...outputsIn(readFileSync(outputs, 'utf8')) };
}

function environment(endpoint: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    // cdk.json asks for `node`, which has to be this one.
    PATH: `${dirname(process.execPath)}:${PATH}`,
    HOME,
    TMPDIR,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}

function stackArnIn(said: string): string {
  const arn = /arn:aws:cloudformation:\S+:stack\/Gatewatch\/\S+/.exec(said)?.[0];
  if (arn === undefined) throw new Error(`cdk deploy did not say the ARN of the stack:\n${said}`);
  return arn;
}

function outputsIn(text: string): Omit<Deployment, 'stackArn'> {
  const outputs: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(text);
  const output = (name: string): string => {
    const value = outputs['Gatewatch']?.[name];
    if (value === undefined) throw new Error(`The stack Gatewatch has no output ${name}.`);
    return value;
  };
  return {
    findingsTopicArn: output('FindingsTopicArn'),
    operationsTopicArn: output('OperationsTopicArn'),
    sweepFunctionName: output('SweepFunctionName'),
    bucketName: output('BucketName'),
    tableName: output('TableName'),
  };
}
