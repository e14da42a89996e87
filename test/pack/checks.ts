import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Folders, run, succeed, templatesIn } from './folders.ts';

/** What the package promises to somebody who has nothing else, by name. */
export const checks: Readonly<Record<string, (folders: Folders) => void>> = {
  'synthesises the templates of the repository, under no feature flags': ({ app, repository }) => {
    succeed(app, 'node', ['app.js']);
    const assembly = join(app, 'repository.out');
    const { context } = JSON.parse(readFileSync(join(repository, 'cdk.json'), 'utf8'));
    succeed(repository, 'node', ['infra/app.ts'], {
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        'aws:cdk:bundling-stacks': [],
        account: '111122223333',
        region: 'eu-west-1',
        config: join(app, 'gatewatch.yaml'),
      }),
    });
    const templates = templatesIn(join(app, 'cdk.out'));
    assert.equal(Object.keys(templates).length, 6);
    assert.deepEqual(templates, templatesIn(assembly));
  },

  'takes each Lambda from the package, bundled': ({ app }) => {
    const built = join(app, 'node_modules/gatewatch/dist/lambda');
    const bundles = readdirSync(built).map((name) => join(built, name, 'index.mjs'));
    const known = new Set(bundles.map((file) => readFileSync(file, 'utf8')));
    const assembly = join(app, 'cdk.out');
    const assets = readdirSync(assembly)
      .map((name) => join(assembly, name, 'index.mjs'))
      .filter((file) => existsSync(file));
    // No channel is configured, so nothing delivers to one.
    assert.equal(assets.length, bundles.length - 1);
    assert.deepEqual(
      assets.filter((file) => !known.has(readFileSync(file, 'utf8'))),
      [],
    );
  },

  'says what is wrong with a configuration, with its line': ({ app }) => {
    writeFileSync(join(app, 'wrong.yaml'), 'regoins: [eu-west-1]\n');
    const wrong = readFileSync(join(app, 'app.js'), 'utf8').replace('gatewatch.yaml', 'wrong.yaml');
    writeFileSync(join(app, 'wrong.js'), wrong);
    const { status, err } = run(app, 'node', ['wrong.js']);
    assert.equal(status, 1);
    assert.match(err, /wrong\.yaml:1:1: .*regoins.*regions/);
  },

  'has types that a strict compiler accepts': ({ app, repository }) => {
    writeFileSync(join(app, 'app.ts'), readFileSync(join(app, 'app.js'), 'utf8'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024'];
    const module = ['--module', 'nodenext', '--types', 'node', '--typeRoots'];
    const types = join(repository, 'node_modules/@types');
    succeed(app, 'tsc', [...options, ...module, types, 'app.ts']);
  },

  'runs the sample, and tells how to go on with npx': ({ app }) => {
    const out = succeed(app, 'npx', ['--no-install', 'gatewatch']);
    assert.match(out, /^Gatewatch · account 012345678901 · 4 clusters in 2 Regions/);
    assert.match(
      out,
      /npx gatewatch replay node_modules\/gatewatch\/dist\/examples\/break-in\/\*\.json/,
    );
    assert.doesNotMatch(out, /npm start/);
  },

  'sweeps a snapshot with the words and the status of the repository': ({ app, repository }) => {
    const sample = join(repository, 'examples/brackwater');
    const args = ['sweep', '--snapshot', sample, '--format', 'json'];
    const there = run(app, 'npx', ['--no-install', 'gatewatch', ...args]);
    const here = run(repository, 'node', ['functions/cli/main.ts', ...args]);
    assert.equal(there.status, 1);
    assert.deepEqual(JSON.parse(there.out), JSON.parse(here.out));
  },

  'leaves its users the Node they have': ({ app }) => {
    assert.equal(existsSync(join(app, 'node_modules/.bin/node')), false);
  },
};
