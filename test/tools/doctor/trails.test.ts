import { describe, expect, test } from 'vitest'
import { trails } from '../../../tools/doctor/checks/trails.ts'
import { trailNames } from '../../../tools/doctor/stage-resources.ts'
import { changed, denied, findingsOf, production } from './account.ts'
import { queryReply } from './healthy-account.ts'
import type { Replies } from './replies.ts'

describe('the existing trails', () => {
  const trail = (Name: string, more: object = {}) => ({
    Name,
    HomeRegion: 'eu-central-1',
    TrailARN: `arn:aws:cloudtrail:eu-central-1:111122223333:trail/${Name}`,
    ...more,
  })
  const list = (...trailList: readonly object[]): Replies => ({ 'cloudtrail:DescribeTrails': { trailList } })
  const own = trail(trailNames(production)[0] ?? '')

  test('that record management events are reported, because each additional trail of such events costs money', async () => {
    expect(await findingsOf(trails, list(trail('org')))).toMatchObject([
      {
        state: 'warning',
        found: 'org records management events already',
        change: expect.stringMatching(/^Set trail to \{"kind":"existing"\} if .* \$20 for a million/),
      },
    ])
    const advanced = {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    }
    const replies = { ...list(trail('a'), trail('b')), 'cloudtrail:GetEventSelectors': advanced }
    expect(await findingsOf(trails, replies)).toMatchObject([{ found: 'a, b record management events already' }])
  })

  test('that record only data events cause no additional cost', async () => {
    const selectors = [
      { EventSelectors: [{ IncludeManagementEvents: false }] },
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Data'] },
              { Field: 'resources.ARN', StartsWith: ['x'] },
            ],
          },
        ],
      },
    ]
    for (const reply of selectors) {
      expect(await findingsOf(trails, { ...list(trail('data')), 'cloudtrail:GetEventSelectors': reply })).toMatchObject(
        [{ state: 'ok' }],
      )
    }
  })

  test('of an organisation count as recording, because a member account may not read their selectors', async () => {
    const ofOrganisation = trail('org', { TrailARN: 'arn:aws:cloudtrail:eu-central-1:999988887777:trail/org' })
    expect(await findingsOf(trails, { ...list(ofOrganisation), 'cloudtrail:GetEventSelectors': denied })).toMatchObject(
      [{ state: 'warning' }],
    )
    expect(await findingsOf(trails, { ...list(trail('own')), 'cloudtrail:GetEventSelectors': denied })).toMatchObject([
      { state: 'unknown' },
    ])
  })

  test('must include the trail on which the settings rely, with its log group', async () => {
    const logGroupArn = 'arn:aws:logs:eu-central-1:111122223333:log-group:org-trail:*'
    const org = list(trail('org', { CloudWatchLogsLogGroupArn: logGroupArn }))
    const relying = (more: object = {}) => changed(production, { trail: { kind: 'existing', ...more } })
    expect(await findingsOf(trails, {}, relying())).toMatchObject([
      { state: 'problem', found: 'trail is existing, but no trail records management events' },
    ])
    expect(await findingsOf(trails, org, relying())).toMatchObject([{ state: 'ok', found: 'the stage relies on org' }])
    expect(await findingsOf(trails, org, relying({ logGroup: 'org-trail' }))).toMatchObject([{ state: 'ok' }])
    expect(await findingsOf(trails, org, relying({ logGroup: 'other' }))).toMatchObject([
      { state: 'problem', found: 'no trail writes to the log group other' },
    ])
  })

  test('must record KMS events if the settings rely on them', async () => {
    const selectors = [
      { EventSelectors: [{ IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
            ],
          },
        ],
      },
    ]
    const relying = changed(production, { trail: { kind: 'existing' } })
    for (const reply of selectors) {
      const replies = { ...list(trail('org')), 'cloudtrail:GetEventSelectors': reply }
      expect(await findingsOf(trails, replies, relying)).toMatchObject([
        { state: 'problem', found: 'org excludes the events of KMS' },
      ])
    }
  })

  test('must be at most three, because the stage adds two and a Region may have five', async () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => trail(name))
    expect(await findingsOf(trails, list(...four))).toMatchObject([
      {
        state: 'problem',
        found: '4 other trails in eu-central-1, and AWS allows 5 in total, two of them for the stage',
      },
    ])
  })

  test('with the name of the stage’s trail are reported as a problem, unless the stage created them', async () => {
    expect(await findingsOf(trails, list(own))).toMatchObject([
      { state: 'problem', change: 'A removed stage left it. Delete it.' },
    ])
    const stacks = queryReply('DescribeStacks', { Stacks: { member: { StackName: 'sealform-production-events' } } })
    expect(await findingsOf(trails, { ...list(own), 'cloudformation:DescribeStacks': stacks })).toMatchObject([
      { state: 'ok' },
    ])
    expect(await findingsOf(trails, list({ ...own, HomeRegion: 'eu-west-1' }))).toMatchObject([
      { state: 'problem', found: expect.stringContaining('eu-west-1') },
    ])
  })
})
