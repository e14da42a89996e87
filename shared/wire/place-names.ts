/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html (name: its pattern, 1 to 100 characters) */
export function isClusterName(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/.test(text);
}

export function isRegionName(text: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(text);
}
