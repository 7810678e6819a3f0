/**
 * The rules that limit how many requests one address may send to the edge. Each request counts towards only one of
 * these rules.
 */
import { CfnIPSet, type CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import type { Construct } from 'constructs'
import { edgeRegion } from '../regions.ts'
import { nameIn } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

type Statement = CfnWebACL.StatementProperty

export interface RateRule {
  /** The name of the rule and of its metric. */
  readonly name: string
  /** The number of requests that one address may send within five minutes. */
  readonly limit: number
  /** The requests that the rule counts. */
  readonly counted: Statement
}

const trustedRule = 'too-many-from-trusted'
const visitorRule = 'too-many-visitor-steps'
const signedInRule = 'too-many-signed-in-steps'
const pagesRule = 'too-many-pages'

export const rateRuleNames = ({ trustedRanges }: StageSettings): readonly string[] => [
  ...(trustedRanges.length > 0 ? [trustedRule] : []),
  visitorRule,
  signedInRule,
  pagesRule,
]

export function rateRules(scope: Construct, settings: StageSettings): readonly RateRule[] {
  const { edgeLimits: limits, trustedRanges: ranges } = settings
  const trusted = ranges.length > 0 ? either(trustedSets(scope, settings)) : undefined
  const fromOthers = (statement: Statement) => (trusted === undefined ? statement : all(statement, not(trusted)))
  return [
    ...(trusted === undefined ? [] : [{ name: trustedRule, limit: limits.trusted, counted: trusted }]),
    {
      name: visitorRule,
      limit: limits.visitorSteps,
      counted: fromOthers(startsWith(visitorPrefix)),
    },
    {
      name: signedInRule,
      limit: limits.signedInSteps,
      counted: fromOthers(all(startsWith(apiPrefix), not(startsWith(visitorPrefix)))),
    },
    { name: pagesRule, limit: limits.pages, counted: fromOthers(not(startsWith(apiPrefix))) },
  ]
}

export const rateStatement = ({ limit, counted }: RateRule): Statement => ({
  rateBasedStatement: { limit, evaluationWindowSec: 300, aggregateKeyType: 'IP', scopeDownStatement: counted },
})

const apiPrefix = '/v1/'
const visitorPrefix = '/v1/visitor/'

/** Creates one set of addresses for each version of IP, because a set in AWS WAF cannot contain both versions. */
function trustedSets(scope: Construct, settings: StageSettings): readonly Statement[] {
  const ofVersion = (version: 'IPV4' | 'IPV6'): readonly Statement[] => {
    const addresses = settings.trustedRanges.filter((range) => range.includes(':') === (version === 'IPV6'))
    if (addresses.length === 0) return []
    const set = new CfnIPSet(scope, `Trusted${version}`, {
      name: nameIn(settings, edgeRegion, `trusted-${version.toLowerCase()}`),
      scope: 'CLOUDFRONT',
      ipAddressVersion: version,
      addresses,
    })
    return [{ ipSetReferenceStatement: { arn: set.attrArn } }]
  }
  return [...ofVersion('IPV4'), ...ofVersion('IPV6')]
}

/**
 * Matches the decoded path, because CloudFront and API Gateway decode it. For example, `/v1/%76isitor/open` is a
 * visitor's step.
 */
const startsWith = (prefix: string): Statement => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: prefix,
    textTransformations: [
      { priority: 0, type: 'URL_DECODE' },
      { priority: 1, type: 'NORMALIZE_PATH' },
    ],
  },
})

const not = (statement: Statement): Statement => ({ notStatement: { statement } })
const all = (...statements: readonly Statement[]): Statement => ({ andStatement: { statements: [...statements] } })
/** Matches any of the statements. AWS WAF requires at least two statements in an `or`. */
const either = (statements: readonly Statement[]): Statement => {
  const [first, ...others] = statements
  return first !== undefined && others.length === 0 ? first : { orStatement: { statements: [...statements] } }
}
