import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LambdaRuntime, startLambda } from '../support/lambda/lambda-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-lambda-'));
const bundle = join(folder, 'sample.mjs');
writeFileSync(
  bundle,
  `let warm = 0;
export const handler = async (event, context) => {
  console.log('handling', event.do);
  if (event.do === 'throw') throw new TypeError('no');
  if (event.do === 'exit') process.exit(3);
  if (event.do === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
  warm += 1;
  return { warm, left: context.getRemainingTimeInMillis() > 0, greeting: process.env.GREETING };
};
`,
);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a bundle under the runtime interface client', () => {
  let lambda: LambdaRuntime;

  beforeEach(async () => {
    lambda = await startLambda({ bundle, environment: { GREETING: 'hello' }, timeoutMs: 3_000 });
  });

  afterEach(() => lambda.close());

  test('answers, logs and stays warm', async () => {
    const first = await lambda.invoke({ do: 'answer' });

    expect(first.payload).toEqual({ warm: 1, left: true, greeting: 'hello' });
    expect(first.functionError).toBeUndefined();
    expect(first.logs).toContain('handling answer');
    expect((await lambda.invoke({ do: 'answer' })).payload).toMatchObject({ warm: 2 });
  });

  test('answers after an error, in the same process', async () => {
    const { payload, functionError } = await lambda.invoke({ do: 'throw' });

    expect([functionError, payload]).toEqual([
      'Unhandled',
      expect.objectContaining({ errorType: 'TypeError', errorMessage: 'no' }),
    ]);
    expect((await lambda.invoke({ do: 'answer' })).payload).toMatchObject({ warm: 1 });
  });

  test('answers after a time-out, in a new process', async () => {
    await lambda.invoke({ do: 'answer' });

    const { payload, functionError } = await lambda.invoke({ do: 'hang' });

    expect([functionError, payload]).toEqual([
      'Unhandled',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 3.00 seconds'),
      },
    ]);
    expect((await lambda.invoke({ do: 'answer' })).payload).toMatchObject({ warm: 1 });
  });

  test('answers after the process ended itself', async () => {
    const { payload, functionError } = await lambda.invoke({ do: 'exit' });

    expect([functionError, payload]).toEqual([
      'Unhandled',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: 'Runtime exited with error: exit status 3',
      },
    ]);
    expect((await lambda.invoke({ do: 'answer' })).payload).toMatchObject({ warm: 1 });
  });
});

test('a bundle that cannot be loaded says why', async () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, "throw new Error('no configuration');");
  const lambda = await startLambda({ bundle: broken });

  const { payload, functionError } = await lambda.invoke({});
  await lambda.close();

  expect([functionError, payload]).toEqual([
    'Unhandled',
    expect.objectContaining({ errorMessage: 'no configuration' }),
  ]);
});
