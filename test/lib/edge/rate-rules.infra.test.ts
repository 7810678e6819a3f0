import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Key } from 'aws-cdk-lib/aws-kms'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { protocol } from '../../../contracts/protocol.ts'
import { Firewall } from '../../../lib/edge/firewall.ts'
import { stepNames } from '../../../lib/grants.ts'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { exampleStages } from '../synthesised.ts'
import { type AddressSets, capacityOf, type EdgeRequest, matches } from './firewall-rules.ts'

const Acl = z.looseObject({ Rules: z.array(z.looseObject({ Name: z.string(), Statement: z.looseObject({}) })) })
const RateBased = z.looseObject({ Limit: z.number(), ScopeDownStatement: z.unknown() })
const IpSet = z.looseObject({ Addresses: z.array(z.string()), IPAddressVersion: z.string(), Scope: z.string() })

/** The firewall of a demo with these settings. */
function firewallWith(settings: object) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'firewall')
  new Firewall(stack, 'Firewall', {
    settings: stageSettings('demo', { demo: { ...exampleStages.demo, ...settings } }),
    logsKey: new Key(stack, 'Key'),
  })
  const template = Template.fromStack(stack)
  const resources = JSON.parse(
    JSON.stringify(template.toJSON()).replaceAll(/\{"Fn::GetAtt":\["(\w+)","Arn"\]\}/g, '"$1"'),
  )
  const found = Object.entries(z.record(z.string(), z.looseObject({ Type: z.string() })).parse(resources.Resources))
  const ofType = (type: string) => found.filter(([, { Type }]) => Type === type)
  const [acl] = ofType('AWS::WAFv2::WebACL').map(([, { Properties }]) => Acl.parse(Properties))
  const sets = ofType('AWS::WAFv2::IPSet').map(([id, { Properties }]) => [id, IpSet.parse(Properties)] as const)
  const addresses: AddressSets = new Map(sets.map(([id, { Addresses }]) => [id, Addresses]))
  const rules = (acl?.Rules ?? []).flatMap(({ Name, Statement }) => {
    const rate = RateBased.safeParse(Statement.RateBasedStatement).data
    return rate === undefined ? [] : [{ name: Name, limit: rate.Limit, counted: rate.ScopeDownStatement }]
  })
  return {
    rules,
    sets: sets.map(([, set]) => set),
    limits: Object.fromEntries(rules.map(({ name, limit }) => [name, limit])),
    rulesThatCount: (request: EdgeRequest) =>
      rules.filter(({ counted }) => matches(counted, request, addresses)).map(({ name }) => name),
    capacity: rules.reduce((total, { counted }) => total + 2 + capacityOf(counted), 1),
  }
}

const visitor = '198.51.100.7'
const contactCentre = '203.0.113.9'
const chatBackend = '2001:db8:1::7'
const trustedRanges = ['203.0.113.0/24', '2001:db8:1::/48']
const stepPaths = stepNames.map((step) => ({
  step,
  path: protocol[step].path.replaceAll(/\{\w+\}/g, 'x'),
  visits: protocol[step].caller === 'visitor',
}))

describe('the rate rules at the edge', () => {
  const byDefault = firewallWith({})
  const trusting = firewallWith({ trustedRanges })

  test('allow 500 agents, or a chat backend that sends 100 forms a second, behind one address', () => {
    expect(byDefault.limits).toEqual({
      'too-many-visitor-steps': 30_000,
      'too-many-signed-in-steps': 60_000,
      'too-many-pages': 300_000,
    })
    expect(byDefault.limits['too-many-signed-in-steps']).toBeGreaterThanOrEqual(500 * 120)
    expect(byDefault.limits['too-many-signed-in-steps']).toBeGreaterThanOrEqual(2 * 100 * 300)
    expect(trusting.limits['too-many-from-trusted']).toBeGreaterThanOrEqual(2 * 1_000 * 300)
  })

  test('have limits that can be set', () => {
    const edgeLimits = { signedInSteps: 1_000, visitorSteps: 2_000, pages: 3_000, trusted: 4_000 }
    expect(firewallWith({ edgeLimits, trustedRanges }).limits).toEqual({
      'too-many-from-trusted': 4_000,
      'too-many-visitor-steps': 2_000,
      'too-many-signed-in-steps': 1_000,
      'too-many-pages': 3_000,
    })
  })

  test.each(stepPaths)(
    'count $step in only one rule, which counts either visitors or signed-in callers',
    ({ path, visits }) => {
      const rule = visits ? 'too-many-visitor-steps' : 'too-many-signed-in-steps'
      for (const firewall of [byDefault, trusting])
        expect(firewall.rulesThatCount({ path, address: visitor })).toEqual([rule])
      for (const address of [contactCentre, chatBackend]) {
        expect(trusting.rulesThatCount({ path, address })).toEqual(['too-many-from-trusted'])
      }
    },
  )

  test.each(['/form/acme', '/agent', '/admin', '/assets/visitor.js', '/', '/v1', '/v11/visitor/open'])(
    'count %s as a page, not as a step',
    (path) => {
      expect(byDefault.rulesThatCount({ path, address: visitor })).toEqual(['too-many-pages'])
    },
  )

  test.each(['/v1/%76isitor/open', '/v1//visitor/open'])('count %s as a visitor’s step', (path) => {
    expect(byDefault.rulesThatCount({ path, address: visitor })).toEqual(['too-many-visitor-steps'])
  })

  test('exempt trusted addresses, in one CloudFront set for IPv4 and one for IPv6', () => {
    expect(byDefault.sets).toEqual([])
    expect(trusting.sets).toEqual([
      expect.objectContaining({ Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV4', Addresses: ['203.0.113.0/24'] }),
      expect.objectContaining({ Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV6', Addresses: ['2001:db8:1::/48'] }),
    ])
    const ofOneVersion = firewallWith({ trustedRanges: ['203.0.113.0/24'] })
    expect(ofOneVersion.rulesThatCount({ path: '/v1/site', address: contactCentre })).toEqual(['too-many-from-trusted'])
    expect(ofOneVersion.rulesThatCount({ path: '/v1/site', address: chatBackend })).toEqual([
      'too-many-signed-in-steps',
    ])
  })

  test('use far fewer capacity units than the 1,500 that the price of a firewall includes', () => {
    expect(trusting.capacity).toBeGreaterThan(50)
    expect(trusting.capacity).toBeLessThan(500)
  })
})
