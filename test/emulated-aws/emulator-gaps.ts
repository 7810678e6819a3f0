/**
 * What AWS does and the emulator does not, with a probe for each. When a probe finds that the emulator does it, the deployed tests
 * fail: delete the row then, so that its resource is created and the results of its tests count.
 */
import type { SentenceId } from '../../tools/prove/sentences.ts'
import {
  acceptsMetricMath,
  acceptsTablePolicies,
  acceptsType,
  calledTriggers,
  decodesPathOnce,
  distributionAnswers,
  keepsWrappedKeysIntact,
  type Probe,
  publishesRaisedAlarms,
  requiresSecondFactor,
  runtimeIncludes,
  signsInByChoice,
} from './gap-probes.ts'

/** Names of tests whose results do not count, because they depend on what the emulator lacks. */
export interface DependentTests {
  /** Of the end-to-end suite, prefixed by the names of their groups. */
  readonly endToEnd?: readonly string[]
  readonly smoke?: readonly string[]
  /** Of `deployed.full.test.ts`. */
  readonly deployed?: readonly string[]
  /** The sentences to which `npm run prove` does not answer yes. */
  readonly proofs?: readonly SentenceId[]
}

export interface EmulatorGap {
  /** A sentence that is true of AWS. */
  readonly aws: string
  /** The resources of this type are not created in the emulator. */
  readonly resourceType?: string
  readonly tests?: DependentTests
  /** Returns whether the sentence is true of the emulator too. */
  readonly probe: Probe
}

/** Alarms with metric math. The emulator creates other alarms. */
export const metricMathAlarms = 'AWS::CloudWatch::Alarm with Metrics'

const missingType = (resourceType: string, aws: string, tests: DependentTests = {}): EmulatorGap => ({
  ...{ aws, resourceType, tests },
  probe: acceptsType(resourceType),
})

export const emulatorGaps: readonly EmulatorGap[] = [
  missingType('AWS::CloudTrail::Trail', 'A template creates a trail.', { proofs: ['trail'] }),
  missingType('AWS::Cognito::ManagedLoginBranding', 'The sign-in page has the style of the template.'),
  missingType('AWS::EC2::FlowLog', 'A flow log records the traffic of a network.', { proofs: ['network-joined'] }),
  missingType('AWS::EC2::SecurityGroupIngress', 'A security group blocks traffic that no rule admits.'),
  missingType('AWS::SecretsManager::RotationSchedule', 'A secret is rotated on a schedule.', { proofs: ['rotation'] }),
  missingType('AWS::WAFv2::LoggingConfiguration', 'A firewall logs the requests that it blocks.', {
    proofs: ['edge-firewall'],
  }),
  {
    aws: 'An alarm evaluates metric math.',
    resourceType: metricMathAlarms,
    probe: acceptsMetricMath,
  },
  {
    aws: 'The runtime includes the S3 client, which the function that empties a bucket imports.',
    resourceType: 'Custom::S3AutoDeleteObjects',
    probe: runtimeIncludes('@aws-sdk/client-s3'),
  },
  {
    aws: 'The runtime includes the EC2 client, which the function that restricts a default security group imports.',
    resourceType: 'Custom::VpcRestrictDefaultSG',
    probe: runtimeIncludes('@aws-sdk/client-ec2'),
  },
  {
    aws: 'The API treats an encoded slash as part of an id, and calls the authorizer.',
    tests: { endToEnd: ['for ids that the brand defines, "a/b" is not a valid id of a conversation or an agent'] },
    probe: decodesPathOnce,
  },
  {
    aws: 'The distribution answers under its name, with the pages and the API behind it.',
    tests: {
      smoke: ['Requests for the page of the link spend no key'],
      proofs: ['conditional-requests', 'failures-not-cached', 'socket'],
    },
    probe: distributionAnswers,
  },
  {
    // The tests invoke the functions directly, see pool-triggers.ts.
    aws: 'A user pool calls the triggers before the password and after the second factor.',
    probe: calledTriggers,
  },
  {
    aws: 'A user pool issues no token without a second factor.',
    tests: { deployed: ['rejects a sign-in with a password alone'] },
    probe: requiresSecondFactor,
  },
  {
    aws: 'KMS rejects a modified wrapped data key.',
    tests: { deployed: ['abuse 21: is not released while one bit of a stored wrapped key is changed'] },
    probe: keepsWrappedKeysIntact,
  },
  {
    aws: 'Cognito’s API signs people in by choice (USER_AUTH), with a one-time password.',
    tests: { proofs: ['pool-triggers', 'scope-omitted', 'authenticator-removed'] },
    probe: signsInByChoice,
  },
  {
    aws: 'A template gives a table a policy.',
    tests: { proofs: ['vault-policies'] },
    probe: acceptsTablePolicies,
  },
  {
    aws: 'An alarm that is raised publishes, and records it in its history.',
    tests: { proofs: ['alarm-published'] },
    probe: publishesRaisedAlarms,
  },
]
