import { execFileSync } from 'node:child_process';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFolder, isPackage, ownPath } from '../package.ts';

/** The bundle of a Lambda, named after its folder under functions/. */
export function bundledCode(name: string): Code {
  return isPackage ? Code.fromAsset(ownPath(bundleFolder(name))) : madeAtSynthesis(name);
}

/** Wherever the stack is bundled at all; `NodejsFunction` knows no plugins. */
function madeAtSynthesis(name: string): Code {
  return Code.fromAsset(ownPath('.'), {
    // The bundle decides whether a function has changed.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK wants one, and would ask it only if the other way had not been open.
      image: DockerImage.fromRegistry('scratch'),
      // Never run either, but CDK takes two assets for one if all that it can compare is the same.
      command: [name],
      local: {
        tryBundle: (folder) => {
          const command = ownPath('infra/bundle/command.ts');
          execFileSync(process.execPath, [command, handlerOf(name), folder], { stdio: 'inherit' });
          return true;
        },
      },
    },
  });
}

function handlerOf(name: string): string {
  return `functions/${name}/handler.ts`;
}
