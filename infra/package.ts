import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FileSystem } from 'aws-cdk-lib';

/**
 * Whether this is the package, which brings along what the repository makes at synthesis. The folders of both have the same
 * names, but only the package is JavaScript.
 */
export const isPackage = import.meta.url.endsWith('.js');

/** Something of the project, by its path from the root: of the repository, or of dist/ in the package. */
export function ownPath(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Where the package has the bundle of a Lambda, named after its folder under functions/. */
export function bundleFolder(name: string): string {
  return `lambda/${name}`;
}

/** Where the package has the hash of the sources that its catalogue was made of. */
export const catalogueHashFile = 'catalogue-hash';

/** Changes with the rules, and with whatever they are judged by. */
export function catalogueHash(): string {
  return isPackage
    ? readFileSync(ownPath(catalogueHashFile), 'utf8')
    : FileSystem.fingerprint(ownPath('shared'), { exclude: ['*.md'] });
}
