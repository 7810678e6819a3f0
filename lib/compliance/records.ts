/**
 * Rules about which events are recorded, how long records are retained, and what records must not contain (PCI DSS 3.3
 * and 10).
 */
import { CfnResource, Stack } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { propertiesOf, type Rule, violatedWhen } from './rule.ts'

const year = 365

const Traced = z.looseObject({ DataTraceEnabled: z._default(z.boolean(), false) })
/** A stage of a REST or WebSocket API. */
const Stage = z.looseObject({
  MethodSettings: z._default(z.array(Traced), []),
  DefaultRouteSettings: z.optional(Traced),
  RouteSettings: z._default(z.record(z.string(), Traced), {}),
})
const Samples = z.looseObject({ SampledRequestsEnabled: z.boolean() })
const Firewall = z.looseObject({
  VisibilityConfig: Samples,
  Rules: z._default(z.array(z.looseObject({ VisibilityConfig: Samples })), []),
})
const Trail = z.looseObject({
  S3BucketName: z.unknown(),
  AdvancedEventSelectors: z._default(
    z.array(
      z.looseObject({
        FieldSelectors: z.array(
          z.looseObject({
            Field: z.string(),
            Equals: z._default(z.array(z.unknown()), []),
            StartsWith: z._default(z.array(z.unknown()), []),
          }),
        ),
      }),
    ),
    [],
  ),
})
const Locked = z.looseObject({
  ObjectLockConfiguration: z.looseObject({
    Rule: z.looseObject({
      DefaultRetention: z.looseObject({ Days: z._default(z.number(), 0), Years: z._default(z.number(), 0) }),
    }),
  }),
})

/** Returns the bucket in the same stack that a trail writes to. */
function bucketOf(trail: CfnResource): CfnResource | undefined {
  const stack = Stack.of(trail)
  const name = JSON.stringify(Trail.safeParse(propertiesOf(trail)).data?.S3BucketName)
  return stack.node
    .findAll()
    .filter((each) => CfnResource.isCfnResource(each))
    .find((each) => each.cfnResourceType === 'AWS::S3::Bucket' && JSON.stringify(stack.resolve(each.ref)) === name)
}

export const records: readonly Rule[] = [
  {
    name: 'BodiesAreNotLogged',
    requirement: '3.3.1',
    types: ['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'],
    violation: 'API Gateway logs whole requests and responses.',
    rationale: 'The log would contain card numbers and verification codes in the clear.',
    isViolatedBy: violatedWhen(Stage, ({ MethodSettings, DefaultRouteSettings, RouteSettings }) =>
      [
        ...MethodSettings,
        ...(DefaultRouteSettings ? [DefaultRouteSettings] : []),
        ...Object.values(RouteSettings),
      ].some(({ DataTraceEnabled }) => DataTraceEnabled),
    ),
  },
  {
    name: 'FirewallStoresNoSamples',
    requirement: '8.3.2',
    types: ['AWS::WAFv2::WebACL'],
    violation: 'The firewall stores samples of requests with all their headers.',
    rationale: 'The samples contain access tokens in the clear.',
    isViolatedBy: violatedWhen(Firewall, ({ VisibilityConfig, Rules }) =>
      [VisibilityConfig, ...Rules.map((rule) => rule.VisibilityConfig)].some((each) => each.SampledRequestsEnabled),
    ),
  },
  {
    name: 'LogIsRetainedForAYear',
    requirement: '10.5.1',
    types: ['AWS::Logs::LogGroup'],
    violation: 'The log group deletes records before twelve months have passed.',
    rationale: 'Records are retained for twelve months.',
    isViolatedBy: violatedWhen(
      z.looseObject({ RetentionInDays: z.optional(z.number()) }),
      ({ RetentionInDays }) => RetentionInDays !== undefined && RetentionInDays < year,
    ),
  },
  {
    name: 'TrailIsImmutable',
    requirement: '10.3.2',
    types: ['AWS::CloudTrail::Trail'],
    violation: 'The trail is stored where it can be changed or deleted within twelve months.',
    rationale: 'Records are protected from the people whose actions they record.',
    isViolatedBy: (trail) => {
      const bucket = bucketOf(trail)
      const locked = bucket && Locked.safeParse(propertiesOf(bucket)).data
      if (!locked) return true
      const { Days, Years } = locked.ObjectLockConfiguration.Rule.DefaultRetention
      return Days < year && Years < 1
    },
  },
  {
    name: 'TrailRecordsReads',
    requirement: '10.2.1.3',
    types: ['AWS::CloudTrail::Trail'],
    violation: 'Reads of the archived records are not recorded.',
    rationale: 'Access to audit records is itself recorded.',
    isViolatedBy: violatedWhen(Trail, ({ AdvancedEventSelectors }) =>
      AdvancedEventSelectors.every(({ FieldSelectors }) => {
        const names = FieldSelectors.find(({ Field }) => Field === 'eventName')
        const objects = FieldSelectors.some(
          ({ Field, Equals }) => Field === 'resources.type' && Equals.includes('AWS::S3::Object'),
        )
        return (
          !objects ||
          (names !== undefined &&
            !['Get', 'GetObject'].some((name) => [...names.StartsWith, ...names.Equals].includes(name)))
        )
      }),
    ),
  },
]
