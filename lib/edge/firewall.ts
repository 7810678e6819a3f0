/**
 * The firewall in front of CloudFront. It limits sizes and rates. It does not check the content of bodies, because
 * answers are free text, which managed rules against injection would refuse. The handlers check bodies instead. The
 * firewall does not know a request's site, so the handlers also enforce the limits per site.
 */
import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { refusals } from '../../contracts/problem.ts'
import { edgeRegion } from '../regions.ts'
import { edgeFirewallNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { firewallLog } from './firewall-log.ts'
import { rateRules, rateStatement } from './rate-rules.ts'

export interface FirewallProps {
  readonly settings: StageSettings
  readonly logsKey: IKey
}

/** 64 KiB, the limit of the contract. */
const maxBodyBytes = 65_536

/** The firewall. CloudFront requires it to be in us-east-1. */
export class Firewall extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string, { settings, logsKey }: FirewallProps) {
    super(scope, id)
    const acl = new CfnWebACL(this, 'Acl', {
      name: edgeFirewallNameOf(settings),
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityConfigFor(edgeFirewallNameOf(settings)),
      // Inspects a body up to the allowed size. A longer body matches the rule for too large bodies.
      associationConfig: { requestBody: { CLOUDFRONT: { defaultSizeInspectionLimit: 'KB_64' } } },
      customResponseBodies: {
        'too-large': problemBody('too-large'),
        'too-many-requests': problemBody('too-many-requests'),
      },
      rules: [
        {
          name: 'too-large',
          priority: 0,
          statement: {
            sizeConstraintStatement: {
              fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
              comparisonOperator: 'GT',
              size: maxBodyBytes,
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
          action: blockAction('too-large'),
          visibilityConfig: visibilityConfigFor('too-large'),
        },
        ...rateRules(this, settings).map((rule, place) => ({
          name: rule.name,
          priority: 1 + place,
          statement: rateStatement(rule),
          action: blockAction('too-many-requests', [{ name: 'Retry-After', value: '60' }]),
          visibilityConfig: visibilityConfigFor(rule.name),
        })),
      ],
    })
    this.arn = acl.attrArn
    // A stack in another Region reads this output, and exports cannot be imported across Regions. This is the only
    // output of a stage that CloudFormation resolves by `Fn::GetStackOutput`
    // (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html).
    // The alternative, two CDK functions that copy parameters between Regions, would run third-party code in this
    // account.
    if (settings.region !== edgeRegion) CrossStackReferences.of(acl).produce(ReferenceStrength.WEAK)
    firewallLog(this, { settings, aclArn: this.arn, key: logsKey })
  }
}

const visibilityConfigFor = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
})

type EdgeRefusal = 'too-large' | 'too-many-requests'

/**
 * The body is plain JSON, because the firewall supports no other JSON type. It has no request id, because the firewall
 * does not know one.
 */
const problemBody = (code: EdgeRefusal) => ({
  contentType: 'APPLICATION_JSON',
  content: JSON.stringify({ type: `urn:sealform:problem:${code}`, ...refusals[code], code }),
})

const commonHeaders = [
  { name: 'Cache-Control', value: 'no-store' },
  { name: 'X-Content-Type-Options', value: 'nosniff' },
  { name: 'Referrer-Policy', value: 'no-referrer' },
  { name: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
]

const blockAction = (code: EdgeRefusal, headers: readonly { name: string; value: string }[] = []) => ({
  block: {
    customResponse: {
      responseCode: refusals[code].status,
      customResponseBodyKey: code,
      responseHeaders: [...commonHeaders, ...headers],
    },
  },
})
