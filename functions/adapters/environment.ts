/** A variable that the stack sets. Throws when it is missing: a function without it is not ours. */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set; deploy the stack again.`);
  }
  return value;
}
