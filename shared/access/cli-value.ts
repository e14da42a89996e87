/**
 * Whether the AWS CLI would read the value of an option from a file or an address rather than take it as it is. Others
 * choose names, and whoever pastes a command would send them a file of their own.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
export function isReadFromElsewhere(value: string | undefined): boolean {
  return value !== undefined && /^(fileb?|https?):\/\//i.test(value);
}
