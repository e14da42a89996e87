/** A name for each ARN that CDK and Terraform take, made of its last part; each once. */
export function identifiers(arns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return arns.map((arn) => {
    const name = arn.slice(arn.lastIndexOf('/') + 1).replaceAll(/[^A-Za-z0-9]+/g, '_');
    let free = name;
    // CloudFormation drops what is no letter or digit, and so do we when we compare.
    for (let number = 2; taken.has(bare(free)); number += 1) free = `${name}_${number}`;
    taken.add(bare(free));
    return free;
  });
}

function bare(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
