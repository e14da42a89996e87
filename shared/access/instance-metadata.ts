import type { MetadataOptions, Nodegroup } from '../model/cluster-parts.ts';
import type { InstanceMetadataDefaults } from '../model/region-facts.ts';

/** What the instances of a node group really get; undefined where nothing that was read decides it. */
export interface EffectiveMetadata {
  readonly reachable: boolean;
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
}

/**
 * The launch template comes first, then the defaults of the account in the Region, then the AMI: those of Amazon Linux
 * 2023 require tokens and let them travel two hops. What other AMIs ask for is not known from here.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html
 */
export function effectiveMetadata(
  options: MetadataOptions,
  defaults: InstanceMetadataDefaults,
  { amiType = '' }: Nodegroup,
): EffectiveMetadata {
  const ami = amiType.startsWith('AL2023_') ? al2023 : {};
  const httpTokens = options.httpTokens ?? preferred(defaults.httpTokens) ?? ami.httpTokens;
  const hopLimit =
    options.httpPutResponseHopLimit ??
    positive(defaults.httpPutResponseHopLimit) ??
    ami.httpPutResponseHopLimit;
  return {
    reachable: options.httpEndpoint !== 'disabled',
    ...(httpTokens !== undefined && { httpTokens }),
    ...(hopLimit !== undefined && { httpPutResponseHopLimit: hopLimit }),
  };
}

const al2023: MetadataOptions = { httpTokens: 'required', httpPutResponseHopLimit: 2 };

function preferred(tokens: string | undefined): string | undefined {
  return tokens === 'no-preference' ? undefined : tokens;
}

/** The API says -1 for no preference. */
function positive(hops: number | undefined): number | undefined {
  return hops !== undefined && hops > 0 ? hops : undefined;
}
