interface UnusedModule {
  readonly module: RegExp;
  /** The module in its place: what others import of it by name is there, and does nothing or says that it is missing. */
  readonly instead: string;
}

/** Modules that every client brings along and that nothing in a Lambda of ours can come to use. */
export const unusedSdk: readonly UnusedModule[] = [
  {
    // For operations with event streams, such as SelectObjectContent of S3; we call none.
    module: /\/@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    instead: `
      export const eventStreamSerdeProvider = () => undefined;
      export const resolveEventStreamSerdeConfig = (config) => config;
      export class EventStreamSerde { constructor() { throw new Error('Event streams are not bundled.'); } }`,
  },
  {
    // No command of DynamoDB's client discovers endpoints, for which this keeps those that were found.
    module: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/,
    instead: 'export class EndpointCache {}',
  },
  {
    // For buckets behind multi-Region access points, and for nothing without a package that we do not have.
    // https://github.com/aws/aws-sdk-js-v3#functionality-requiring-aws-common-runtime-crt
    module: /\/@aws-sdk\/signature-v4-multi-region\/dist-es\/SignatureV4MultiRegion\.js$/,
    instead: `
      import { SignatureV4SignWithCredentials } from './SignatureV4SignWithCredentials';
      export class SignatureV4MultiRegion extends SignatureV4SignWithCredentials {
        static sigv4aDependency() { return 'none'; }
      }`,
  },
  {
    // For a Node without crypto, which Lambda's is not.
    module: /\/@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    instead: 'export const Sha256Js = undefined;',
  },
  {
    module: /\/@aws-sdk\/checksums\/dist-es\/submodules\/sha\/sha1\/Sha1Js\.js$/,
    instead: 'export const Sha1Js = undefined;',
  },
];
