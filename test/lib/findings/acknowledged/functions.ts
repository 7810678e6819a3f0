/** Accepted findings about functions, their roles and how the CDK defines them. */
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

/** The tool names a resource of another stack by the export of that stack. */
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
      'One role for one function, with its permissions inline: no other principal can attach or change the policy.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaDLQ', 'CKV_AWS_116'],
    on: functions,
    because:
      'Their caller waits for the answer, or a schedule repeats the call. Stream readers send failures to a queue.',
  },
  {
    rules: ['NIST.800.53.R5-LambdaConcurrency', 'CKV_AWS_115'],
    on: functions,
    because:
      'Each method has a throttle. Reserved concurrency is a setting, and reduces what the rest of the account has.',
  },
  {
    rules: ['PCI.DSS.321-LambdaInsideVPC', 'NIST.800.53.R5-LambdaInsideVPC', 'CKV_AWS_117', 'CT.LAMBDA.PR.3'],
    on: outsideVpc,
    because:
      'Only the PCI zone is in the network. Functions outside it hold no answer and have no grant on the vault key.',
  },
  {
    rules: ['CT.LAMBDA.PR.3'],
    on: ['pci-zone/*/*'],
    because: 'A false alarm: the network is in another stack, and the rule knows only subnets of the same template.',
  },
  {
    rules: ['CKV_AWS_173'],
    on: functions,
    because: 'The environment holds names and no secret. AWS encrypts it with the Lambda key.',
  },
  {
    rules: ['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117', 'CT.LAMBDA.PR.3'],
    on: [cdkHandlers],
    because:
      'CDK handlers, called only by CloudFormation: they close the default group and empty a removed demo’s buckets.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::*]', 'AwsSolutions-IAM5[Resource::arn:aws:ec2:<region>:<account>:*/*]'],
    on: ['pci-zone/*/*-role'],
    because:
      'What Lambda needs to attach a network interface, as in its guide. The function’s own code is denied all of it.',
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
    because: 'It reads the copies of the audit log and writes checkpoints beside them; it may not write the copies.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::<ArchiveBucket.Arn>/audit/*]'],
    on: ['events/Readers/export-audit-role'],
    because: 'It writes new objects below one prefix, and may not read or delete.',
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
      because: 'A socket has no name before it opens. These may write to and close sockets of this API only.',
    }),
  ),
  ...(['demo', 'production'] as const).map(
    (stage): Acknowledged => ({
      rules: [`AwsSolutions-IAM5[Resource::sealform-${stage}-front:ExportsOutputFnGetAttPagesBucketArn652CD66D/*]`],
      on: ['pages/Pages/upload-pages-role'],
      onlyIn: stage,
      because: 'It uploads the files of the pages under any name; only in a demo may it delete.',
    }),
  ),
  {
    rules: ['W3005'],
    on: [...functions, cdkHandlers, 'events/Trail/Account', 'events/Trail/Tables/Trail'],
    because: 'The CDK declares a dependency that a reference already implies. It is harmless.',
  },
]
