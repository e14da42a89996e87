import { bundle } from './bundle.ts';

/** `node infra/bundle/command.ts ENTRY FOLDER`: what synth runs, because it cannot wait for esbuild and its plugins itself. */
const [entry, folder] = process.argv.slice(2);
if (entry === undefined || folder === undefined) throw new Error('Give an entry and a folder.');
await bundle(entry, folder);
