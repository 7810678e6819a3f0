import { describe, expect, test } from 'vitest'
import { stageSettings } from '../../lib/stage-settings.ts'
import { exampleStages } from './synthesised.ts'

const { demo = {}, production = {} } = exampleStages
const demoSignIn = Object(demo.signIn)
const foreignIssuer = {
  kind: 'machine',
  issuer: 'https://id.example.com',
  clientIds: ['backend'],
  tokenUse: { by: 'type' },
  claims: { site: 'site' },
}
const identityArn = 'arn:aws:ses:us-east-1:111122223333:identity/example.com'
const wrong = (change: object, of: object = demo) => {
  try {
    stageSettings('demo', { demo: { ...of, ...change } })
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
  return 'nothing is wrong'
}

describe('the settings of stages.example.json', () => {
  test('are valid for both stages', () => {
    expect(stageSettings('demo', { demo })).toMatchObject({ stage: 'demo', purpose: 'demo', region: 'us-east-1' })
    expect(stageSettings('production', { production })).toMatchObject({ stage: 'production', purpose: 'production' })
  })

  test('may omit settings with a default', () => {
    expect(stageSettings('demo', { demo })).toMatchObject({
      alarmsTo: [],
      embeddingOrigins: [],
      holding: { kind: 'elasticache' },
      reservedConcurrency: {},
      edgeLimits: { signedInSteps: 60_000, visitorSteps: 30_000, pages: 300_000, trusted: 600_000 },
      trustedRanges: [],
      throttles: {},
      trail: { kind: 'made-here' },
      apiGatewayLogRole: 'made-here',
      tags: {},
    })
  })

  test.each([
    ['Acme <forms@example.com>', 'us-east-1', 'example.com'],
    ['forms@mail.example.com', 'eu-west-1', 'example.com'],
    ['forms@example.com', 'eu-central-1', 'forms@example.com'],
  ])('may name a sender of Amazon SES: %s in %s, with the identity %s', (from, region, identity) => {
    const arn = `arn:aws:ses:${region}:111122223333:identity/${identity}`
    const signIn = { ...Object(production.signIn), email: { from, identityArn: arn, replyTo: 'help@example.com' } }
    expect(stageSettings('production', { production: { ...production, signIn } })).toMatchObject({ signIn })
  })

  test('may replace the throttle of a step, and let an external holding take as many submissions as it can', () => {
    const throttles = { 'submit-form': 2_000 }
    const holding = { kind: 'server', host: 'localhost', port: 6380, tls: 'off' }
    expect(stageSettings('demo', { demo: { ...demo, throttles, holding } })).toMatchObject({ throttles })
  })

  test('are rejected for an undefined stage', () => {
    expect(() => stageSettings('demmo', { demo, production })).toThrow(
      'stage is "demmo", but must be one of the stages in stages.json: demo, production.',
    )
    expect(() => stageSettings(undefined, { demo })).toThrow('stage is undefined, but must be one')
    expect(() => stageSettings('demo', undefined)).toThrow('stages.json defines no stages')
    expect(() => stageSettings('Demo', { Demo: demo })).toThrow('stages.json defines no stages')
    expect(() => stageSettings('constructor', { demo })).toThrow('stage is "constructor"')
  })
})

describe('an error states the wrong setting and the allowed values:', () => {
  test.each([
    [{ account: '12' }, 'In the stage demo, account is "12", but must be the twelve digits of an AWS account.'],
    [{ account: undefined }, 'In the stage demo, account is missing, but must be the twelve digits of an AWS account.'],
    [
      { region: 'eu-moon-1' },
      /^In the stage demo, region is "eu-moon-1", but must be one of ap-northeast-1, .*us-west-2\.$/,
    ],
    [
      { region: 'us-west-1' },
      /^In the stage demo, region is "us-west-1", but must be one of ap-northeast-1, .*us-west-2: accounts get two zones in us-west-1, and the isolated network needs three\.$/,
    ],
    [{ purpose: 'staging' }, 'In the stage demo, purpose is "staging", but must be one of demo, production.'],
    [{ regoin: 'eu-west-1' }, 'In the stage demo, regoin is not a setting, and must be left out.'],
    [{ keyEndpointZones: 4 }, 'In the stage demo, keyEndpointZones is 4, but must be 1, 2 or 3.'],
    [{ keyEndpointZones: 1.5 }, 'In the stage demo, keyEndpointZones is 1.5, but must be 1, 2 or 3.'],
    [{ sites: [] }, 'In the stage demo, sites is [], but must be a list of one to 400 sites, each once.'],
    [{ sites: ['acme', 'acme'] }, /but must be a list of one to 400 sites, each once\.$/],
    [{ sites: Array.from({ length: 401 }, (_, place) => `a${place}`) }, /but must be a list of one to 400 sites/],
    [
      { signIn: { kind: 'issuers', issuers: [{ ...foreignIssuer, sites: ['acme', 'globex'] }] } },
      'In the stage demo, signIn.issuers names globex, but must name sites of the stage only.',
    ],
    [
      { sites: ['acme', 'Acme Inc'] },
      'In the stage demo, sites.1 is "Acme Inc", but must be the id of a site: a lower-case letter, then letters, digits or dashes, 64 at most.',
    ],
    [{ alarmsTo: ['nobody'] }, 'In the stage demo, alarmsTo.0 is "nobody", but must be an e-mail address.'],
    [
      { embeddingOrigins: ['https://chat.example.com/page'] },
      'In the stage demo, embeddingOrigins.0 is "https://chat.example.com/page", but must be an origin such as https://chat.example.com.',
    ],
    [
      { embeddingOrigins: ["https://a.example.com; script-src 'unsafe-inline'"] },
      /^In the stage demo, embeddingOrigins\.0 is .* but must be an origin such as/,
    ],
    [{ signIn: { kind: 'ldap' } }, /^In the stage demo, signIn.* but must be of the kind cognito or issuers\.$/],
    [
      { signIn: { kind: 'issuers', issuers: [] } },
      'In the stage demo, signIn.issuers is [], but must be a list of presets and entries as docs/stage-settings.md describes them.',
    ],
    [
      { domain: { name: 'forms.example.com', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0' } },
      /domain\.certificateArn is "arn.*", but must be the ARN of a certificate in us-east-1, where CloudFront looks for it\.$/,
    ],
    [
      { availabilityZones: ['use1-az1', 'use1-az1', 'use1-az2'] },
      'In the stage demo, availabilityZones is ["use1-az1","use1-az1","use1-az2"], but must be three ids of zones such as use1-az1, which `aws ec2 describe-availability-zones --region us-east-1` lists as ZoneId.',
    ],
    [
      { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
      /^In the stage demo, availabilityZones is .* but must be three ids of zones such as use1-az1, which/,
    ],
    [
      { availabilityZones: ['use1-az1', 'use1-az2', 'use1-az3'] },
      'In the stage demo, availabilityZones names use1-az3, but must name other zones, which `aws ec2 describe-availability-zones --region us-east-1` lists as ZoneId: Lambda and ElastiCache do not serve networks there.',
    ],
    [
      { region: 'ap-northeast-1' },
      /^In the stage demo, availabilityZones is .* such as apne1-az1, which `aws ec2 describe-availability-zones --region ap-northeast-1` lists as ZoneId\.$/,
    ],
    [
      { reservedConcurrency: { 'submit-fom': 1 } },
      'In the stage demo, reservedConcurrency.submit-fom is not a setting, and must be left out.',
    ],
    [
      { reservedConcurrency: { 'submit-form': 0 } },
      'In the stage demo, reservedConcurrency.submit-form is 0, but must be a whole number from 1 to 1000.',
    ],
    [
      { reservedConcurrency: { 'submit-form': 5 } },
      'In the stage demo, reservedConcurrency names steps, but a demo must reserve nothing.',
    ],
    [
      { permissionsBoundary: 'arn:aws:iam::111122223333:role/limits' },
      'In the stage demo, permissionsBoundary is "arn:aws:iam::111122223333:role/limits", but must be the name or the ARN of an IAM policy.',
    ],
    [{ permissionsBoundary: '' }, /^In the stage demo, permissionsBoundary is "", but must be the name or the ARN/],
    [{ tags: { 'aws:team': 'chat' } }, /^In the stage demo, tags\.aws:team is .* but must be the name of a tag: /],
    [{ tags: { stage: 'other' } }, /^In the stage demo, tags\.stage is .* and not service or stage\.$/],
    [{ tags: { team: 'chat?' } }, /^In the stage demo, tags\.team is "chat\?", but must be the value of a tag: /],
    [
      { tags: ['team'] },
      /^In the stage demo, tags is \["team"\], but must be at most 40 tags, each a name with a value\.$/,
    ],
    [
      { tags: Object.fromEntries(Array.from({ length: 41 }, (_, place) => [`tag${place}`, ''])) },
      /but must be at most 40 tags, each a name with a value\.$/,
    ],
    [
      { edgeLimits: { visitorSteps: 9 } },
      'In the stage demo, edgeLimits.visitorSteps is 9, but must be a whole number from 10 to 2000000000.',
    ],
    [{ edgeLimits: { agents: 9 } }, 'In the stage demo, edgeLimits.agents is not a setting, and must be left out.'],
    [
      { trustedRanges: ['203.0.113.9'] },
      'In the stage demo, trustedRanges.0 is "203.0.113.9", but must be a range of addresses such as 203.0.113.0/24 or 2001:db8::/48.',
    ],
    [{ trustedRanges: ['0.0.0.0/0'] }, /^In the stage demo, trustedRanges\.0 is .* but must be a range of addresses/],
    [
      { throttles: { 'open-form': 10_001 } },
      'In the stage demo, throttles.open-form is 10001, but must be a whole number from 1 to 10000.',
    ],
    [{ throttles: { open: 1 } }, 'In the stage demo, throttles.open is not a setting, and must be left out.'],
    [
      { throttles: { 'submit-form': 1_251 } },
      'In the stage demo, throttles.submit-form is 1251, but must be at most 1250, which is what the holding can take.',
    ],
    [
      { signIn: { ...demoSignIn, email: { from: 'forms', identityArn } } },
      'In the stage demo, signIn.email.from is "forms", but must be an e-mail address, or a name and an address such as Acme <forms@example.com>.',
    ],
    [
      { signIn: { ...demoSignIn, email: { from: 'forms@example.com', identityArn: 'example.com' } } },
      'In the stage demo, signIn.email.identityArn is "example.com", but must be the ARN of an identity of Amazon SES, such as arn:aws:ses:eu-central-1:111122223333:identity/example.com.',
    ],
    [
      { signIn: { ...demoSignIn, email: { from: 'Acme <forms@globex.example>', identityArn } } },
      'In the stage demo, signIn.email.from is "Acme <forms@globex.example>", but must be an address of the identity example.com.',
    ],
    [
      {
        signIn: {
          ...demoSignIn,
          email: { from: 'forms@example.com', identityArn: identityArn.replace('us-east-1', 'eu-central-1') },
        },
      },
      'In the stage demo, signIn.email.identityArn names eu-central-1, but must be in us-east-1, us-west-2 or eu-west-1, from which Cognito can send.',
    ],
    [{ trail: { kind: 'none' } }, /^In the stage demo, trail.* but must be of the kind made-here or existing\.$/],
    [
      { trail: { kind: 'existing', logGroup: 'the trail' } },
      'In the stage demo, trail.logGroup is "the trail", but must be the name of a log group.',
    ],
    [{ holding: { kind: 'memory' } }, /^In the stage demo, holding.* but must be of the kind elasticache or server\.$/],
  ])('%j', (change, sentence) => {
    if (typeof sentence === 'string') expect(wrong(change)).toBe(sentence)
    else expect(wrong(change)).toMatch(sentence)
  })

  test('each wrong setting has a separate error', () => {
    expect(wrong({ account: 1, purpose: 2 })).toBe(
      [
        'In the stage demo, purpose is 2, but must be one of demo, production.',
        'In the stage demo, account is 1, but must be the twelve digits of an AWS account.',
      ].join('\n'),
    )
  })
})

describe('production', () => {
  test.each([
    [{ domain: undefined }, 'domain is missing, but production must have one, because it takes TLS 1.2 and up only'],
    [{ alarmsTo: [] }, 'alarmsTo is empty, but production must notify at least one address of alarms'],
    [{ keyEndpointZones: 1 }, 'keyEndpointZones is 1, but in production must be 3'],
    [
      { holding: { kind: 'server', host: 'redis.example.com', port: 6379, tls: 'on' } },
      'holding is of the kind server, but in production must be elasticache',
    ],
  ])('refuses %j', (change, sentence) => {
    expect(wrong(change, production)).toBe(`In the stage demo, ${sentence}.`)
  })
})
