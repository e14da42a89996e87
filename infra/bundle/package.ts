import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundleFolder, catalogueHash, catalogueHashFile, ownPath } from '../package.ts';
import { bundle } from './bundle.ts';

/**
 * `npm run build`: makes dist/, which holds under the same names as the repository what the package needs of it, as JavaScript, and what
 * the repository makes at synthesis.
 */
const dist = ownPath('dist');

rmSync(dist, { recursive: true, force: true });
execFileSync('tsc', ['--project', ownPath('tsconfig.build.json')], { stdio: 'inherit' });
for (const copied of ['cdk.json', 'examples']) {
  cpSync(ownPath(copied), `${dist}/${copied}`, { recursive: true });
}
writeFileSync(`${dist}/${catalogueHashFile}`, catalogueHash());
for (const name of readdirSync(ownPath('functions'))) {
  const handler = `functions/${name}/handler.ts`;
  if (existsSync(ownPath(handler))) await bundle(handler, `${dist}/${bundleFolder(name)}`);
}
