import { describe, expect, it } from 'vitest';
import { leanSdk, withPlainKeys } from '../../../infra/bundle/lean-sdk.ts';
import { plainResources } from '../../../infra/bundle/plain-resources.ts';
import { shortErrors } from '../../../infra/bundle/short-errors.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { bundled } from './bundled.ts';

const clients = Object.keys(manifest.dependencies).filter((name) =>
  name.startsWith('@aws-sdk/client-'),
);
const withErrors = clients.filter((client) => client !== '@aws-sdk/client-ec2');

/** A schema with the schemas that it refers to by name. */
function described(value: unknown): unknown {
  if (typeof value === 'function') {
    const referred: unknown = value();
    return Array.isArray(referred) ? `${referred[1]}#${referred[2]}` : described(referred);
  }
  if (Array.isArray(value)) return value.map(described);
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, described(each)]));
}

async function schemasOf(client: string, plugins: Parameters<typeof bundled>[1]) {
  const source = `export * from './node_modules/${client}/dist-es/schemas/schemas_0.js'`;
  const { errorTypeRegistries: _, ...schemas } = await bundled(source, plugins);
  return Object.entries(schemas)
    .filter(([name]) => name !== plainer)
    .map(([name, schema]) => [name, described(schema)]);
}

/** The one schema that is another, in the client of Security Hub. */
const plainer = 'ResourceDetails$';

/** An error of each class, made of every member that any of them has. */
async function errorsOf(client: string, plugins: Parameters<typeof bundled>[1]) {
  const source = `export * from './node_modules/${client}/dist-es/models/errors.js'`;
  const given = {
    ...{ message: 'no', $metadata: { httpStatusCode: 400 }, Message: 'No', Code: 'C', Type: 'T' },
    ...{ Reason: 'R', Item: { a: 1 }, CancellationReasons: [], clusterName: 'c', retryAfter: '1' },
  };
  return Object.entries(await bundled(source, plugins)).map(([name, value]) => {
    const made = value as { new (given: unknown): Error; readonly shapeId?: string };
    const error = new made(given);
    return {
      ...{ name, shapeId: made.shapeId, text: String(error), own: Object.entries(error) },
      is: [error instanceof made, error instanceof Error, Object.getPrototypeOf(made).name],
    };
  });
}

describe('the SDK in a bundle', () => {
  it.each(clients)('has the same schemas in %s', async (client) => {
    const lean = await schemasOf(client, [leanSdk]);
    expect(lean.length).toBeGreaterThan(20);
    expect(lean).toEqual(await schemasOf(client, []));
  });

  it('has no details of resources in Security Hub but the map of texts that any may have', async () => {
    const source =
      "export * from './node_modules/@aws-sdk/client-securityhub/dist-es/schemas/schemas_0.js'";
    const { [plainer]: whole } = await bundled(source, []);
    const [, namespace, shape, , names, types] = Array.isArray(whole) ? whole : expect.fail('none');
    expect(types[names.indexOf('Other')]).toBe(128);
    const { [plainer]: lean } = await bundled(source, [leanSdk]);
    expect(lean).toEqual([3, namespace, shape, 0, ['Other'], [128]]);
  });

  it.each(withErrors)('has the same errors in %s', async (client) => {
    const lean = await errorsOf(client, [leanSdk]);
    expect(lean.length).toBeGreaterThan(2);
    expect(lean).toEqual(await errorsOf(client, []));
  });

  it('says which version it is', async () => {
    const source = "export { default } from './node_modules/@aws-sdk/client-s3/package.json'";
    const { default: said } = await bundled(source, [leanSdk]);
    expect(said).toEqual({ version: manifest.dependencies['@aws-sdk/client-s3'] });
  });
});

describe('keys of schemas', () => {
  it('are written out where they are constants of the file', () => {
    const schemas = 'const _h = "http";\nvar a = { [_h]: ["GET", _h],\n  [_x]: 1 };\nb[_h] = 1;';
    expect(withPlainKeys(schemas)).toBe(
      'const _h = "http";\nvar a = { "http": ["GET", _h],\n  [_x]: 1 };\nb[_h] = 1;',
    );
  });
});

describe('details of resources', () => {
  it('stay as they are where they are not written as we know them', () => {
    const schemas = 'export var ResourceDetails$ = struct(_RDe, [_Ot]);';
    expect(plainResources(schemas)).toBe(schemas);
  });
});

describe('an error class', () => {
  const plain = `export class Gone extends __BaseException {
    name = "Gone";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "Gone",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, Gone.prototype);
        this.Message = opts.Message;
    }
}`;

  it('is made by the common function', () => {
    expect(shortErrors(plain)).toContain(
      'export const Gone = errorClass("Gone", "client", "", "Message");\n',
    );
  });

  it.each([
    ['with a member of a fixed value', plain.replace('Message;', 'Message;\n    $retryable = {};')],
    ['that sets a member which it has not', plain.replace('    Message;\n', '')],
    ['that sets a member to another', plain.replace('opts.Message', 'opts.message')],
    ['of another name inside', plain.replace('name: "Gone"', 'name: "Left"')],
    ['of another base', plain.replace('__BaseException', 'Other')],
  ])('%s stays as it is', (_, models) => {
    expect(shortErrors(models)).toBe(models);
  });
});
