import { expect, test } from 'vitest'
import { pageBytes } from '../../local/embedded-dynamodb/database.ts'
import { type ProcessService, startProcessService } from '../kit/process-service.ts'
import { newSite, type Site } from '../kit/site.ts'
import { readAllItems } from '../promises/stored-records.ts'
import { artifactsInFolder, artifactsInTables, longestItem, textArtifact } from './artifacts.ts'
import { type CanaryValues, createCanaryValues } from './canary-values.ts'
import { subscribeAsAgent, subscribeToServerEvents } from './event-subscriptions.ts'
import { type Artifact, leaks } from './search.ts'
import { tamper } from './tampering.ts'
import {
  holdingSeconds,
  prepareSite,
  prepareVisit,
  refusedVisit,
  sendNonHttp,
  successfulVisit,
  visitAfterTampering,
  visitWithExpiredHolding,
} from './visits.ts'

test('after a complete run, no artifact contains a value that was typed, generated or signed (abuse case 32)', async () => {
  const service = await startProcessService()
  const { dataFolder } = service
  const places: Artifact[] = []
  const visitAndStop = async <Result>(visit: () => Promise<Result>): Promise<Result> => {
    const events = await subscribeToServerEvents(service.origin)
    try {
      return await visit()
    } finally {
      await events.stop()
      await service.stop()
      places.push(
        textArtifact('the events', events.received()),
        textArtifact('the output of the process', service.output()),
      )
      // Before the next start, which may overwrite deleted items.
      places.push(...artifactsInFolder(dataFolder))
    }
  }
  try {
    const site = await newSite(service)
    const first = await visitAndStop(() => runVisits(service, site))
    const { submitted, opened } = first
    places.push(first.pushed)
    await tamper(dataFolder, { submissionId: submitted.submissionId, formId: opened.form.formId })
    await service.start()
    const { canaries, refusals } = await visitAndStop(async () => {
      const canaryValues = createCanaryValues(service.origin, first.canaryValues)
      await visitAfterTampering(site, canaryValues, { submitted, opened })
      return canaryValues
    })

    const tables = await readAllItems(dataFolder)
    expect(longestItem(dataFolder)).toBeLessThan(pageBytes - 500)
    expect(tables.get('audit')?.map(({ event }) => event)).toContain('integrity-failed')
    places.push(...artifactsInTables(tables), ...artifactsInFolder(dataFolder))
    expect(artifactsContaining(submitted.form.conversationId, places)).toEqual(expect.arrayContaining(artifactsWithIds))
    expect(artifactsContaining(dataFolder, places)).toEqual(['the output of the process'])
    expect(leaks(places, canaries)).toEqual([])
    expect(
      leaks(
        refusals,
        canaries.filter(({ isFieldName }) => !isFieldName),
      ),
    ).toEqual([])
  } finally {
    await service.close()
  }
})

/** Places where an id may be and is, so that the search would also find a canary there. */
const artifactsWithIds = [
  'the events',
  'what was pushed',
  'sealform.log',
  'the table conversations',
  'the table forms',
  'the table one-time-keys',
  'the table submissions',
  'the table audit',
  'dynamodb/database.sqlite',
]

const artifactsContaining = (value: string, places: readonly Artifact[]): string[] => [
  ...new Set(places.filter(({ bytes }) => bytes.includes(value)).map(({ name }) => name)),
]

/** Leaves one submitted form and one opened form. */
const runVisits = async (service: ProcessService, site: Site) => {
  const { origin } = service
  const canaryValues = createCanaryValues(origin)
  await prepareSite(site, holdingSeconds)
  for (const { accessToken } of [site.agent, site.backend]) registerToken(canaryValues, accessToken)
  registerToken(canaryValues, await service.token({ siteId: 'rival', subject: 'agent-7', profile: 'agent' }))
  const tab = await subscribeAsAgent(origin, canaryValues, site.agent.accessToken ?? '')
  const nonsense = textArtifact('the reply to nonsense', await sendNonHttp(origin, canaryValues))
  expect(leaks([nonsense], canaryValues.canaries)).toEqual([])
  const [submitted, opened] = await Promise.all([
    visitWithExpiredHolding(site, canaryValues),
    prepareVisit(site, canaryValues, 'Cat'),
    successfulVisit(site, canaryValues),
    refusedVisit(site, canaryValues),
  ])
  const pushed = textArtifact('what was pushed', tab.received())
  await tab.stop()
  return { canaryValues, submitted, opened, pushed }
}

/** The complete token, its signature, and the id of its session. */
const registerToken = (canaryValues: CanaryValues, token = ''): void => {
  const [, claims = '', signature] = token.split('.')
  canaryValues.register('an access token', token)
  canaryValues.registerSecret('the signature of an access token', signature)
  const sid = /"sid":"([^"]+)"/.exec(Buffer.from(claims, 'base64url').toString())?.[1]
  if (sid !== undefined) canaryValues.register('the id of a session', sid, { mayBeHashed: true })
}
