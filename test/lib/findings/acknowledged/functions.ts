/** Findings about functions, their roles and how the CDK writes them down that are meant to stay. */
import type { StageName } from '../../synthesised.ts'
import type { Acknowledged } from '../review.ts'

const outsideVpc = [
  'control-zone/ControlZone/*',
  'identity/SignIn/**',
  'events/*/*',
  'api/Rotation/*',
  'push/Functions/*',
  'pages/Pages/*',
]
const functions = ['pci-zone/*/*', ...outsideVpc]
const cdkHandlers = '*/Custom::*/Handler'

/** The tool tells of a resource of another stack by what that stack exports. */
const socketsOf = (stage: StageName) =>
  ['POST', 'DELETE'].map(
    (method) =>
      `AwsSolutions-IAM5[Resource::arn:aws:execute-api:<region>:<account>:sealform-${stage}-front:ExportsOutputRefSocketsApi5AE1D805/live/${method}/@connections/*]`,
  )

export const functionFindings: readonly Acknowledged[] = [
  {
    rules: ['PCI.DSS.321-IAMNoInlinePolicy', 'NIST.800.53.R5-IAMNoInlinePolicy'],
    on: ['**/*-role', 'events/Trail/Role', 'network/Network/FlowLogRole'],
    because:
      'One role for one function, with what it may do written in it: a policy that nobody else can attach or change.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ', 'CKV_AWS_116'],
    on: functions,
    because:
      'They are called by whoever waits for the answer, or again by the clock. Readers of the stream leave failures in a queue.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency', 'CKV_AWS_115'],
    on: functions,
    because:
      'Each method has a throttle. What is reserved for a step is a setting, and taken from the rest of the account.',
  },
  {
    rules: ['PCI.DSS.321-LambdaInsideVPC', 'NIST.800.53.R5-LambdaInsideVPC', 'CKV_AWS_117', 'CT.LAMBDA.PR.3'],
    on: outsideVpc,
    because:
      'Only the PCI zone is in the network. What is outside it holds no answer and has no grant on the vault key.',
  },
  {
    rules: ['CT.LAMBDA.PR.3'],
    on: ['pci-zone/*/*'],
    because:
      'A false alarm: the network stands in another stack, and the rule knows subnets of the same template only.',
  },
  {
    rules: ['CKV_AWS_173'],
    on: functions,
    because: 'The environment holds names and no secret. AWS encrypts it with the key of Lambda.',
  },
  {
    rules: ['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117', 'CT.LAMBDA.PR.3'],
    on: [cdkHandlers],
    because:
      'The CDK’s own, called by CloudFormation alone: to close the default group, and to empty the buckets of a demo that goes.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]', 'AwsSolutions-IAM5[Resource::arn:aws:ec2:<region>:<account>:*/*]'],
    on: ['pci-zone/*/*-role'],
    because:
      'What Lambda needs to join a network, in the words of its guide. The function’s own code may do none of it.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]'],
    on: ['events/Readers/*-role', 'api/Rotation/*-role'],
    because: 'ListStreams and GetRandomPassword take no resource.',
  },
  {
    rules: [
      'AwsSolutions-IAM5[Resource::<ArchiveBucket.Arn>/audit/*]',
      'AwsSolutions-IAM5[Resource::<ArchiveBucket.Arn>/checkpoints/*]',
    ],
    on: ['events/Checkpoints/checkpoint-audit-role'],
    because: 'It reads the copies of the audit log and writes checkpoints beside them; it may not write what it reads.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::<ArchiveBucket.Arn>/audit/*]'],
    on: ['events/Readers/export-audit-role'],
    because: 'It writes new objects below one prefix, and may neither read nor delete.',
  },
  ...(['demo', 'production'] as const).map(
    (stage): Acknowledged => ({
      rules: socketsOf(stage),
      on: [
        'control-zone/ControlZone/put-conversation-role',
        'control-zone/ControlZone/close-conversation-role',
        'control-zone/ControlZone/cancel-form-role',
        'control-zone/ControlZone/report-progress-role',
        'control-zone/ControlZone/put-person-role',
        'control-zone/ControlZone/sign-out-role',
        'push/Functions/open-socket-role',
        'push/Functions/check-connections-role',
        'events/Readers/publish-events-role',
      ],
      onlyIn: stage,
      because: 'Sockets have no names before they are opened. These may write to them and close them, of this one API.',
    }),
  ),
  ...(['demo', 'production'] as const).map(
    (stage): Acknowledged => ({
      rules: [`AwsSolutions-IAM5[Resource::sealform-${stage}-front:ExportsOutputFnGetAttPagesBucketArn652CD66D/*]`],
      on: ['pages/Pages/upload-pages-role'],
      onlyIn: stage,
      because:
        'It puts the files of the pages into their bucket, whatever they are called; only in a demo may it delete.',
    }),
  ),
  {
    rules: ['W3005'],
    on: [...functions, cdkHandlers, 'events/Trail/Account'],
    because: 'The CDK writes down a dependency that a reference implies already. It does no harm.',
  },
  {
    rules: ['W3010'],
    on: ['network/Network/Vpc/pciSubnet*/Subnet'],
    because: 'The stage names its three zones, which only credentials could look up otherwise.',
  },
]
