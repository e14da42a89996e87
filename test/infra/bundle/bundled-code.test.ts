import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, expect, it } from 'vitest';
import { bundle } from '../../../infra/bundle/bundle.ts';
import { bundledCode } from '../../../infra/bundle/bundled-code.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is the bundle of each entry, with its source map', async () => {
  const names = ['alert', 'access-change'];
  const stack = new Stack(new App({ outdir: folder }), 'Stack');
  for (const name of names) {
    new LambdaFunction(stack, name, {
      code: bundledCode(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    });
  }

  const template = Template.fromStack(stack);

  const keys = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }) => String(Properties.Code.S3Key),
  );
  expect(keys).toHaveLength(2);
  for (const [index, name] of names.entries()) {
    const asset = join(folder, `asset.${keys[index]?.replace('.zip', '')}`);
    await bundle(`functions/${name}/handler.ts`, join(folder, name));
    expect(readdirSync(asset)).toEqual(['index.mjs', 'index.mjs.map']);
    expect(readFileSync(join(asset, 'index.mjs'), 'utf8')).toBe(
      readFileSync(join(folder, name, 'index.mjs'), 'utf8'),
    );
  }
});
