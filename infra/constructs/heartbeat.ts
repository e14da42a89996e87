import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * A role that can do nothing and that nobody can become, only to be tagged: each sweep writes a tag, and the event of that
 * has to come back the way that events of IAM come. It holds no policy, and its trust is a Deny: a service or an account
 * as principal would leave somebody who might assume it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export class Heartbeat extends Construct {
  public readonly roleName: string;
  public readonly roleArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      description: 'Gatewatch: can do nothing; its tag is changed to hear that events arrive',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
      },
    });
    this.roleName = role.ref;
    this.roleArn = role.attrArn;
  }
}
