import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** The bundle of an entry point, made at synthesis wherever the stack is bundled at all; `NodejsFunction` knows no plugins. */
export function bundledCode(entry: string): Code {
  return Code.fromAsset(fileURLToPath(new URL('../..', import.meta.url)), {
    // The bundle decides whether a function has changed.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK wants one, and would ask it only if the other way had not been open.
      image: DockerImage.fromRegistry('scratch'),
      // Never run either, but CDK takes two assets for one if all that it can compare is the same.
      command: [entry],
      local: {
        tryBundle: (folder) => {
          const command = fileURLToPath(new URL('./command.ts', import.meta.url));
          execFileSync(process.execPath, [command, entry, folder], { stdio: 'inherit' });
          return true;
        },
      },
    },
  });
}
