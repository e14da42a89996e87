import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** What esbuild is told, by CDK as by the test that weighs the bundles. */
export const esbuildOptions = {
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // CommonJS packages in an ES module bundle still call require.
  banner: {
    js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  },
  // Lambda puts credentials into the environment, where the SDK looks first: these other places, a seventh
  // of a bundle, would be imported only if it had not.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
} as const;

/**
 * The same for `NodejsFunction`. The SDK is bundled, so that the one that was tested is the one that runs.
 * No metafile, because CDK would ship it inside the function's archive.
 */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: esbuildOptions.target,
  mainFields: [...esbuildOptions.mainFields],
  minify: esbuildOptions.minify,
  banner: esbuildOptions.banner.js,
  externalModules: [...esbuildOptions.external],
  sourceMap: true,
  sourcesContent: false,
};
